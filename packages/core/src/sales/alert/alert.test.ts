import { randomUUID } from "node:crypto";
import type { AccountContent } from "@securecart/core/account-email";
import { Admin } from "@securecart/core/admin";
import { Alerts } from "@securecart/core/alert";
import { Clock } from "@securecart/core/clock";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { Merchandising } from "@securecart/core/merchandising";
import { afterEach, expect, test, vi } from "vitest";
import { product, unique } from "#test/fixtures";
import { AlertEntity } from "./alert.entity";
import { AlertConfirmationEntity } from "./confirmation.entity";
import { digestOf } from "./rows";

afterEach(() => vi.useRealTimers());

const address = () => `${unique().toLowerCase()}@example.com`;

/** Collects the emails of alerts instead of sending them. */
function mailbox() {
  const sent: AccountContent[] = [];
  const compose = async (content: AccountContent) => {
    sent.push(content);
    return { subject: content.kind, html: "<p>-</p>", text: "-" };
  };
  return { sent, compose };
}

const stockAlert = (
  { slug, sku }: { slug: string; sku: string },
  email: string,
  ownEmail: string | null = email,
) => Alerts.request({ kind: "back_in_stock", slug, sku, email, ownEmail, currency: "USD" });
const priceAlert = ({ slug }: { slug: string }, email: string) =>
  Alerts.request({ kind: "price_drop", slug, email, ownEmail: email, currency: "USD" });

/** Returns the alert of an address, by its only one. */
async function alertOf(email: string) {
  const { data } = await AlertEntity.query.byEmail({ email }).go({ pages: "all" });
  const [alert] = data;
  if (!alert || data.length > 1) throw new Error(`${email} has ${data.length} alerts.`);
  return (await AlertEntity.get({ alertId: alert.alertId }).go({ consistent: true })).data ?? alert;
}

/** Runs a consumer of the catalog's events; no storefront runs here that could render its pages again. */
const consume = (...event: Parameters<typeof Merchandising.publish>) =>
  Merchandising.publish(...event).catch((error) => {
    if (!(error instanceof TypeError) && !/storefront/.test(String(error))) throw error;
  });

async function restock({ sku }: { sku: string }, quantity = 1) {
  await Inventory.receive({ sku, quantity, cause: "Delivery", reference: randomUUID() });
  await consume({ sku, inStock: true }, "inventory.availability_changed");
}

test("a restocked variant sends one email to each who waits, however often its event comes", async () => {
  const one = await product({ stock: 0 });
  const emails = [address(), address(), address()];
  for (const email of emails) expect(await stockAlert(one, email)).toBe("waiting");
  await stockAlert(one, emails[0] ?? "");
  expect(await Alerts.countWaiting({ kind: "back_in_stock", target: one.sku })).toBe(3);
  await Promise.all([
    restock(one),
    consume({ sku: one.sku, inStock: true }, "inventory.availability_changed"),
  ]);
  expect(await Alerts.countWaiting({ kind: "back_in_stock", target: one.sku })).toBe(0);
  const { sent, compose } = mailbox();
  for (const email of emails) {
    const { alertId, state } = await alertOf(email);
    expect(state).toBe("due");
    await Promise.allSettled([Alerts.send({ alertId }, compose), Alerts.send({ alertId }, compose)]);
    await Alerts.send({ alertId }, compose);
  }
  expect(sent.map(({ to }) => to)).toEqual(emails);
  expect(sent[0]).toMatchObject({
    kind: "back_in_stock",
    product: `Mug ${one.sku}`,
    link: expect.stringContaining(`/product/${one.slug}`),
    stop: expect.stringMatching(/\/alerts\/alr_/),
  });
  await restock(one);
  await Alerts.send({ alertId: (await alertOf(emails[0] ?? "")).alertId }, compose);
  expect(sent).toHaveLength(3);
});

test("an alert that was sent can be requested again, and gets an email of its own", async () => {
  const one = await product({ stock: 0 });
  const email = address();
  const { sent, compose } = mailbox();
  for (let round = 1; round <= 2; round++) {
    await stockAlert(one, email);
    await restock(one);
    const { alertId } = await alertOf(email);
    await Alerts.send({ alertId }, compose);
    expect(sent).toHaveLength(round);
    await Inventory.adjust({
      sku: one.sku,
      by: -1,
      cause: "Broken",
      reference: randomUUID(),
      actor: "staff:test",
    });
  }
});

