import { type Kind, Notification } from "@securecart/core/notification";
import { eventHandler } from "../lib/event";

const kinds = {
  "order.authorized": "received",
  "order.paid": "paid",
  "order.canceled": "canceled",
  "order.canceled_refunded": "refunded",
} as const satisfies Record<string, Kind>;

const types = Object.keys(kinds) as (keyof typeof kinds)[];

/** Tells the customer what happened to the order. */
export const handler = eventHandler("OrderMailQueue", types, ({ orderId }, type) =>
  Notification.send({ orderId, kind: kinds[type] }),
);
