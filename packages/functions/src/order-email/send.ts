import { Alerts } from "@securecart/core/alert";
import { type Kind, OrderEmail } from "@securecart/core/order-email";
import { ProductReviews } from "@securecart/core/product-review";
import { alertEvents, orderEmailEvents } from "@securecart/core/topology";
import { Emails } from "@securecart/email";
import { eventHandler } from "../lib/event";

const kinds = {
  "order.authorized": "received",
  "order.in_review": "in_review",
  "order.paid": "paid",
  "order.shipped": "shipped",
  "order.delivered": "delivered",
  "order.canceled": "canceled",
  "order.canceled_refunded": "canceled_refunded",
  "order.refunded": "refunded",
  "order.refund_failed": "refund_failed",
  "order.return_requested": "return_requested",
  "order.return_approved": "return_approved",
  "order.return_declined": "return_declined",
  "order.tax_id_refused": "tax_id_refused",
  "order.review_due": "review_due",
} as const satisfies Record<(typeof orderEmailEvents)[number], Kind>;

const events = [...orderEmailEvents, ...alertEvents] as const;

/**
 * Sends the customer an email about an order and, once it is shipped, an SMS if the customer asked for it; then schedules
 * the request for reviews. Each may be repeated without the others. Sends the emails that shoppers asked for, too.
 */
export const handler = eventHandler("OrderEmailQueue", events, async ({ type, detail }) => {
  if (type === "alert.due") return Alerts.send(detail, Emails.composeAccount);
  if (type === "alert.confirmation_due") return Alerts.sendConfirmation(detail, Emails.composeAccount);
  const { orderId } = detail;
  const about = "refundId" in detail ? detail.refundId : "returnId" in detail ? detail.returnId : undefined;
  await Promise.all([
    OrderEmail.send({ orderId, kind: kinds[type], about }, Emails.composeOrder),
    type === "order.shipped" && OrderEmail.text({ orderId, kind: "shipped" }),
    type === "order.shipped" && ProductReviews.scheduleRequest({ orderId }),
  ]);
});
