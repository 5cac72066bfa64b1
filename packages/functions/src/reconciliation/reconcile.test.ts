import { Dispute } from "@securecart/core/dispute";
import { Inventory } from "@securecart/core/inventory";
import { Order, type Status } from "@securecart/core/order";
import { OrderEmail } from "@securecart/core/order-email";
import { Reconciliation } from "@securecart/core/reconciliation";
import { control, pay, pendingOrder } from "@securecart/core/test/fixtures";
import { afterEach, expect, test, vi } from "vitest";
import { handler } from "./reconcile";

const soon = { timeout: 60_000, interval: 100 };
const suspicious = "4000000000009235";

afterEach(() => control("webhooks/faults", { drop: 0 }));

/** Makes an order in the status in which the fulfillment waits: paid, or in review. */
async function order(status: Status, card?: string) {
  const made = await pendingOrder();
  await pay(made.url, card);
  const { orderId } = made;
  await vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe(status), soon);
  await control("webhooks/idle");
  return { ...made, intentId: (await Order.require(orderId)).intentId ?? "" };
}

/** Drops all later webhooks. */
const loseWebhooks = () => control("webhooks/faults", { drop: 1_000 });

/** Lists the kinds of discrepancies about some ids, as the reconciliation alone finds them. */
const kindsAbout = async (...about: string[]) =>
  (await Reconciliation.check({})).discrepancies
    .filter((found) => about.includes(found.about))
    .map(({ kind }) => kind);

test("a partial capture whose webhook was lost is found and pays the order", async () => {
  const { orderId, intentId } = await order("in_review", suspicious);
  await loseWebhooks();
  await control("dashboard/capture", { intentId, amount: 1000 });
  expect(await kindsAbout(orderId)).toContain("money.kept");
  await handler();
  expect(await Order.require(orderId)).toMatchObject({ status: "paid", captured: 1000 });
  await vi.waitFor(async () => expect(await kindsAbout(orderId, intentId)).toEqual([]), soon);
});

test("a void whose webhook was lost cancels the order, and the customer gets one email", async () => {
  const { orderId, sku, intentId } = await order("in_review", suspicious);
  await loseWebhooks();
  await control("dashboard/cancel", { intentId });
  expect(await kindsAbout(orderId)).toContain("money.missing");
  await handler();
  await handler();
  const { status, timeline } = await Order.require(orderId);
  expect(status).toBe("canceled");
  expect(timeline.at(-1)).toMatchObject({ actor: "stripe", cause: "The payment was canceled at Stripe." });
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 10 });
  const told = async () =>
    (await OrderEmail.ofOrder({ orderId })).filter(
      ({ kind, state }) => kind === "canceled" && state === "sent",
    );
  await vi.waitFor(async () => expect(await told()).toHaveLength(1), soon);
});

test("a dispute and its end whose webhooks were lost reach the order", async () => {
  const { orderId, intentId } = await order("paid");
  await loseWebhooks();
  const { id } = (await control("dashboard/dispute", { intentId })) as { id: string };
  expect(await kindsAbout(id)).toEqual(["dispute.unknown"]);
  await handler();
  expect((await Order.require(orderId)).disputes).toMatchObject([{ disputeId: id, state: "open" }]);
  expect(await kindsAbout(id, orderId)).toEqual([]);
  await loseWebhooks();
  await control("dashboard/close-dispute", { disputeId: id, won: false });
  expect(await kindsAbout(id)).toEqual(["dispute.differs"]);
  await handler();
  const after = await Order.require(orderId);
  expect(after.disputes).toMatchObject([{ status: "lost", state: "closed" }]);
  expect(Order.obstacles(after)).toMatchObject([{ code: "dispute_lost" }]);
  expect(await kindsAbout(id, orderId)).toEqual([]);
});

test("an open dispute is checked even when Stripe no longer lists its events", async () => {
  const { orderId, intentId } = await order("paid");
  const { id } = (await control("dashboard/dispute", { intentId })) as { id: string };
  await vi.waitFor(async () => expect((await Order.require(orderId)).disputes).toHaveLength(1), soon);
  await control("webhooks/idle");
  await loseWebhooks();
  await control("dashboard/close-dispute", { disputeId: id, won: true });
  await Dispute.sweep();
  expect((await Order.require(orderId)).disputes).toMatchObject([{ status: "won" }]);
});

test("one reminder is written when evidence is due soon", async () => {
  const { orderId, intentId } = await order("paid");
  await control("dashboard/dispute", { intentId });
  await vi.waitFor(async () => expect((await Order.require(orderId)).disputes).toHaveLength(1), soon);
  const reminders = async () =>
    (await Order.require(orderId)).remarks.filter(({ text }) => text.startsWith("The evidence"));
  await Dispute.sweep();
  expect(await reminders()).toEqual([]);
  const now = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(now + 7 * 24 * 3600 * 1000);
  await Dispute.sweep();
  await Dispute.sweep();
  clock.mockRestore();
  expect(await reminders()).toMatchObject([
    { actor: "reconciliation", text: expect.stringMatching(/due by \d{4}-/) },
  ]);
});

test("a fraud warning whose webhook was lost blocks the order", async () => {
  const { orderId, intentId } = await order("paid");
  await loseWebhooks();
  const { id } = (await control("dashboard/warn-of-fraud", { intentId })) as { id: string };
  expect(await kindsAbout(id)).toEqual(["warning.unknown"]);
  await handler();
  expect(Order.obstacles(await Order.require(orderId))).toMatchObject([{ code: "fraud_warning" }]);
  expect(await kindsAbout(id, orderId)).toEqual([]);
});

test("a second run finds nothing to do", async () => {
  await handler();
  const { caughtUp, migrated } = await handler();
  expect(migrated.length).toBeGreaterThan(0);
  expect(migrated).toMatchObject(migrated.map(({ name }) => ({ name, changed: 0, failed: false })));
  expect(caughtUp).toMatchObject({ events: { handled: 0, failed: 0 }, orders: { changed: 0, failed: 0 } });
});
