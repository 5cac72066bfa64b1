import { Search } from "@securecart/core/search";

/** Builds the search index again when the catalog changed; many changes, one build. */
export const handler = () => Search.publishIfDirty();
