import { stemOf, withoutStopWords, wordsOf } from "./analyze";
import { serviceSynonyms } from "./default-synonyms";
import { keyOf, longestPhrase, readSynonyms, type Synonyms } from "./synonyms";

const asking = new Set([
  "how",
  "do",
  "can",
  "what",
  "when",
  "where",
  "policy",
  "information",
  "info",
  "page",
]);

/** Synonyms of a search for products are not read here: there are few titles, and each is short. */
const service: Synonyms = readSynonyms(serviceSynonyms);

/**
 * Returns those of some titled things, such as pages or categories, that a search means: all of its words are in the title
 * or stand for one that is. `any`: one of the words is enough. Pure.
 */
export function titled<Item extends { title: string }>(
  q: string,
  items: readonly Item[],
  { any = false } = {},
): Item[] {
  const words = withoutStopWords(wordsOf(q).filter((word) => !asking.has(word)));
  const telling = words.slice(0, 8).map(stemOf);
  if (telling.length === 0) return [];
  const units = unitsOf(telling);
  return items.filter(({ title }) => {
    const own = wordsOf(title).map(stemOf);
    const isIn = (phrases: string[][]) =>
      phrases.some((phrase) => phrase.every((stem) => own.includes(stem)));
    return any ? units.some(isIn) : units.every(isIn);
  });
}

/** Returns for each word, or name of several words, what stands for it. */
function unitsOf(stems: string[]): string[][][] {
  const units: string[][][] = [];
  for (let at = 0; at < stems.length; ) {
    let length = Math.min(longestPhrase, stems.length - at);
    while (length > 1 && !service.same.has(keyOf(stems.slice(at, at + length)))) length--;
    const phrase = stems.slice(at, at + length);
    units.push([phrase, ...(service.same.get(keyOf(phrase)) ?? [])]);
    at += length;
  }
  return units;
}
