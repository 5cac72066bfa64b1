import { Merchandising } from "@securecart/core/merchandising";
import { eventHandler } from "../lib/event";

/** Brings a change of the catalog or of availability to the listings, the search index and the rendered pages. */
export const handler = eventHandler(
  "CatalogQueue",
  ["catalog.product_changed", "catalog.category_changed", "inventory.availability_changed"],
  Merchandising.publish,
);