test("an alert that is requested again after it was sent and stopped gets an email of its own", async () => {
  const one = await product({ price: 2500 });
  const email = address();
  const { sent, compose } = mailbox();
  for (const price of [2400, 2300]) {
    await priceAlert(one, email);
    await product({ sku: one.sku, price, stock: 0 });
    await consume({ slug: one.slug, categories: [] }, "catalog.product_changed");
    const { alertId } = await alertOf(email);
    await Alerts.send({ alertId }, compose);
    await Alerts.stop({ alertId });
  }
  expect(sent.map(({ price }) => price)).toEqual(["$24.00", "$23.00"]);
});

test("a save of the product that is in the same batch as its restock sends the email too", async () => {
  const one = await product({ stock: 0 });
  await Merchandising.recordAvailability(one);
  const email = address();
  await stockAlert(one, email);
  await Inventory.receive({ sku: one.sku, quantity: 1, cause: "Delivery", reference: randomUUID() });
  await consume({ slug: one.slug, categories: [] }, "catalog.product_changed");
  expect(await alertOf(email)).toMatchObject({ state: "due" });
});

test("nobody waits for what is in stock, and stock that comes while an alert is confirmed sends it", async () => {
  const one = await product({ stock: 0 });
  await expect(stockAlert(await product(), address())).rejects.toMatchObject({ code: "alert.available" });
  const email = address();
  expect(await stockAlert(one, email, null)).toBe("confirm");
  await restock(one);
  expect(await alertOf(email)).toMatchObject({ state: "unconfirmed" });
  await confirm(email);
  expect(await alertOf(email)).toMatchObject({ state: "due" });
});

/** Returns the id of the confirmation of an address of this day, which its email links to. */
const todays = (email: string) => Id.derived("confirmation", digestOf(email), Clock.iso().slice(0, 10));

/** Confirms everything that the link of an address shows, twice, and returns how much that is. */
async function confirm(email: string) {
  const confirmationId = todays(email);
  const alertIds = ((await Alerts.toConfirm({ confirmationId })) ?? []).map(({ alertId }) => alertId);
  for (let i = 0; i < 2; i++) await Alerts.confirm({ confirmationId, alertIds });
  expect(await Alerts.toConfirm({ confirmationId })).toEqual([]);
  return alertIds.length;
}

const statesOf = async (email: string) =>
  (await AlertEntity.query.byEmail({ email }).go({ pages: "all" })).data.map(({ state }) => state).sort();

test("a stranger's address gets one request to confirm a day, and nothing else until it is confirmed", async () => {
  const [one, two] = [await product({ stock: 0 }), await product({ stock: 0 })];
  const email = address();
  await Promise.all([stockAlert(one, email, null), stockAlert(two, email, "other@example.com")]);
  const confirmationId = todays(email);
  const { sent, compose } = mailbox();
  const send = () => Alerts.sendConfirmation({ confirmationId }, compose);
  await Promise.allSettled([send(), send()]);
  await send();
  expect(sent).toMatchObject([{ kind: "alert_confirm", to: email }]);
  await restock(one);
  expect(await statesOf(email)).toEqual(["unconfirmed", "unconfirmed"]);
  expect(await confirm(email)).toBe(2);
  expect(await statesOf(email)).toEqual(["due", "waiting"]);
  expect((await AlertConfirmationEntity.get({ confirmationId }).go()).data?.sentAt).toBeDefined();
});

test("a later request of the day sends no second email, and waits for the same link", async () => {
  const [one, two] = [await product({ stock: 0 }), await product({ stock: 0 })];
  const email = address();
  await stockAlert(one, email, null);
  const { sent, compose } = mailbox();
  const send = () => Alerts.sendConfirmation({ confirmationId: todays(email) }, compose);
  await send();
  await confirm(email);
  expect(await stockAlert(two, email, null)).toBe("confirm");
  await send();
  expect(sent).toHaveLength(1);
  await restock(two);
  expect(await statesOf(email)).toEqual(["unconfirmed", "waiting"]);
  expect(await confirm(email)).toBe(1);
  expect(await statesOf(email)).toEqual(["due", "waiting"]);
});

test("a link confirms what its reader chose, and nothing of another address", async () => {
  const [mine, others] = [await product({ stock: 0 }), await product({ stock: 0 })];
  const [email, other] = [address(), address()];
  await stockAlert(mine, email, null);
  await stockAlert(others, email, null);
  await stockAlert(mine, other, null);
  const shown = (await Alerts.toConfirm({ confirmationId: todays(email) })) ?? [];
  expect(shown.map(({ sku }) => sku)).toEqual([mine.sku, others.sku]);
  const [chosen = ""] = shown.map(({ alertId }) => alertId);
  const { alertId: foreign } = await alertOf(other);
  await Alerts.confirm({ confirmationId: todays(email), alertIds: [chosen, foreign] });
  expect(await statesOf(email)).toEqual(["unconfirmed", "waiting"]);
  expect(await statesOf(other)).toEqual(["unconfirmed"]);
});

