import { Entity } from "electrodb";
import { saleCurrencies } from "#catalog/catalog";
import { Dynamo, indexes } from "#platform/dynamo";

/** Events that a shopper can be told about: a variant is available again, the price of a product falls. */
export const alertKinds = ["back_in_stock", "price_drop"] as const;

/**
 * Request of a shopper for one email. It waits for its event, is then `due`, and `sent` at last. Its id derives from the
 * kind, the target and the address, so that there is one. It expires.
 */
export const AlertEntity = new Entity(
  {
    model: { service: "securecart", entity: "alert", version: "1" },
    attributes: {
      alertId: { type: "string", required: true },
      kind: { type: alertKinds, required: true },
      /** SKU, as `skuKey` writes it, or product id. */
      target: { type: "string", required: true },
      productId: { type: "string", required: true },
      /** SKU of the variant; absent when it is about the whole product. */
      sku: { type: "string" },
      email: { type: "string", required: true },
      state: { type: ["unconfirmed", "waiting", "due", "sent"] as const, required: true },
      /** Price when it was requested; the email is sent when the price is below it. */
      price: { type: "number" },
      currency: { type: saleCurrencies },
      /** Time of the request: one that comes after the email has another, and with it an event of its own. */
      createdAt: { type: "string", required: true },
      leaseUntil: { type: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["alertId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byTarget: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["kind", "target", "state"] },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "alertId"] },
      },
      byState: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["kind", "state"] },
        sk: { field: indexes.gsi2.sk, composite: ["createdAt", "alertId"] },
      },
      byEmail: {
        index: "gsi3",
        pk: { field: indexes.gsi3.pk, composite: ["email"] },
        sk: { field: indexes.gsi3.sk, composite: ["createdAt", "alertId"] },
      },
    },
  },
  Dynamo.config(),
);
