import { stemOf, withoutStopWords, wordsOf } from "./analyze";
import { type Lexicon, withoutUmlauts } from "./lexicon";
import { keyOf, longestPhrase, type Phrase } from "./synonyms";

/** Most words of a search that count. */
const mostWords = 8;

/** Words without which a search still says what is looked for. They count only when products have them. */
const weak = new Set(
  (
    "mens men womens women ladies gents unisex kids best good nice cheap new quality online sale great perfect small " +
    "big large one thing things stuff item items product products set pair type style kind ones"
  ).split(" "),
);

/** Relation of an alternative to what was typed: it is that, another name of it, a kind of it, or near it. */
export type Relation = "typed" | "same" | "kind" | "near";

/** One of the things that a word may stand for. Its stems are all in the product. */
export type Alternative = { stems: Phrase; relation: Relation };

/** Word of a search, or words that belong together, and what finds it. */
export type Unit = { typed: string[]; alternatives: Alternative[] };

export type Understood = {
  units: Unit[];
  /** Words that no product has, nor anything that stands for them. */
  unknown: string[];
  /** The search as it was meant, when a word was corrected. */
  corrected?: string;
  /** Something near it was looked for instead of what the shop does not have. */
  isNear: boolean;
};

/**
 * Returns what a search looks for. Each word finds its own forms and its synonyms; if no product has any of them, the words
 * that it begins, the words that it is written together from, what comes near it, or the word that it was meant to be.
 * `isOpen`: the last word is still being typed.
 */
export function understand(q: string, lexicon: Lexicon, { isOpen = false } = {}): Understood {
  const typed = withoutStopWords(wordsOf(q))
    .flatMap((word) => measured(word, lexicon))
    .slice(0, mostWords);
  const found: Understood = { units: [], unknown: [], isNear: false };
  const corrections = new Map<string, string>();
  for (let at = 0; at < typed.length; ) {
    const phrase = phraseAt(typed, at, lexicon);
    if (phrase) {
      found.units.push(phrase);
      at += phrase.typed.length;
      continue;
    }
    const word = typed[at++] ?? "";
    const isLast = isOpen && at === typed.length;
    const unit = unitOf(word, lexicon, isLast);
    const near = unit?.alternatives.some(({ stems }) => stems.every(lexicon.isNamed))
      ? null
      : nearUnit([word], lexicon);
    if (unit) {
      // A word that is only in texts about other products is no answer where something comes near.
      found.units.push(near ? { ...unit, alternatives: [...unit.alternatives, ...near.alternatives] } : unit);
      found.isNear ||= near !== null;
      continue;
    }
    const meant = near ? null : lexicon.nearest(word);
    const instead = meant ? (unitOf(meant, lexicon, false) ?? nearUnit([meant], lexicon)) : near;
    if (!instead) {
      if (!weak.has(word)) found.unknown.push(word);
      continue;
    }
    if (meant) corrections.set(word, meant);
    else found.isNear = true;
    found.units.push(instead);
  }
  // Without the unknown words, weak ones alone would find what has nothing to do with the search.
  const telling = found.units.filter(({ typed: words }) => !words.every((word) => weak.has(word)));
  if (telling.length > 0 && found.unknown.length > 0) found.units = telling;
  return corrections.size > 0 ? { ...found, corrected: rewritten(q, corrections) } : found;
}

/** Returns the parts of a measure that is written in one, "60x60cm" or "10m", that products have; else the word. */
function measured(word: string, lexicon: Lexicon): string[] {
  if (lexicon.hasWord(word) || !/^\d/.test(word)) return [word];
  const parts = word.match(/\d+|\p{L}+/gu) ?? [];
  const known = parts.filter((part) => lexicon.hasWord(part));
  const isMeasure = parts.every((part) => !/\d/.test(part) || known.includes(part));
  return isMeasure && known.length > 0 ? known : [word];
}

/** Returns the unit of several words that are one name, or one word in two, that start here; null when there is none. */
function phraseAt(typed: string[], at: number, lexicon: Lexicon): Unit | null {
  for (let length = Math.min(longestPhrase, typed.length - at); length >= 2; length--) {
    const words = typed.slice(at, at + length);
    const own = words.map(stemOf);
    const joined = words.join("");
    const alternatives = [
      ...known([own], "typed", lexicon),
      ...(lexicon.hasWord(joined) ? known([[stemOf(joined)]], "typed", lexicon) : []),
      ...synonymsOf(own, lexicon),
    ];
    const { same, kinds } = lexicon.synonyms;
    const isName = lexicon.hasWord(joined) || same.has(keyOf(own)) || kinds.has(keyOf(own));
    if (isName && alternatives.length > 0) return { typed: words, alternatives };
    const near = length > 1 && !isName ? nearUnit(words, lexicon) : null;
    if (near) return near;
  }
  return null;
}

/** Returns what finds a word, or null when no product has anything that stands for it. */
function unitOf(word: string, lexicon: Lexicon, isOpen: boolean): Unit | null {
  const stem = stemOf(word);
  const alternatives: Alternative[] = [...known([[stem]], "typed", lexicon), ...synonymsOf([stem], lexicon)];
  if (alternatives.length === 0 || isOpen) {
    const begun = isOpen || !lexicon.isEnglish(word) ? lexicon.begun(word) : [];
    for (const one of new Set(begun.map((term) => term.stem)))
      if (one !== stem) alternatives.push({ stems: [one], relation: "typed" });
  }
  if (alternatives.length === 0) {
    const plain = withoutUmlauts(word);
    if (plain !== word && lexicon.has(stemOf(plain)))
      alternatives.push({ stems: [stemOf(plain)], relation: "typed" });
    const parts = lexicon.parts(word);
    if (parts) alternatives.push({ stems: parts.map(stemOf), relation: "typed" });
  }
  return alternatives.length > 0 ? { typed: [word], alternatives } : null;
}

const synonymsOf = (phrase: Phrase, lexicon: Lexicon) => [
  ...known(lexicon.synonyms.same.get(keyOf(phrase)) ?? [], "same", lexicon),
  ...known(lexicon.synonyms.kinds.get(keyOf(phrase)) ?? [], "kind", lexicon),
];

function nearUnit(words: string[], lexicon: Lexicon): Unit | null {
  const near = lexicon.synonyms.near.get(keyOf(words.map(stemOf))) ?? [];
  const alternatives = known(near, "near", lexicon);
  return alternatives.length > 0 ? { typed: words, alternatives } : null;
}

/** Returns the phrases of which products have every word, as alternatives. */
const known = (phrases: Phrase[], relation: Relation, lexicon: Lexicon): Alternative[] =>
  phrases.filter((stems) => stems.every((stem) => lexicon.has(stem))).map((stems) => ({ stems, relation }));

/** Returns the typed text with the words that were meant. */
const rewritten = (q: string, corrections: Map<string, string>) =>
  q
    .split(/(\s+)/)
    .map((part) => corrections.get(wordsOf(part).join("")) ?? part)
    .join("");
