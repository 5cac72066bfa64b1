import { Clock } from "@securecart/core/clock";
import { Dynamo } from "@securecart/core/dynamo";
import { Event } from "@securecart/core/event";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Id } from "@securecart/core/id";
import { Order, type OrderView } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { Reporting } from "@securecart/core/reporting";
import fc from "fast-check";
import { Resource } from "sst";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pay, pendingOrder } from "#test/fixtures";
import { startPostgres } from "#test/postgres";
import { close, rows, transaction } from "./database";
import { migrations } from "./migrations";
import { write } from "./write";

const by = { actor: "staff:test" };
const dayOf = (inDays: number) => Clock.iso(inDays * 24 * 3600).slice(0, 10);
const always = { from: dayOf(-30), to: dayOf(30) };
const { url: linked } = Resource.Reporting;
let postgres: Awaited<ReturnType<typeof startPostgres>>;

beforeAll(async () => {
  postgres = await startPostgres();
  Object.assign(Resource.Reporting, { url: postgres.url });
});
afterAll(async () => {
  await close();
  Object.assign(Resource.Reporting, { url: linked });
  await postgres.stop();
});
beforeEach(async () => {
  await rows("truncate reporting.orders, reporting.order_items, reporting.refunds, reporting.claims");
});

/** Returns all reporting rows, sorted, as text: equal texts are equal reports. */
async function reported() {
  const tables = ["orders", "order_items", "refunds"].map((table) =>
    rows(`select to_jsonb(t) as row from reporting.${table} t order by to_jsonb(t)::text`),
  );
  return JSON.stringify(await Promise.all(tables));
}

const record = (orderId: string, eventId = Id.create("event")) => Reporting.record({ eventId, orderId });

/** History of an order: how it ends, and how many units it has. */
type Life = {
  ends: "pending" | "canceled" | "paid" | "shipped" | "refunded" | "canceled after payment";
  quantity: number;
};

async function live({ ends, quantity }: Life, after: (orderId: string) => Promise<unknown>) {
  const { orderId, url, sku } = await pendingOrder({ quantity });
  await after(orderId);
  if (ends === "pending") return orderId;
  if (ends === "canceled") {
    await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
    await after(orderId);
    return orderId;
  }
  await pay(url);
  await Payment.settle({ orderId });
  await after(orderId);
  await Payment.capture({ orderId });
  await after(orderId);
  if (ends === "shipped") {
    await Fulfillment.pack({ orderId, ...by });
    await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
    await after(orderId);
  }
  if (ends === "refunded") {
    const lines = [{ sku, quantity: 1, restock: true }];
    await Refund.create({ orderId, lines, reason: "A scratch.", requestId: "one", ...by });
    await after(orderId);
    if (quantity > 1) await Refund.create({ orderId, amount: 77, reason: "More.", requestId: "two", ...by });
    await after(orderId);
  }
  if (ends === "canceled after payment")
    await Refund.cancelPaid({ orderId, reason: "Gone.", requestId: "all", ...by });
  await after(orderId);
  return orderId;
}

const ends = ["pending", "canceled", "paid", "shipped", "refunded", "canceled after payment"] as const;

test("events that arrive twice, late, in reverse or not at all, and a rebuild, give the same reports", async () => {
  const lives = await Promise.all(
    ends.flatMap((ends) => [1, 3].map((quantity) => live({ ends, quantity }, async () => undefined))),
  );
  const events = await eventsOf(lives);
  for (const { eventId, orderId } of events) await record(orderId, eventId);
  const inOrder = await reported();
  for (const { eventId, orderId } of events.toReversed()) await record(orderId, eventId);
  expect(await reported()).toBe(inOrder);

  await rows("truncate reporting.orders, reporting.order_items, reporting.refunds, reporting.claims");
  for (const { eventId, orderId } of events.toReversed())
    await Promise.all([record(orderId, eventId), record(orderId, eventId)]);
  expect(await reported()).toBe(inOrder);
  expect(await rows("select * from reporting.claims")).toHaveLength(events.length);

  const { orders } = await Reporting.rebuild();
  expect(orders).toBeGreaterThanOrEqual(lives.length);
  await forget(lives);
  expect(await reported()).toBe(inOrder);
});

