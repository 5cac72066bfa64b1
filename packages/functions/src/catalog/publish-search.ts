import { Merchandising } from "@securecart/core/merchandising";

/** Builds the search index again when the catalog changed; many changes, one build. */
export const handler = () => Merchandising.publishSearch();
