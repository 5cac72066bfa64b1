import { Dictionary } from "@securecart/core/dictionary";
import { Merchandising } from "@securecart/core/merchandising";

/** Builds the search index again when the catalog has changed; many changes take one build. */
export const handler = () => Merchandising.publishSearch(Dictionary.englishWords);
