import { Fulfillment } from "@securecart/core/fulfillment";
import { eventHandler } from "../lib/event";

/** An authorized order begins its fulfillment; whatever happens to it later may end a wait. */
export const handler = eventHandler(
  "FulfillmentQueue",
  [
    "order.authorized",
    "order.reviewed",
    "order.paid",
    "order.packed",
    "order.shipped",
    "order.delivered",
    "order.canceled",
    "order.canceled_refunded",
  ],
  ({ orderId }, type) =>
    type === "order.authorized" ? Fulfillment.begin({ orderId }) : Fulfillment.resume({ orderId }),
);
