import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { within } from "#platform/text";
import { fold, stemOf } from "./analyze";
import { type Synonyms, synonymsWith } from "./synonyms";

type Term = { word: string; stem: string; uses: number; isNamed: boolean };

/** Shortest word that is corrected, and shortest beginning that stands for the words it begins. */
const shortest = { corrected: 4, beginning: 3, part: 3 };

/** Most words that a beginning stands for. */
const mostBegun = 30;

/** Words of the index, to understand what is typed. */
export type Lexicon = ReturnType<typeof readLexicon>;

/** Those who search: shoppers find products that are for sale, staff members those of any status. */
export type Audience = keyof typeof wordsFor;

/** Queries for the words by which an audience finds products. */
const wordsFor = {
  shoppers: "SELECT word, stem, uses, isNamed FROM term WHERE uses > 0 ORDER BY word",
  staff: "SELECT word, stem, allUses AS uses, isNamedInAny AS isNamed FROM term ORDER BY word",
};

const read = {
  shoppers: new WeakMap<DatabaseSync, Lexicon>(),
  staff: new WeakMap<DatabaseSync, Lexicon>(),
};

/** Returns the words of an open index for an audience; they are read once. */
export function lexiconOf(database: DatabaseSync, audience: Audience): Lexicon {
  const known = read[audience].get(database) ?? readLexicon(database, audience);
  read[audience].set(database, known);
  return known;
}

function readLexicon(database: DatabaseSync, audience: Audience) {
  const terms = database
    .prepare(wordsFor[audience])
    .all()
    .map(
      ({ word, stem, uses, isNamed }): Term => ({
        word: String(word),
        stem: String(stem),
        uses: Number(uses),
        isNamed: isNamed === 1,
      }),
    );
  const words = new Set(terms.map(({ word }) => word));
  const stems = new Set(terms.map(({ stem }) => stem));
  const naming = new Set(terms.flatMap(({ stem, isNamed }) => (isNamed ? [stem] : [])));
  const own = database.prepare("SELECT value FROM tuning WHERE name = 'synonyms'").get();
  const synonyms = synonymsWith(z.string().parse(JSON.parse(String(own?.value ?? '""'))));
  const inDictionary = database.prepare("SELECT 1 FROM dictionary WHERE word = ?");
  const isEnglish = (word: string) => inDictionary.get(word) !== undefined;
  const byLength = Map.groupBy([...terms, ...unknown(synonyms, words)], ({ word }) => word.length);
  const corrected = new Map<string, string | null>();

  /** Returns the words that begin so, the most used first. */
  function begun(start: string): Term[] {
    if (start.length < shortest.beginning) return [];
    const found: Term[] = [];
    for (let i = lowerBound(terms, start); terms[i]?.word.startsWith(start); i++)
      found.push(...terms.slice(i, i + 1));
    return found.sort((a, b) => b.uses - a.uses).slice(0, mostBegun);
  }

  /** Returns the two words of the index that a word consists of, or null. */
  function parts(word: string): [string, string] | null {
    for (let at = shortest.part; at <= word.length - shortest.part; at++) {
      const [a, b] = [word.slice(0, at), word.slice(at)];
      if (naming.has(stemOf(a)) && naming.has(stemOf(b))) return [a, b];
    }
    return null;
  }

  /** Returns the word that a misspelled one was meant to be, or null. English words and codes are left alone. */
  function nearest(word: string): string | null {
    const isCode = /\d/.test(word) && !/^\p{L}{4}/u.test(word);
    if (word.length < shortest.corrected || isCode || isEnglish(word)) return null;
    const known = corrected.get(word);
    if (known !== undefined) return known;
    const edits = word.length > 7 ? 2 : 1;
    let best: { word: string; rank: number } | null = null;
    for (let length = word.length - edits; length <= word.length + edits; length++) {
      for (const term of byLength.get(length) ?? []) {
        const rank = likeness(word, term, edits);
        if (rank > (best?.rank ?? 0)) best = { word: term.word, rank };
      }
    }
    if (corrected.size < 10_000) corrected.set(word, best?.word ?? null);
    return best?.word ?? null;
  }

  return {
    synonyms,
    isEnglish,
    begun,
    parts,
    nearest,
    has: (stem: string) => stems.has(stem),
    /** Tells whether a word says what a product is: it is not only in texts about others. */
    isNamed: (stem: string) => naming.has(stem),
    hasWord: (word: string) => words.has(word),
  };
}

/** Returns the words of synonyms that no product has: a typo may be corrected to one, because they lead to products, too. */
const unknown = (synonyms: Synonyms, words: Set<string>): Term[] =>
  [...synonyms.words]
    .filter((word) => !words.has(word))
    .map((word) => ({ word, stem: stemOf(word), uses: 0, isNamed: false }));

/** Ranks a word as a correction: by fewer edits, then the same first letter, then more uses; 0 when it is none. */
function likeness(typed: string, { word, uses }: Term, edits: number) {
  for (let used = 1; used <= edits; used++) {
    if (!within(typed, word, used)) continue;
    const starts = typed[0] === word[0] ? 1 : 0;
    return 10 * (edits - used) + 4 * starts + Math.min(3, 1 + Math.log10(1 + uses));
  }
  return 0;
}

/** Returns the place of the first term that is not before a word. */
function lowerBound(terms: Term[], word: string) {
  let [from, to] = [0, terms.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((terms[middle]?.word ?? "") < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Returns a word with the spelling of umlauts undone: "kueche" is "kuche", as "Küche" is indexed. */
export const withoutUmlauts = (word: string) => fold(word).replace(/([aou])e/g, "$1");
