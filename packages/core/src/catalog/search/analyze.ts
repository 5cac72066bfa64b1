import { stemmer } from "@orama/stemmers/english";

/** Letters that have no decomposition, and how English keyboards spell them. */
const spelled: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Plurals that the stemmer does not know. */
const irregular: Record<string, string> = {
  ...{ knives: "knife", shelves: "shelf", scarves: "scarf", leaves: "leaf", loaves: "loaf", halves: "half" },
  ...{ calves: "calf", wolves: "wolf", hooves: "hoof", thieves: "thief", wives: "wife", lives: "life" },
  ...{ men: "man", women: "woman", children: "child", feet: "foot", teeth: "tooth", mice: "mouse" },
  ...{ geese: "goose", people: "person", dice: "die" },
};

/** Words that say nothing about a product. */
const stopWords = new Set(
  (
    "a an the of for to in on at by with from and or is are be was it its this that these those my your our his her " +
    "their him them me i we you she he us some any about into over like as which please want need looking buy shop"
  ).split(" "),
);

/** Returns a text in lower case and without accents; "Straße" is "strasse". */
export const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => spelled[letter] ?? letter);

/** Returns the words of a text, folded; an apostrophe is not the end of a word. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/(\p{L})['’ʼ](\p{L})/gu, "$1$2")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Stems of the words that were asked for: a catalog uses the same few thousand words over and over. */
const stems = new Map<string, string>();
const mostStems = 50_000;

/** Returns what the forms of a folded word have in common. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(irregular[word] ?? word);
  if (stems.size < mostStems) stems.set(word, stem);
  return stem;
}

/** Returns the words that say what is looked for; all of them when none does. */
export function withoutStopWords(words: string[]): string[] {
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : words;
}

/** Returns what two spellings of the same search have in common. */
export const queryKey = (q: string) => wordsOf(q).join(" ");

/** Returns the letters and digits of a SKU or a barcode: spellings with other separators are the same. */
export const codeOf = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");