test("what nobody confirms, and its link, expire after two days", async () => {
  const email = address();
  const one = await product({ stock: 0 });
  await stockAlert(one, email, null);
  const confirmationId = todays(email);
  const { alertId } = await alertOf(email);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 49 * 3_600_000 });
  expect(await Alerts.toConfirm({ confirmationId })).toBeNull();
  await expect(Alerts.confirm({ confirmationId, alertIds: [alertId] })).rejects.toMatchObject({
    code: "alert.link_over",
  });
  expect(await Alerts.find({ alertId })).toBeNull();
});

test("one network cannot request alerts without end", async () => {
  const one = await product({ stock: 0 });
  const ask = () =>
    Alerts.request({
      kind: "back_in_stock",
      slug: one.slug,
      sku: one.sku,
      email: address(),
      currency: "USD",
      from,
    });
  const from = "198.51.100.77";
  const asked = await Promise.allSettled(Array.from({ length: 42 }, ask));
  expect(asked.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(40);
  await expect(ask()).rejects.toMatchObject({ code: "throttle.too_many" });
});

test("a lower price sends one email, a higher or the same one none", async () => {
  const one = await product({ price: 2500 });
  const email = address();
  await priceAlert(one, email);
  const save = async (price: number) => {
    await product({ sku: one.sku, price, stock: 0 });
    await consume({ slug: one.slug, categories: [] }, "catalog.product_changed");
  };
  await save(2600);
  await save(2500);
  expect(await alertOf(email)).toMatchObject({ state: "waiting", price: 2500 });
  await Promise.all([save(2400), consume({ cause: "test" }, "catalog.prices_changed")]);
  const { alertId, state } = await alertOf(email);
  expect(state).toBe("due");
  const { sent, compose } = mailbox();
  await Promise.allSettled([Alerts.send({ alertId }, compose), Alerts.send({ alertId }, compose)]);
  expect(sent).toMatchObject([{ kind: "price_drop", price: "$24.00" }]);
});

test("a sale that starts by the clock sends the email", async () => {
  const one = await product({ price: 2500 });
  const email = address();
  await priceAlert(one, email);
  const act = { actor: "staff:test", requestId: randomUUID() };
  await Admin.createSale({
    terms: {
      name: unique(),
      reduction: { kind: "percent", percent: 10, ending: "exact" },
      scope: { isAll: false, products: [one.productId], skus: [], categories: [], collections: [] },
      startsAt: Clock.iso(3600),
      endsAt: Clock.iso(7200),
    },
    ...act,
  });
  await Alerts.fireAllPriceDrops();
  expect(await alertOf(email)).toMatchObject({ state: "waiting" });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_700_000 });
  await Alerts.fireAllPriceDrops();
  await Alerts.fireAllPriceDrops();
  vi.useRealTimers();
  expect(await alertOf(email)).toMatchObject({ state: "due" });
});

test("a stopped alert sends nothing, and its link can stop all of the address", async () => {
  const [one, two] = [await product({ stock: 0 }), await product()];
  const email = address();
  await stockAlert(one, email);
  const { alertId } = await alertOf(email);
  await priceAlert(two, email);
  const token = Alerts.tokenOf(alertId);
  expect(Alerts.open(token)).toEqual({ kind: "alert", id: alertId });
  expect(Alerts.open(`${token.slice(0, -1)}_`)).toBeNull();
  await Alerts.stop({ alertId });
  expect(await Alerts.ofEmail({ email })).toHaveLength(1);
  await stockAlert(one, email);
  await Alerts.stop({ alertId, all: true });
  await Alerts.stop({ alertId, all: true });
  expect(await Alerts.ofEmail({ email })).toEqual([]);
  await restock(one);
  const { sent, compose } = mailbox();
  await Alerts.send({ alertId }, compose);
  expect(sent).toEqual([]);
});

test("an alert expires after 180 days", async () => {
  const one = await product({ stock: 0 });
  const email = address();
  await stockAlert(one, email);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 181 * 24 * 3_600_000 });
  await Alerts.fireBackInStock([one.sku]);
  expect(await Alerts.countWaiting({ kind: "back_in_stock", target: one.sku })).toBe(0);
  expect((await alertOf(email)).state).toBe("waiting");
});