test("the reports of random histories with random events match the table to the cent", async () => {
  const life = fc.record({ ends: fc.constantFrom(...ends), quantity: fc.integer({ min: 1, max: 4 }) });
  const history = fc.array(fc.tuple(life, fc.infiniteStream(fc.boolean())), { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(history, async (lives) => {
      await rows("truncate reporting.orders, reporting.order_items, reporting.refunds, reporting.claims");
      const orderIds = await Promise.all(
        lives.map(([life, heard]) => live(life, async (id) => heard.next().value && record(id))),
      );
      for (const orderId of orderIds) await record(orderId);
      await equalsTable(orderIds);
      const heard = await reported();
      await Reporting.rebuild();
      await forget(orderIds);
      expect(await reported()).toBe(heard);
    }),
    { numRuns: 6 },
  );
}, 300_000);

test("a rebuild waits for a database that stalls longer than the connection timeout", async () => {
  const orderIds = await Promise.all(
    Array.from({ length: 6 }, () => live({ ends: "pending", quantity: 1 }, async () => undefined)),
  );
  await rows("create sequence reporting.stall");
  await rows(`create function reporting.stall() returns trigger language plpgsql as
    'begin if nextval(''reporting.stall'') = 1 then perform pg_sleep(4); end if; return new; end'`);
  await rows(
    "create trigger stall before insert on reporting.orders for each row execute function reporting.stall()",
  );
  try {
    await Reporting.rebuild();
  } finally {
    await rows("drop function reporting.stall cascade");
    await rows("drop sequence reporting.stall");
  }
  expect((await Reporting.status()).rebuildingSince).toBeNull();
  await forget(orderIds);
  await equalsTable(orderIds);
});

test("the newest version of an order stays in the reports, in whatever order they are written", async () => {
  const orderId = await live({ ends: "refunded", quantity: 3 }, async () => undefined);
  const versions = versionsOf(await Order.require(orderId));
  await transaction((sql) => write(sql, versions.at(-1) as OrderView));
  const newest = await reported();
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...versions, ...versions].slice(0, -1)),
      fc.nat(versions.length * 2),
      async (shuffled, at) => {
        await rows("truncate reporting.orders, reporting.order_items, reporting.refunds");
        for (const version of shuffled.toSpliced(at, 0, versions.at(-1) as OrderView))
          await transaction((sql) => write(sql, version));
        expect(await reported()).toBe(newest);
      },
    ),
    { numRuns: 40 },
  );
});

test("a refund that fails after it succeeded is removed from the reports", async () => {
  const orderId = await live({ ends: "refunded", quantity: 1 }, async () => undefined);
  await record(orderId);
  const [{ refunded } = { refunded: 0 }] = await Reporting.refundRate(always);
  expect(refunded).toBeGreaterThan(0);
  const order = await Order.require(orderId);
  const [refund] = order.refunds;
  const { StripeApi } = await import("@securecart/core/stripe");
  const atStripe = await StripeApi.client().refunds.retrieve(refund?.stripeRefundId ?? "");
  expect(await Refund.apply({ ...atStripe, status: "failed", failure_reason: "lost_or_stolen_card" })).toBe(
    "failed",
  );
  const failures = (await eventsOf([orderId])).filter(({ type }) => type === "order.refund_failed");
  expect(failures).toHaveLength(1);
  for (const { eventId } of failures) await record(orderId, eventId);
  expect((await Reporting.refundRate(always))[0]).toMatchObject({ refunded: 0, refundedOrders: 0, rate: 0 });
  expect(await rows("select * from reporting.refunds")).toEqual([]);
});

