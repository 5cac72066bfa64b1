import { stemOf, wordsOf } from "./analyze";
import { defaultSynonyms } from "./default-synonyms";

/** Words of a list of synonyms, as stems: a name of several words is one entry. */
export type Phrase = string[];

/** Synonyms of words and names, by their stems joined with a space. */
export type Synonyms = {
  /** Other names of the same. */
  same: Map<string, Phrase[]>;
  /** Kinds of it. */
  kinds: Map<string, Phrase[]>;
  /** Comes near when a shop has nothing of the kind. */
  near: Map<string, Phrase[]>;
  /** Spellings of the entries, to correct a typing error to. */
  words: Set<string>;
};

export const keyOf = (phrase: Phrase) => phrase.join(" ");

/** Most words of an entry. */
export const longestPhrase = 3;

type Lists = Map<string, Phrase[]>;

/**
 * Reads lists of synonyms, one per line: `sofa, couch` find each other; `hat > cap, beanie`: the first finds the others,
 * not the other way round; `sofa ~ chair`: when the shop has no sofa, chairs are offered. A word also finds what its
 * synonyms find. Lines that are none of these are ignored.
 */
export function readSynonyms(...lists: string[]): Synonyms {
  const words = new Set<string>();
  const [same, narrower, near]: [Lists, Lists, Lists] = [new Map(), new Map(), new Map()];
  for (const line of lists.flatMap((list) => list.split("\n"))) {
    const [left = "", right] = line.split(/[>~]/, 2);
    const from = phrasesOf(left, words);
    const to = right === undefined ? from : phrasesOf(right, words);
    const list = right === undefined ? same : line.includes("~") ? near : narrower;
    for (const one of from) add(list, one, to);
  }
  const kinds: Lists = new Map();
  const offered: Lists = new Map();
  for (const key of new Set([...same.keys(), ...narrower.keys(), ...near.keys()])) {
    const self = key.split(" ");
    const equals = [self, ...(same.get(key) ?? [])];
    const narrow = equals.flatMap((one) => narrower.get(keyOf(one)) ?? []);
    add(kinds, self, [...narrow, ...narrow.flatMap((one) => same.get(keyOf(one)) ?? [])]);
    add(
      offered,
      self,
      equals.flatMap((one) => near.get(keyOf(one)) ?? []),
    );
  }
  return { same, kinds, near: offered, words };
}

/** Returns what is wrong with a line of synonyms, or null. */
export function synonymProblem(line: string): string | null {
  const sides = line.split(/[>~]/);
  if (sides.length > 2) return "a line has one > or ~ at most.";
  const counts = sides.map((side) => phrasesOf(side, new Set()).length);
  const isLong = sides.some((side) => side.split(",").some((one) => wordsOf(one).length > longestPhrase));
  if (isLong) return `an entry has ${longestPhrase} words at most.`;
  if (sides.length === 1 ? (counts[0] ?? 0) < 2 : counts.some((count) => count === 0))
    return "enter words that mean the same, with commas between them, such as: sofa, couch.";
  return null;
}

function add(list: Lists, phrase: Phrase, others: Phrase[]) {
  const known = list.get(keyOf(phrase)) ?? [];
  const keys = new Set([keyOf(phrase), ...known.map(keyOf)]);
  for (const other of others) {
    if (keys.has(keyOf(other))) continue;
    keys.add(keyOf(other));
    known.push(other);
  }
  if (known.length > 0) list.set(keyOf(phrase), known);
}

/** Returns the shop's own synonyms together with those that every shop has. */
export const synonymsWith = (own: string) => readSynonyms(defaultSynonyms, own);

function phrasesOf(text: string, words: Set<string>): Phrase[] {
  return text.split(",").flatMap((entry) => {
    const own = wordsOf(entry);
    if (own.length === 0 || own.length > longestPhrase) return [];
    for (const word of own) words.add(word);
    return [own.map(stemOf)];
  });
}
