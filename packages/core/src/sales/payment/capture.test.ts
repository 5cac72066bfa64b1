import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { control, intentsOf, pay, pendingOrder } from "#test/fixtures";

test("a capture that Stripe failed to confirm is repeated and recorded", async () => {
  const { orderId, url } = await pendingOrder();
  await pay(url);
  await Payment.settle({ orderId });
  const [intent] = await intentsOf(orderId);
  // Stripe keeps such a response under the idempotency key for a day.
  const path = `/v1/payment_intents/${intent?.id}/capture`;
  await control("requests/faults", { path, method: "POST", when: "before", status: 500, store: true });
  await expect(Payment.capture({ orderId })).rejects.toThrow();
  await Payment.capture({ orderId });
  await Payment.capture({ orderId });
  expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" });
});
