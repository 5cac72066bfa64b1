import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Id } from "@securecart/core/id";
import { Promotion } from "@securecart/core/promotion";
import { expect, test, vi } from "vitest";
import { requestsOf } from "#test/accounts";
import { place, product, readyCart, unique } from "#test/fixtures";
import { CouponEntity } from "./coupon.entity";
import { ListingEntity } from "./listing.entity";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const tenOff = { label: "Ten off", benefit: { kind: "percent" as const, percent: 10 } };
const codeOf = (reason: unknown) => (reason as { code?: string }).code;
const actsOn = async (code: string) =>
  (await Audit.list({ subject: `discount:${code}` })).rows.map(
    ({ action, outcome }) => `${action} ${outcome}`,
  );

async function created(more: object = {}) {
  const code = unique();
  await Admin.createDiscount({ terms: { code, ...tenOff, ...more }, ...by() });
  return code;
}

test("a discount is created once, however often its form is sent, and never over another one", async () => {
  const code = unique();
  const act = { terms: { code, ...tenOff }, ...by() };
  await Admin.createDiscount(act);
  await Admin.createDiscount(act);
  expect(await Promotion.require(code)).toMatchObject({ version: 1, label: "Ten off" });
  await expect(Admin.createDiscount({ ...act, ...by() })).rejects.toMatchObject({
    code: "promotion.exists",
    field: "code",
  });
  expect(await actsOn(code)).toEqual(["discount.create refused", "discount.create done"]);
});

test("of two staff members who change the same discount, the second is refused and changes nothing", async () => {
  const code = await created({ limit: 5 });
  const change = (label: string, seen: number) =>
    Admin.changeDiscount({ code, seen, terms: { code, ...tenOff, label }, ...by() });
  const results = await Promise.allSettled([change("Hers", 1), change("His", 1)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { version, limit } = await Promotion.require(code);
  expect({ version, limit }).toEqual({ version: 2, limit: undefined });
  await expect(change("Late", 1)).rejects.toMatchObject({ code: "promotion.changed_meanwhile" });
  await change("Later", 2);
  expect((await Promotion.require(code)).label).toBe("Later");
  const { rows } = await Audit.list({ subject: `discount:${code}` });
  expect(rows[0]).toMatchObject({
    action: "discount.change",
    before: expect.anything(),
    after: { label: "Later" },
  });
});

test("a change keeps the code, the status and the uses of a discount", async () => {
  const code = await created();
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code });
  await place(cartId);
  await Admin.pauseDiscount({ code, seen: 1, ...by() });
  await Admin.changeDiscount({ code, seen: 2, terms: { code: "ANOTHER", ...tenOff, label: "New" }, ...by() });
  expect(await Promotion.require(code)).toMatchObject({
    code,
    label: "New",
    status: "paused",
    used: 1,
    version: 3,
  });
});

test("an archived code cannot be used, changed or resumed, and is restored as paused", async () => {
  const code = await created();
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await Admin.archiveDiscount({ code, seen: 1, ...by() });
  await expect(Checkout.applyCoupon({ cartId, code })).rejects.toMatchObject({ code: "promotion.expired" });
  const change = { code, seen: 2, terms: { code, ...tenOff }, ...by() };
  expect(await Admin.changeDiscount(change).catch(codeOf)).toBe("promotion.archived");
  expect(await Admin.resumeDiscount({ code, seen: 2, ...by() }).catch(codeOf)).toBe("promotion.archived");
  const found = async (standing?: "archived") =>
    (await Promotion.list({ words: code.slice(0, -1), ...(standing && { standing }) })).rows.length;
  expect([await found(), await found("archived")]).toEqual([0, 1]);
  await Admin.restoreDiscount({ code, seen: 2, ...by() });
  expect((await Promotion.require(code)).status).toBe("paused");
  expect([await found(), await found("archived")]).toEqual([1, 0]);
  await Admin.resumeDiscount({ code, seen: 3, ...by() });
  await Checkout.applyCoupon({ cartId, code });
  expect(await actsOn(code)).toEqual([
    "discount.resume done",
    "discount.restore done",
    "discount.resume refused",
    "discount.change refused",
    "discount.archive done",
    "discount.create done",
  ]);
});

test("an order reviewed before its discount was archived is not placed", async () => {
  const code = await created();
  const cartId = await readyCart(await product());
  await Checkout.applyCoupon({ cartId, code });
  const { reviewed } = await Checkout.read({ cartId });
  await Admin.archiveDiscount({ code, seen: 1, ...by() });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "promotion.expired" });
  expect((await Cart.read({ cartId })).orderId).toBeNull();
});

