import { Fulfillment } from "@securecart/core/fulfillment";
import { eventHandler } from "../lib/event";

/** Starts the fulfillment of an authorized order. Every later step of the order may end a wait of its state machine. */
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
