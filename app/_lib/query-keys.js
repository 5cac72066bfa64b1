// @ts-check

/**
 * Query keys that turn the page of a category or collection into its filtered twin. The edge reads them too: it removes all other keys.
 * Plain JavaScript because `next.config.js` imports it.
 */
export const filterKeys = ["sort", "page", "filter", "min", "max", "stock"];
