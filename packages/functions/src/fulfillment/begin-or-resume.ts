import { Fulfillment } from "@securecart/core/fulfillment";
import { fulfillmentEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Starts the fulfillment of an authorized order. Every later step of the order may end a wait of its state machine. */
export const handler = eventHandler("FulfillmentQueue", fulfillmentEvents, ({ type, detail: { orderId } }) =>
  type === "order.authorized" ? Fulfillment.begin({ orderId }) : Fulfillment.resume({ orderId }),
);