test("the reports show sales by day, by product, and refunds", async () => {
  const paid = await live({ ends: "paid", quantity: 2 }, record);
  const back = await live({ ends: "canceled after payment", quantity: 1 }, record);
  await live({ ends: "pending", quantity: 1 }, record);
  const [first, second] = [await Order.require(paid), await Order.require(back)];
  const captured = first.captured + second.captured;
  expect(await Reporting.byDay(always)).toEqual([
    {
      day: first.createdAt.slice(0, 10),
      currency: "USD",
      placed: 3,
      paid: 2,
      items: 3,
      captured,
      refunded: second.captured,
    },
  ]);
  expect(await Reporting.byProduct({ period: always })).toEqual(
    [first, second].map(({ lines: [line], totals }) => ({
      sku: line?.sku,
      name: line?.name,
      currency: "USD",
      quantity: line?.quantity,
      refundedQuantity: line?.sku === second.lines[0]?.sku ? 1 : 0,
      revenue: totals.lines[0]?.total,
    })),
  );
  expect(await Reporting.refundRate(always)).toEqual([
    {
      currency: "USD",
      paid: 2,
      refundedOrders: 1,
      captured,
      refunded: second.captured,
      rate: second.captured / captured,
    },
  ]);
  expect(await Reporting.status()).toMatchObject({
    rebuildingSince: null,
    statuses: [
      { status: "canceled_refunded", orders: 1 },
      { status: "paid", orders: 1 },
      { status: "pending", orders: 1 },
    ],
  });
  expect(JSON.stringify(await reported())).not.toMatch(/ada|pine street|example\.com/i);
});

