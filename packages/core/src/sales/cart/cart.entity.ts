import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import { saleCurrencies } from "#platform/money";
import type { Check } from "../tax-id";
import type { Address, StoredContact } from "./details";

/** A cart nobody touches for this long is forgotten, in seconds: 90 days. */
const keptSeconds = 90 * 24 * 3600;

/** The cart itself: what checkout has learned so far. Its version moves with every change of cart or lines. */
export const CartEntity = new Entity(
  {
    model: { service: "securecart", entity: "cart", version: "1" },
    attributes: {
      cartId: { type: "string", required: true },
      version: { type: "number", required: true },
      currency: { type: saleCurrencies, required: true },
      contact: { type: CustomAttributeType<StoredContact>("any") },
      address: { type: CustomAttributeType<Address>("any") },
      /** What the register of VAT numbers said of the contact's tax ID, and when. */
      taxIdCheck: { type: CustomAttributeType<Check>("any") },
      delivery: { type: "string" },
      /** The discount code that the shopper entered, in its one form. */
      coupon: { type: "string" },
      /** The order that was last made of this cart and may still be pending. */
      orderId: { type: "string" },
      /** Orders whose lines have left this cart, so that they leave it once; the latest few. */
      settled: { type: "list", items: { type: "string" } },
      /** Whose it is: a customer's one cart, wherever they sign in. A guest's has none. */
      customerId: { type: "string" },
      /** Open orders that came along when another cart was merged into this one. */
      alsoOpen: { type: "list", items: { type: "string" } },
      /** What merging changed, in words, until the shopper changes the cart. */
      notes: { type: "list", items: { type: "string" } },
      /** The cart this one was merged into, and the orders that went along: what they buy leaves that cart. */
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
