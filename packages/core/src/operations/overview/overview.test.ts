import { Cache } from "@securecart/core/cache";
import { Clock } from "@securecart/core/clock";
import { Id } from "@securecart/core/id";
import { Overview } from "@securecart/core/overview";
import { type Sales, SalesFigures } from "@securecart/core/sales-figures";
import { Search } from "@securecart/core/search";
import { expect, onTestFinished, test, vi } from "vitest";
import { requestsOf } from "#test/accounts";
import { pendingOrder, product } from "#test/fixtures";
import { OverviewEntity } from "./overview.entity";

const paid = (captured: number, updatedAt = Clock.iso(), currency = "USD") => ({
  orderId: Id.create("order"),
  status: "paid",
  captured,
  currency,
  updatedAt,
});
const count = (after: Record<string, unknown>, before: Record<string, unknown> = { status: "authorized" }) =>
  SalesFigures.countSale({ id: "1", entity: "order", before, after });

test("an order is counted once, in the sales of the day on which it was paid", async () => {
  const day = "2031-05-07";
  const order = paid(2_500, `${day}T23:59:59.999Z`);
  for (let i = 0; i < 3; i++) await count(order);
  await count(paid(1_000, `${day}T00:00:00.000Z`, "EUR"));
  await count({ ...paid(700, `${day}T01:00:00.000Z`), status: "authorized" });
  await count(paid(700, `${day}T01:00:00.000Z`), { status: "paid" });
  expect(await SalesFigures.byDay({ days: [day, "2031-05-08"] })).toEqual({
    [day]: { orders: 2, amounts: { USD: 2_500, EUR: 1_000 } },
    "2031-05-08": { orders: 0, amounts: {} },
  });
});

const usd = ({ amounts: { USD = 0 } }: Sales) => USD;

test("sales of today are part of the week, those of a week ago are what they are compared with", async () => {
  const before = await Overview.sales();
  await count(paid(2_500));
  await count(paid(1_200, Clock.iso(-7 * 24 * 3600)));
  const { today, week } = await Overview.sales();
  expect(usd(today.now) - usd(before.today.now)).toBe(2_500);
  expect(usd(today.before) - usd(before.today.before)).toBe(1_200);
  expect(usd(week.now) - usd(before.week.now)).toBe(2_500);
  expect(week.before.orders - before.week.before.orders).toBe(1);
});

test("waiting work is counted, and counted again once staff did some of it", async () => {
  const first = await Overview.waiting();
  expect(first).toMatchObject({ toPack: expect.any(Number), lowStock: expect.any(Number) });
  await Overview.recount();
  expect(await Overview.waiting()).toMatchObject({ disputes: first.disputes });
});

test("the checklist says which steps are done, and stays until the shop has a name of its own", async () => {
  await product();
  await pendingOrder();
  await Search.rebuild();
  await Search.skus({});
  await Overview.recount();
  const steps = await Overview.checklist();
  expect(steps).toContainEqual({ name: "product", done: true });
  expect(steps).toContainEqual({ name: "order", done: true });
});

const countedAt = async () =>
  (await OverviewEntity.get({ of: "shop" }).go({ consistent: true })).data?.countedAt ?? "";

/** Moves the clock an hour ahead for one test, and removes the counts of that time. */
function inAnHour() {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  onTestFinished(async () => {
    vi.useRealTimers();
    await OverviewEntity.delete({ of: "shop" }).go();
    await Cache.drop(["overview"]);
  });
}

test("counts that are old are counted again by one of many pages that show them", async () => {
  inAnHour();
  await Overview.recount();
  const first = await countedAt();
  await Overview.recountOld();
  expect(await countedAt()).toBe(first);
  vi.setSystemTime(Date.now() + 30_000);
  const requests = await requestsOf(() =>
    Promise.all(Array.from({ length: 4 }, () => Overview.recountOld())),
  );
  expect(requests.filter((target) => target.endsWith(".PutItem"))).toHaveLength(1);
  expect(Date.parse(await countedAt()) - Date.parse(first)).toBeGreaterThanOrEqual(30_000);
});

test("a count that began earlier does not replace a later one", async () => {
  inAnHour();
  await Overview.recount();
  const later = await countedAt();
  vi.setSystemTime(Date.now() - 30_000);
  await Overview.recount();
  expect(await countedAt()).toBe(later);
});