test("the list is filtered by standing and searched by the beginning of a code, in any spelling", async () => {
  const prefix = unique();
  const hour = 3_600;
  const named = (name: string, more: object) =>
    Admin.createDiscount({ terms: { code: `${prefix}${name}`, ...tenOff, ...more }, ...by() });
  await named("ACTIVE", { limit: 1, endsAt: Clock.iso(hour) });
  await named("PAUSED", { status: "paused" });
  await named("SCHEDULED", { startsAt: Clock.iso(hour) });
  await named("ENDED", { endsAt: Clock.iso(-hour) });
  await named("ARCHIVED", { status: "archived" });
  await named("USED", { limit: 1 });
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code: `${prefix}USED` });
  await place(cartId);
  const codes = async (standing?: Promotion.Standing) =>
    (await Promotion.list({ words: ` ${prefix.toLowerCase()}`, ...(standing && { standing }) })).rows.map(
      (row) => (row.kind === "code" ? row.coupon.code.slice(prefix.length) : ""),
    );
  expect(await codes()).toEqual(["ACTIVE", "ENDED", "PAUSED", "SCHEDULED", "USED"]);
  expect(await codes("active")).toEqual(["ACTIVE"]);
  expect(await codes("paused")).toEqual(["PAUSED"]);
  expect(await codes("scheduled")).toEqual(["SCHEDULED"]);
  expect(await codes("ended")).toEqual(["ENDED"]);
  expect(await codes("used_up")).toEqual(["USED"]);
  expect(await codes("archived")).toEqual(["ARCHIVED"]);
  const exact = await Promotion.list({ words: `${prefix}archived` });
  expect(exact.rows.map((row) => row.standing)).toEqual(["archived"]);
});

test("a page of the list takes two requests, a filtered one three at most, and the pages have every code once", async () => {
  const prefix = unique();
  const total = 1_300;
  const day = Clock.iso().slice(0, 10);
  const rows = Array.from({ length: total }, (_, i) => ({
    code: `${prefix}${String(i).padStart(5, "0")}`,
    createdAt: `${day}T00:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}.000Z`,
  }));
  await CouponEntity.put(
    rows.map(({ code, createdAt }, i) => ({
      code,
      shard: 0,
      terms: Promotion.Terms.parse({ code, ...tenOff, ...(i === 7 && { status: "paused" }) }),
      version: 1,
      used: 0,
      listed: true,
      createdAt,
    })),
  ).go({ concurrency: 4 });
  await ListingEntity.put(
    rows.map(({ code, createdAt }, i) => ({
      key: code,
      kind: "code" as const,
      name: code,
      list: "current" as const,
      isPaused: i === 7,
      hasLimit: false,
      createdAt,
    })),
  ).go({ concurrency: 4 });
  const pages = async (query: Parameters<typeof Promotion.list>[0]) => {
    const seen: string[] = [];
    const requests: number[] = [];
    let cursor: string | undefined;
    do {
      let page: Awaited<ReturnType<typeof Promotion.list>> | undefined;
      requests.push(
        (
          await requestsOf(async () => {
            page = await Promotion.list({ ...query, ...(cursor && { cursor }) });
          })
        ).length,
      );
      if (!page) throw new Error("The list failed.");
      seen.push(...page.rows.flatMap((row) => (row.kind === "code" ? [row.coupon.code] : [])));
      cursor = page.next ?? undefined;
    } while (cursor);
    return { own: seen.filter((code) => code.startsWith(prefix)), most: Math.max(...requests) };
  };
  const all = await pages({});
  expect(new Set(all.own).size).toBe(total);
  expect({ count: all.own.length, most: all.most }).toEqual({ count: total, most: 2 });
  const searched = await pages({ words: prefix });
  expect({ ...searched, own: new Set(searched.own).size }).toEqual({ own: total, most: 2 });
  expect(searched.own).toEqual([...searched.own].sort());
  const paused = await pages({ standing: "paused", words: prefix });
  expect(paused.own).toEqual([`${prefix}00007`]);
  expect(paused.most).toBeLessThanOrEqual(3);
  expect((await pages({ standing: "used_up" })).most).toBeLessThanOrEqual(3);
}, 120_000);

test("a coupon that was saved before there was a list is listed by the migration, once", async () => {
  const code = unique();
  const terms = Promotion.Terms.parse({ code, ...tenOff });
  await CouponEntity.create({ code, shard: 2, terms, version: 1, used: 0 }).go();
  const isListed = async () => (await Promotion.list({ words: code.slice(0, -1) })).rows.length;
  expect(await isListed()).toBe(0);
  expect((await Promotion.listOld({ dryRun: true })).changed).toBeGreaterThan(0);
  expect(await isListed()).toBe(0);
  await Promotion.listOld({ dryRun: false });
  expect(await isListed()).toBe(1);
  expect((await Promotion.listOld({ dryRun: false })).changed).toBe(0);
});

const codesOf = async (batchId: string, count: number) => {
  const found: Promotion.Coupon[] = [];
  for (let from = 0; from < count; from += 100)
    found.push(...(await Promotion.batchCodes({ batchId, from, size: 100 })));
  return found;
};

