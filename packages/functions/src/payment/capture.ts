import { Payment } from "@securecart/core/payment";
import { eventHandler } from "../lib/event";

/** Takes the money of an order as soon as it is authorized. */
export const handler = eventHandler("CaptureQueue", ["order.authorized"], ({ orderId }) =>
  Payment.capture({ orderId }),
);
