import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Address, StoredContact } from "../cart";
import type { TaxRule, Totals } from "../pricing";
import type { Check } from "../tax-id";
import type { Alert, Override } from "./obstacles";
import { statuses } from "./status";
import type { OrderCoupon, OrderLine, OrderView, Review, Risk, Shipment, Task } from "./view";

/** An order with the prices it was placed at. Money in minor units of `currency`. */
export const OrderEntity = new Entity(
  {
    model: { service: "securecart", entity: "order", version: "1" },
    attributes: {
      orderId: { type: "string", required: true },
      cartId: { type: "string", required: true },
      status: { type: statuses, required: true },
      currency: { type: "string", required: true },
      lines: { type: CustomAttributeType<OrderLine[]>("any"), required: true },
      totals: { type: CustomAttributeType<Totals>("any"), required: true },
      /** Whose it is: placed by a customer who was signed in, or claimed since. A guest's has none. */
      customerId: { type: "string" },
      /** The customer at Stripe that it was placed with: its payment page offers that customer's saved cards. */
      stripeCustomerId: { type: "string" },
      contact: { type: CustomAttributeType<StoredContact>("any"), required: true },
      address: { type: CustomAttributeType<Address>("any"), required: true },
      /** Where the address is, as tax and delivery read it; an order from before places were found has none. */
      territory: { type: "string" },
      delivery: { type: CustomAttributeType<OrderView["delivery"]>("any"), required: true },
      /** Digest of the review that was ordered; while it is the same, ordering again finds this order. */
      reviewed: { type: "string" },
      /** The tax it was priced under: rates change, and an order placed before keeps its own. */
      tax: { type: CustomAttributeType<TaxRule>("any") },
      /** What the register of VAT numbers said of the contact's tax ID, last; an older order has none. */
      taxIdCheck: { type: CustomAttributeType<Check | undefined>("any") },
      /** The discount code it was placed with: by which terms, and whose use it counts as. */
      coupon: { type: CustomAttributeType<OrderCoupon>("any") },
      /** Which try at a Checkout Session is the current one; part of its idempotency key. */
      attempt: { type: "number", required: true },
      /** When that session expires at Stripe: stands here so that asking again asks for the same. */
      paymentExpiresAt: { type: "string", required: true },
      sessionId: { type: "string" },
      intentId: { type: "string" },
      /** Set while a pending order is being closed: from then on no session may be attached. */
      closing: { type: ["expired", "canceled"] as const },
      closingCause: { type: "string" },
      /** Who asked to void the authorized payment, and why. Written before Stripe is called. */
      release: { type: CustomAttributeType<{ actor: string; cause: string }>("any") },
      captured: { type: "number" },
      /** What went back or is on its way back, of all refunds that did not fail. */
      refunded: { type: "number" },
      /** SKU → how many of it were refunded. */
      refundedLines: { type: CustomAttributeType<Record<string, number>>("any") },
      /**
       * SKU → units whose goods an earlier refund moved before that refund failed: another refund moves only their
       * money, and they are not shipped.
       */
      goodsSettled: { type: CustomAttributeType<Record<string, number>>("any") },
      /** Its goods count as allocated until they are shipped. Absent where they left the ledger at authorization. */
      allocated: { type: "boolean" },
      /** Moves with every refund, so that two people never refund the same cent. */
      refundVersion: { type: "number" },
      /** What Stripe said that speaks against sending the goods: disputes, fraud warnings, mismatches. */
      alerts: { type: CustomAttributeType<Alert[]>("any") },
      /** A person's decision to send the goods in spite of the obstacles that it names. */
      override: { type: CustomAttributeType<Override>("any") },
      /** Moves with every change of `alerts` and `override`, so that packing misses none. */
      obstacleVersion: { type: "number" },
      /** Where it was ordered from, as a keyed digest. */
      origin: { type: "string" },
      /** The trace of the request that placed it: its events, letters and log lines carry it. */
      trace: { type: "string" },
      /** What the fraud check found, with its reasons. */
      risk: { type: CustomAttributeType<Risk>("any") },
      shipment: { type: CustomAttributeType<Shipment>("any") },
      /** A person's verdict on an order in review. */
      review: { type: CustomAttributeType<Review>("any") },
      /** Where the fulfillment waits for a person: its task token, and the statuses that end the wait. */
      task: { type: CustomAttributeType<Task>("any") },
      month: { type: "string", required: true },
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
      byMonth: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["month"] },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "orderId"] },
      },
      byStatus: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["status"] },
        sk: { field: indexes.gsi2.sk, composite: ["createdAt", "orderId"] },
      },
      byCustomer: {
        index: "gsi3",
        pk: { field: indexes.gsi3.pk, composite: ["customerId"] },
        sk: { field: indexes.gsi3.sk, composite: ["createdAt", "orderId"] },
      },
    },
  },
  Dynamo.config(),
);
