import { Dispute } from "@securecart/core/dispute";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { StripeApi } from "@securecart/core/stripe";
import { expect, test } from "vitest";
import { pay, pendingOrder } from "#test/fixtures";
import { EventEntity } from "../../platform/event/event.entity";

const by = { actor: "staff:ada@example.com" };
const stripe = () => StripeApi.client();

/** Makes a paid order whose payment is disputed at once. */
async function disputed() {
  const made = await pendingOrder();
  await pay(made.url, "4000000000000259");
  await Payment.settle({ orderId: made.orderId });
  const { intentId } = await Payment.capture({ orderId: made.orderId });
  const { data } = await stripe().disputes.list({ payment_intent: intentId ?? "" });
  return { ...made, disputeId: data[0]?.id ?? "" };
}

const eventsOf = async (orderId: string) => {
  const { data } = await EventEntity.scan.go({ pages: "all", consistent: true });
  return data.filter(({ detail }) => detail.orderId === orderId).map(({ type }) => type);
};

const decide = async (orderId: string, cause = "The customer called and withdraws it.") =>
  Order.overrideObstacles({
    orderId,
    cause,
    seen: Order.obstacles(await Order.require(orderId)).map(({ key }) => key),
    ...by,
  });

test("a dispute reaches its order with reason, amount and deadline, once", async () => {
  const { orderId, disputeId } = await disputed();
  await Promise.all([Dispute.sync({ disputeId }), Dispute.sync({ disputeId })]);
  expect(await Dispute.sync({ disputeId })).toBe("nothing");
  const order = await Order.require(orderId);
  expect(order.disputes).toMatchObject([
    {
      disputeId,
      reason: "fraudulent",
      amount: order.totals.total,
      status: "needs_response",
      withdrawn: order.totals.total,
      reinstated: 0,
    },
  ]);
  expect(order.disputes[0]?.evidenceDueAt).toMatch(/^\d{4}-/);
  expect(order.remarks).toMatchObject([{ actor: "stripe", text: expect.stringContaining("fraudulent") }]);
  expect((await eventsOf(orderId)).filter((type) => type === "order.dispute_opened")).toHaveLength(1);
  const open = await Dispute.list({ state: "open" });
  expect(open.rows.map((row) => row.disputeId)).toContain(disputeId);
});

test("a disputed order is packed only after staff decided, and the timeline names who", async () => {
  const { orderId, disputeId } = await disputed();
  await Dispute.sync({ disputeId });
  await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "order.blocked" });
  await decide(orderId);
  expect((await Order.require(orderId)).override).toMatchObject({
    ...by,
    keys: [`dispute_open:${disputeId}`],
  });
  await Fulfillment.pack({ orderId, ...by });
  expect((await Order.require(orderId)).status).toBe("packed");
});

test("a dispute that is lost after the decision blocks the order again", async () => {
  const { orderId, disputeId } = await disputed();
  await Dispute.sync({ disputeId });
  await decide(orderId);
  await stripe().disputes.close(disputeId);
  await Dispute.sync({ disputeId });
  await expect(Fulfillment.pack({ orderId, ...by })).rejects.toMatchObject({ code: "order.blocked" });
  const order = await Order.require(orderId);
  expect(Order.obstacles(order)).toMatchObject([{ code: "dispute_lost" }]);
  expect(Order.disputed(order)).toBe(order.captured);
  expect(await eventsOf(orderId)).toContain("order.dispute_closed");
  expect((await Dispute.list({ state: "closed" })).rows.map((row) => row.disputeId)).toContain(disputeId);
});

test("a dispute that is won unblocks the order and returns the money", async () => {
  const { orderId, disputeId } = await disputed();
  await Dispute.sync({ disputeId });
  await stripe().disputes.update(disputeId, { evidence: { uncategorized_text: "winning_evidence" } });
  await Dispute.sync({ disputeId });
  const order = await Order.require(orderId);
  expect(Order.obstacles(order)).toEqual([]);
  expect(Order.disputed(order)).toBe(0);
  expect(order.remarks.map(({ text }) => text).join(" ")).toContain("The dispute was won");
  await Fulfillment.pack({ orderId, ...by });
});

test("a dispute that arrives while the order is being packed blocks it", async () => {
  const { orderId, disputeId } = await disputed();
  const { obstacleVersion } = await Order.require(orderId);
  await Dispute.sync({ disputeId });
  const step = { orderId, from: ["paid" as const], to: "packed" as const, cause: "Packed.", ...by };
  expect(await Order.move({ ...step, obstacleVersion })).toBe("refused");
  expect((await Order.require(orderId)).status).toBe("paid");
});

test("a decision covers only the obstacles that were seen, not one that came up since", async () => {
  const { orderId, disputeId } = await disputed();
  await Dispute.sync({ disputeId });
  await Order.flagMismatch({ orderId, what: "currency" });
  await expect(
    Order.overrideObstacles({ orderId, cause: "Fine.", seen: [`dispute_open:${disputeId}`], ...by }),
  ).rejects.toMatchObject({ code: "order.obstacles_changed" });
});
