import { Event, type EventType } from "@securecart/core/event";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { Trace } from "@securecart/core/trace";
import { expect, test } from "vitest";
import { eventually } from "#test/eventually";
import { pay, pendingOrder } from "#test/fixtures";
import { EventEntity } from "./event.entity";

const by = { actor: "staff:test" };

/** Reads all rows of the outbox. */
async function outbox() {
  const { data } = await EventEntity.scan.go({ pages: "all", consistent: true });
  return data;
}

const typesOf = async (orderId: string) =>
  (await outbox()).filter(({ detail }) => detail.orderId === orderId).map(({ type }) => type);

test("a producer writes exactly the details of the schema", async () => {
  const { orderId, url } = await pendingOrder({ quantity: 2 });
  await pay(url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, ...by });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
  await Fulfillment.deliver({ orderId, ...by });
  await Refund.create({ orderId, amount: 100, reason: "A scratch.", requestId: "one", ...by });
  const given = await pendingOrder();
  await Payment.cancelUnpaid({ orderId: given.orderId, actor: "shopper", cause: "Changed my mind." });

  await eventually(async () => expect(await typesOf(orderId)).toContain("order.refunded"));
  expect(await typesOf(orderId)).toEqual(
    expect.arrayContaining([
      "order.placed",
      "order.authorized",
      "order.paid",
      "order.packed",
      "order.shipped",
      "order.delivered",
      "order.refunded",
    ]),
  );
  expect(await typesOf(given.orderId)).toContain("order.canceled");
  for (const { type, eventId, schema, at, detail } of await outbox()) {
    const known = type as EventType;
    expect(Event.details[known].parse(detail), type).toEqual(detail);
    const message = { "detail-type": type, detail: { ...detail, eventId, schema, at } };
    expect(Event.Envelope.safeParse(message).success, type).toBe(true);
  }
});

test("an event without a trace belongs to the trace of its handler", () => {
  const trace = Trace.create();
  const row = Trace.run(trace, () => Event.row("catalog.category_changed", { slug: "mugs" }));
  expect(row.detail).toEqual({ slug: "mugs", trace });
  expect(Event.row("catalog.category_changed", { slug: "mugs" }).detail).toEqual({ slug: "mugs" });
});

test.each([
  ["order.paid", { orderId: "somebody's" }],
  ["order.authorized", { orderId: "ord_01HZX3Q4R5S6T7V8W9X0Y1Z2A3" }],
  ["order.paid", { orderId: "ord_01HZX3Q4R5S6T7V8W9X0Y1Z2A3", trace: "ada@example.com" }],
] as const)("a detail that is not one of %s is not written", (type, detail) => {
  expect(() => Event.row(type, detail as never)).toThrow();
});