test("days are those of the time zone, also when its clocks change", async () => {
  await live({ ends: "paid", quantity: 1 }, record);
  const zone = "Europe/Berlin";
  const daysOf = async () =>
    (await Reporting.byDay({ from: "2026-10-20", to: "2026-10-30", zone })).map(({ day }) => day);
  // The 25th has 25 hours there.
  for (const [at, day] of [
    ["2026-10-24T21:59:59.999Z", "2026-10-24"],
    ["2026-10-24T22:00:00.000Z", "2026-10-25"],
    ["2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["2026-10-25T23:00:00.000Z", "2026-10-26"],
  ] as const) {
    await rows("update reporting.orders set placed_at = $1", [at]);
    expect(await daysOf(), at).toEqual([day]);
  }
  const last = { from: "2026-10-25", to: "2026-10-25" };
  expect(await Reporting.refundRate({ ...last, zone })).toEqual([]);
  expect(await Reporting.refundRate(last)).toHaveLength(1);
  expect(await Reporting.byProduct({ period: last })).toHaveLength(1);
});

test("invalid periods are refused", () => {
  for (const period of [
    { from: "2026-02-01", to: "2026-01-01" },
    { from: "2026-02-30", to: "2026-03-01" },
    { from: "2020-01-01", to: "2026-01-01" },
    { from: "1' or 1=1", to: "2026-01-01" },
  ])
    expect(() => Reporting.byDay(period)).toThrow();
});

test("the migrations run once, also when several processes start at once", async () => {
  await close();
  await rows("drop schema reporting cascade");
  await close();
  await Promise.all([Reporting.status(), Reporting.byDay(always), Reporting.refundRate(always)]);
  await close();
  expect(await rows("select version from reporting.migrations")).toEqual(
    migrations.map((_, i) => ({ version: i + 1 })),
  );
});

test("reports are read from the reader and written to the writer only", async () => {
  const { url } = Resource.Reporting;
  const replica = await startPostgres();
  try {
    await close();
    Object.assign(Resource.Reporting, { url: replica.url });
    await Reporting.status(); // creates the tables that a replica would have
    await close();
    Object.assign(Resource.Reporting, { url, reader: replica.url });
    await live({ ends: "pending", quantity: 1 }, record);
    expect(await rows("select order_id from reporting.orders")).toHaveLength(1);
    expect(await Reporting.byDay(always)).toEqual([]);
  } finally {
    await close();
    Object.assign(Resource.Reporting, { url, reader: undefined });
    await replica.stop();
  }
});

test("an event's claim and the reports are written together or not at all", async () => {
  const orderId = await live({ ends: "paid", quantity: 1 }, async () => undefined);
  const eventId = Id.create("event");
  await rows("alter table reporting.order_items add constraint refuse_all check (quantity > 1000)");
  await expect(record(orderId, eventId)).rejects.toThrow("refuse_all");
  expect(await rows("select * from reporting.claims")).toEqual([]);
  expect(await rows("select * from reporting.orders")).toEqual([]);
  await rows("alter table reporting.order_items drop constraint refuse_all");
  await record(orderId, eventId);
  await equalsTable([orderId]);
});

test("an event waits for the reports only when a reporting database is linked", async () => {
  const orderId = Id.create("order");
  const { url } = Resource.Reporting;
  expect(Event.row("order.placed", { orderId })).toMatchObject({
    state: "waiting",
    waiting: ["ReportQueue"],
  });
  Object.assign(Resource.Reporting, { url: "" });
  try {
    expect(Event.row("order.placed", { orderId })).toMatchObject({ state: "done" });
    await expect(Reporting.byDay(always)).rejects.toMatchObject({ code: "reporting.off" });
  } finally {
    Object.assign(Resource.Reporting, { url });
  }
});

test("an unavailable database is a refusal for readers and an error for events, which are retried", async () => {
  const { url } = Resource.Reporting;
  Object.assign(Resource.Reporting, { url: "postgres://postgres@127.0.0.1:9/none" });
  try {
    await expect(Reporting.byDay(always)).rejects.toMatchObject({ code: "reporting.unavailable" });
    const orderId = await live({ ends: "pending", quantity: 1 }, async () => undefined);
    await expect(record(orderId)).rejects.toThrow();
  } finally {
    Object.assign(Resource.Reporting, { url });
  }
  await Reporting.status();
});

/** Returns the events of orders, oldest first. */
async function eventsOf(orderIds: string[]) {
  const found: { eventId: string; orderId: string; type: string; at: string }[] = [];
  for await (const page of Dynamo.scan())
    for (const { __edb_e__: kind, eventId, type, at, detail } of page) {
      const { orderId } = (detail ?? {}) as { orderId?: string };
      if (kind === "event" && orderId && orderIds.includes(orderId))
        found.push({ eventId: String(eventId), orderId, type: String(type), at: String(at) });
    }
  return found.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Deletes all other orders from the reports: a rebuild adds those of other tests. */
const forget = (kept: string[]) => rows("delete from reporting.orders where order_id <> all($1)", [kept]);

/** Returns the order as it was after each step and each refund. */
function versionsOf(order: OrderView): OrderView[] {
  const { timeline, refunds } = order;
  const grown = timeline.map((step, i) => ({
    ...order,
    status: step.status,
    timeline: timeline.slice(0, i + 1),
    captured: step.status === "paid" ? order.captured : 0,
    refunds: [],
  }));
  const given = refunds.map((_, i) => ({ ...order, refunds: refunds.slice(0, i + 1) }));
  return [...grown, ...given];
}

/** Expects the reports to have exactly these orders, with the amounts of the table. */
async function equalsTable(orderIds: string[]) {
  const orders = await Promise.all(orderIds.map((orderId) => Order.require(orderId)));
  const found = await rows<Record<string, unknown>>(
    "select order_id, status, total, captured, refunded, items from reporting.orders order by order_id",
  );
  expect(found).toEqual(
    orders
      .map((order) => ({
        order_id: order.orderId,
        status: order.status,
        total: order.totals.total,
        captured: order.captured,
        refunded: order.refunds
          .filter(({ state }) => state === "succeeded")
          .reduce((sum, { amount }) => sum + amount, 0),
        items: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      }))
      .toSorted((a, b) => (a.order_id < b.order_id ? -1 : 1)),
  );
}
