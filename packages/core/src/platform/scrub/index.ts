export * as Scrub from "./index";

const erased = "[erased]";

/** Shorter words are left in a text: they would be found inside other words. */
const shortest = 3;

/** Returns the words of a data subject that a text about them may contain: each text whole, and each of its words. */
export function wordsOf(...texts: (string | undefined | null)[]) {
  const whole = texts.flatMap((text) => (text ? [text, ...text.split(/\s+/)] : []));
  return [...new Set(whole.map((text) => text.trim()).filter((text) => text.length >= shortest))];
}

/** Replaces the words in a text, in any case. Returns the same text when it has none of them. */
const text = (from: string, words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replace(new RegExp(escaped(word), "giu"), erased), from);

/** Replaces the words in each text inside a value. */
function value(from: unknown, words: readonly string[]): unknown {
  if (typeof from === "string") return text(from, words);
  if (Array.isArray(from)) return from.map((item) => value(item, words));
  if (from instanceof Set || from === null || typeof from !== "object") return from;
  return Object.fromEntries(Object.entries(from).map(([key, item]) => [key, value(item, words)]));
}

/** Returns the scrubbed attributes of a row, only those that had one of the words. */
export function changes(row: Record<string, unknown>, names: readonly string[], words: readonly string[]) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const before = row[name];
      const after = before === undefined ? before : value(before, words);
      return JSON.stringify(after) === JSON.stringify(before) ? [] : [[name, after]];
    }),
  );
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
