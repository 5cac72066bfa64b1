import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Text } from "#platform/text";
import { Inventory } from "#sales/inventory";
import { Act } from "./recorded";

const OnStock = Act.extend({ sku: Sku, cause: Text.line(200, "Enter a reason.") });
const Arrived = z.number("Enter how many arrived.").int().min(1, "Enter how many arrived.").max(1_000_000);

/** Adds arrived goods to the stock of a SKU of the catalog. Throws `inventory.unknown_sku`. */
export const receive = fn(OnStock.extend({ quantity: Arrived }), async ({ requestId, ...act }) => {
  const variant = await Catalog.variant({ sku: act.sku });
  if (!variant) throw unknownSku(act.sku);
  await Inventory.receive({ ...act, sku: variant.sku, reference: referenceOf(requestId) });
});

/** Changes on hand of a SKU by a difference. Throws what `Inventory.adjust` throws. */
export const adjust = fn(OnStock.extend({ by: Inventory.adjust.schema.shape.by }), ({ requestId, ...act }) =>
  Inventory.adjust({ ...act, reference: referenceOf(requestId) }),
);

const Counted = OnStock.extend({ counted: Inventory.count.schema.shape.counted });

/**
 * Sets on hand of a SKU to what was counted; one that left the catalog may still have stock. Throws what
 * `Inventory.count` throws, `inventory.unknown_sku`.
 */
export const count = fn(Counted, async ({ requestId, ...act }) => {
  const { sku } = act;
  if (!((await Catalog.variant({ sku })) ?? (await Inventory.stock({ sku })))) throw unknownSku(sku);
  return Inventory.count({ ...act, reference: referenceOf(requestId) });
});

const unknownSku = (sku: string) =>
  new DomainError("not_found", "inventory.unknown_sku", `No product has the SKU ${sku}.`);

/** Returns the reference of a movement, by which Inventory writes it and its audit row once. */
const referenceOf = (requestId: string) => `staff:${requestId}`;
