import { Entity } from "electrodb";
import { Clock } from "../clock";
import { Dynamo, indexes } from "../dynamo";
import { statuses } from "./status";

/** An order with the prices it was placed at. Money in minor units of `currency`. */
export const OrderEntity = new Entity(
  {
    model: { service: "securecart", entity: "order", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      cartId: { type: "string", required: true },
      status: { type: statuses, required: true },
      currency: { type: "string", required: true },
      lines: { type: "any", required: true },
      totals: { type: "any", required: true },
      contact: { type: "any", required: true },
      address: { type: "any", required: true },
      delivery: { type: "any", required: true },
      /** Which try at a Checkout Session is the current one; part of its idempotency key. */
      attempt: { type: "number", required: true },
      /** When that session expires at Stripe: stands here so that asking again asks for the same. */
      paymentExpiresAt: { type: "string", required: true },
      sessionId: { type: "string" },
      intentId: { type: "string" },
      /** Set while a pending order is being closed: from then on no session may be attached. */
      closing: { type: ["expired", "canceled"] as const },
      closingCause: { type: "string" },
      captured: { type: "number" },
      captureBefore: { type: "string" },
      createdAt: { type: "string", required: true },
      updatedAt: {
        type: "string",
        required: true,
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
      },
    },
    indexes: {
      byId: {
        collection: "order",
        pk: { field: indexes.primary.pk, composite: ["orderId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