test("codes created in bulk differ, share their terms, work each for itself, and are one row of the list", async () => {
  const prefix = unique();
  const act = { prefix: ` ${prefix.toLowerCase()}-`, count: 230, terms: { ...tenOff, limit: 1 }, ...by() };
  const { batchId } = await Admin.createCodes(act);
  expect(await Admin.createCodes(act)).toEqual({ batchId });
  const codes = await codesOf(batchId, 230);
  expect(new Set(codes.map(({ code }) => code)).size).toBe(230);
  expect(
    codes.every(
      ({ code, limit }) => code.startsWith(prefix) && code.length === prefix.length + 10 && limit === 1,
    ),
  ).toBe(true);
  const { rows } = await Promotion.list({ words: prefix });
  expect(rows).toMatchObject([
    { kind: "batch", standing: "active", batch: { batchId, prefix, count: 230, done: 230 } },
  ]);
  const [first, second] = codes.map(({ code }) => code);
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code: first ?? "" });
  await place(cartId);
  const next = await readyCart({ sku });
  expect(await Checkout.applyCoupon({ cartId: next, code: first ?? "" }).catch(codeOf)).toBe(
    "promotion.exhausted",
  );
  await Checkout.applyCoupon({ cartId: next, code: second ?? "" });
  expect((await Promotion.list({ words: first ?? "" })).rows).toMatchObject([
    { kind: "code", standing: "used_up" },
  ]);
  expect(await actsOn(batchId)).toEqual(["discount.create_codes done"]);
});

test("work on codes that stopped in the middle goes on where it stopped, whoever continues it", async () => {
  const batchId = Id.derived("batch", randomUUID());
  await Promotion.createBatch({ batchId, prefix: unique(), count: 300, terms: tenOff });
  vi.spyOn(Date, "now").mockReturnValueOnce(0).mockReturnValueOnce(0);
  const part = await Promotion.advanceBatch({ batchId, milliseconds: 1 });
  vi.restoreAllMocks();
  expect(part.done).toBeLessThan(300);
  expect(await Admin.changeCodes({ batchId, seen: 1, task: "pause", ...by() }).catch(codeOf)).toBe(
    "promotion.batch_unfinished",
  );
  await Promise.allSettled(Array.from({ length: 3 }, () => Admin.continueCodes({ batchId, ...by() })));
  await Admin.continueCodes({ batchId, ...by() });
  expect(await codesOf(batchId, 300)).toHaveLength(300);
});

test("all codes of a batch are paused, resumed, archived and restored together; one that was archived by itself is not resumed", async () => {
  const { batchId } = await Admin.createCodes({ prefix: unique(), count: 120, terms: tenOff, ...by() });
  const statuses = async () => {
    const counted: Record<string, number> = {};
    for (const { status } of await codesOf(batchId, 120)) counted[status] = (counted[status] ?? 0) + 1;
    return counted;
  };
  const [{ code = "" } = {}] = await codesOf(batchId, 1);
  await Admin.archiveDiscount({ code, seen: 1, ...by() });
  expect((await Promotion.list({ words: code.slice(0, -1), standing: "archived" })).rows).toEqual([]);
  await Admin.changeCodes({ batchId, seen: 1, task: "pause", ...by() });
  expect(await statuses()).toEqual({ paused: 119, archived: 1 });
  expect(await Admin.changeCodes({ batchId, seen: 1, task: "resume", ...by() }).catch(codeOf)).toBe(
    "promotion.changed_meanwhile",
  );
  await Admin.changeCodes({ batchId, seen: 2, task: "resume", ...by() });
  expect(await statuses()).toEqual({ active: 119, archived: 1 });
  await Admin.changeCodes({ batchId, seen: 3, task: "archive", ...by() });
  expect(await statuses()).toEqual({ archived: 120 });
  await Admin.changeCodes({ batchId, seen: 4, task: "restore", ...by() });
  expect(await statuses()).toEqual({ paused: 120 });
});

test("the preview of an order is what the same order costs at the checkout", async () => {
  const { sku } = await product({ price: 2_500 });
  const terms = { code: unique(), ...tenOff, minimum: { USD: 5_000 } };
  await Admin.createDiscount({ terms, ...by() });
  const cartId = await readyCart({ sku, quantity: 2 });
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  await Checkout.applyCoupon({ cartId, code: terms.code });
  const { totals } = await Checkout.read({ cartId });
  const example = { terms, currency: "USD" as const, country: "US", lines: [{ sku, quantity: 2 }] };
  expect(await Promotion.preview(example)).toMatchObject({
    refusal: null,
    now: null,
    total: totals.total,
    before: totals.total + 500,
  });
  expect(await Promotion.preview({ ...example, lines: [{ sku, quantity: 1 }] })).toMatchObject({
    refusal: "Add $25.00 more to use this code.",
  });
  expect(
    await Promotion.preview({ ...example, terms: { ...terms, startsAt: Clock.iso(3_600) } }),
  ).toMatchObject({
    refusal: null,
    now: expect.stringContaining("not valid yet"),
    total: totals.total,
  });
  await expect(
    Promotion.preview({ ...example, lines: [{ sku: "NOSUCH", quantity: 1 }] }),
  ).rejects.toMatchObject({
    code: "promotion.unknown_sku",
  });
});
