import { createHmac } from "node:crypto";
import { Order } from "@securecart/core/order";
import { Secret } from "@securecart/core/secret";
import { pendingOrder } from "@securecart/core/test/fixtures";
import { expect, test, urls } from "../fixtures";

test("a webhook that Stripe did not sign is refused and changes nothing", async ({ request }) => {
  const { orderId } = await pendingOrder();
  const before = await Order.byId({ orderId });
  const now = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id: "evt_forged",
    object: "event",
    type: "checkout.session.completed",
    data: { object: { id: before?.sessionId, object: "checkout.session", payment_status: "paid" } },
  });
  const signed = (at: number, secret: string) =>
    `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
  const signatures = [
    undefined,
    "",
    "nonsense",
    signed(now, "whsec_wrong"),
    signed(now - 3_600, Secret.value("StripeWebhookSecret")),
    `t=${now},v1=`,
  ];
  for (const signature of signatures) {
    const answer = await request.post(`${urls.functions}/webhooks/stripe`, {
      data: body,
      headers: {
        "content-type": "application/json",
        ...(signature !== undefined && { "stripe-signature": signature }),
      },
    });
    expect(answer.status(), signature).toBe(400);
  }
  expect(await Order.byId({ orderId })).toEqual(before);
});
