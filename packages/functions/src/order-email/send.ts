import type { Kind } from "@securecart/core/order-email";
import { orderEmailEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";
import { notifyCustomer } from "./notify";

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
} as const satisfies Record<(typeof orderEmailEvents)[number], Kind>;

/** Notifies the customer of what happened to the order. */
export const handler = eventHandler("OrderEmailQueue", orderEmailEvents, (detail, type) =>
  notifyCustomer({
    orderId: detail.orderId,
    kind: kinds[type],
    ...("refundId" in detail && { about: detail.refundId }),
    ...("returnId" in detail && { about: detail.returnId }),
  }),
);
