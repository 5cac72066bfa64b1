import { Merchandising } from "@securecart/core/merchandising";
import { catalogEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Brings a change of the catalog or of availability to the listings, the search index and the rendered pages. */
export const handler = eventHandler("CatalogQueue", catalogEvents, ({ detail, type }) =>
  Merchandising.publish(detail, type),
);
