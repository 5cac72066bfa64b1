import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Address, StoredContact } from "../cart";
import type { TaxRule, Totals } from "../pricing";
import type { Check } from "../tax-id";
import type { Alert, Override } from "./obstacles";
import { statuses } from "./status";
import type { OrderAutomatic, OrderCoupon, OrderLine, OrderView, Review, Risk, Shipment, Task } from "./view";

/** Order with the prices it was placed at. Money in minor units of `currency`. */
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
      /** Customer who placed it signed in, or claimed it since. An order of a guest has none. */
      customerId: { type: "string" },
      /** Customer at Stripe, whose saved cards the payment page offers. */
      stripeCustomerId: { type: "string" },
      contact: { type: CustomAttributeType<StoredContact>("any"), required: true },
      address: { type: CustomAttributeType<Address>("any"), required: true },
      /** Territory of the address, for tax and delivery; older orders have none. */
      territory: { type: "string" },
      delivery: { type: CustomAttributeType<OrderView["delivery"]>("any"), required: true },
      /** Order number as it was formatted when it was placed; older orders derive theirs from the id. */
      number: { type: "string" },
      /** Days for returns that it was placed with; older orders have the usual ones. */
      returnDays: { type: "number" },
      /** Digest of the review that was ordered: placing the same review again finds this order. */
      reviewed: { type: "string" },
      /** Tax rule that it was priced under. Rates change; the order keeps its own. */
      tax: { type: CustomAttributeType<TaxRule>("any") },
      /** Latest check of the contact's tax ID; older orders have none. */
      taxIdCheck: { type: CustomAttributeType<Check | undefined>("any") },
      /** Coupon that it was placed with: its discount, and the customer it counts for. */
      coupon: { type: CustomAttributeType<OrderCoupon>("any") },
      /** Automatic discount that it was placed with. */
      automatic: { type: CustomAttributeType<OrderAutomatic>("any") },
      /** Number of the current try at a Checkout Session; part of its idempotency key. */
      attempt: { type: "number", required: true },
      /** Time when that session expires at Stripe; stored so that every request for the session is the same. */
      paymentExpiresAt: { type: "string", required: true },
      sessionId: { type: "string" },
      intentId: { type: "string" },
      /** Set while a pending order is being closed: from then on no session may be attached. */
      closing: { type: ["expired", "canceled"] as const },
      closingCause: { type: "string" },
      /** Request to void the authorized payment: who and why. Written before Stripe is called. */
      release: { type: CustomAttributeType<{ actor: string; cause: string }>("any") },
      captured: { type: "number" },
      /** Sum of all refunds that did not fail, pending ones included. */
      refunded: { type: "number" },
      /** SKU → refunded units. */
      refundedLines: { type: CustomAttributeType<Record<string, number>>("any") },
      /**
       * SKU → units whose goods were moved by a refund that failed later. Another refund moves only their money, and
       * they are not shipped.
       */
      goodsSettled: { type: CustomAttributeType<Record<string, number>>("any") },
      /** True when its goods are allocated until they ship. Absent if they left the ledger at authorization. */
      allocated: { type: "boolean" },
      /** Changes with every refund, so that two staff members never refund the same cent. */
      refundVersion: { type: "number" },
      /** Warnings by Stripe against shipping: disputes, fraud warnings, mismatches. */
      alerts: { type: CustomAttributeType<Alert[]>("any") },
      /** Decision of a staff member to ship in spite of the obstacles that it names. */
      override: { type: CustomAttributeType<Override>("any") },
      /** Changes with `alerts` and `override`, so that packing misses none. */
      obstacleVersion: { type: "number" },
      /** Keyed digest of the network that it was ordered from. */
      origin: { type: "string" },
      /** Trace of the request that placed it; its events, emails and log lines have it. */
      trace: { type: "string" },
      /** Result of the fraud check, with its reasons. */
      risk: { type: CustomAttributeType<Risk>("any") },
      shipment: { type: CustomAttributeType<Shipment>("any") },
      /** Verdict of a staff member on an order in review. */
      review: { type: CustomAttributeType<Review>("any") },
      /** Task of the state machine that waits for the order: its token, and the statuses that end the wait. */
      task: { type: CustomAttributeType<Task>("any") },
      /** List of all orders. Absent on rows from before that list, which a migration adds to it. */
      list: { type: ["all"] as const, required: true, default: "all" },
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
      all: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["list"] },
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
