import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import { saleCurrencies } from "#platform/money";
import type { Check } from "../tax-id";
import type { Address, StoredContact } from "./details";

/** Time after which an unchanged cart is deleted, in seconds: 90 days. */
const keptSeconds = 90 * 24 * 3600;

/** A cart and its checkout details so far. Its version changes with every change of cart or lines. */
export const CartEntity = new Entity(
  {
    model: { service: "securecart", entity: "cart", version: "1" },
    attributes: {
      cartId: { type: "string", required: true },
      version: { type: "number", required: true },
      currency: { type: saleCurrencies, required: true },
      contact: { type: CustomAttributeType<StoredContact>("any") },
      address: { type: CustomAttributeType<Address>("any") },
      /** Latest check of the contact's tax ID in the register of VAT numbers. */
      taxIdCheck: { type: CustomAttributeType<Check>("any") },
      delivery: { type: "string" },
      /** Discount code that the shopper entered, in its canonical form. */
      coupon: { type: "string" },
      /** Latest order that was placed from this cart; it may still be pending. */
      orderId: { type: "string" },
      /** Latest requests that added items, so that one sent again adds nothing. */
      requests: { type: "list", items: { type: "string" } },
      /** Latest orders whose lines were removed from this cart: they are removed once. */
      settled: { type: "list", items: { type: "string" } },
      /** Customer who owns the cart on every device. A guest's cart has none. */
      customerId: { type: "string" },
      /** Open orders of a cart that was merged into this one. */
      alsoOpen: { type: "list", items: { type: "string" } },
      /** Notes to the shopper about changes by a merge, until the shopper changes the cart. */
      notes: { type: "list", items: { type: "string" } },
      /** Cart that this one was merged into, and the orders moved to it: what they buy is removed from that cart. */
      movedTo: { type: "string" },
      movedOrders: { type: "list", items: { type: "string" } },
      ttl: {
        type: "number",
        required: true,
        default: () => Clock.seconds(keptSeconds),
        watch: "*",
        set: () => Clock.seconds(keptSeconds),
      },
    },
    indexes: {
      byCart: {
        collection: "cart",
        pk: { field: indexes.primary.pk, composite: ["cartId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
