import { Reporting } from "@securecart/core/reporting";
import { eventHandler } from "../lib/event";

/** Whatever changes what is reported of an order reaches the reports. */
export const handler = eventHandler(
  "ReportQueue",
  [
    "order.placed",
    "order.authorized",
    "order.in_review",
    "order.reviewed",
    "order.paid",
    "order.packed",
    "order.shipped",
    "order.delivered",
    "order.expired",
    "order.canceled",
    "order.canceled_refunded",
    "order.refunded",
    "order.refund_failed",
  ],
  ({ orderId }, _type, eventId) => Reporting.record({ eventId, orderId }),
);
