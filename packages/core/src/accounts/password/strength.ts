import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** `weak` is refused. `strong` also withstands a guesser who has the stored hash. */
export type Strength = { level: "weak" | "fair" | "strong"; isPersonal: boolean };

/** Fewest guesses that a password must withstand: half of zxcvbn's estimate for eight random characters. */
const leastGuesses = 10 ** 8 / 2;

/** Guesses at which zxcvbn calls a password very hard to guess. */
const manyGuesses = 10 ** 10;

/** Number of characters that are checked: the time grows faster than the length, and this many are enough to decide. */
const checked = 72;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Estimates how hard a password is to guess, with zxcvbn: leaked passwords, their usual variations, dates, repetitions
 * and rows of keys count as easy, and so do the words in `about`, which a guesser knows of its owner.
 */
export function strengthOf(password: string, about: string[]): Strength {
  const text = password.normalize("NFKC").slice(0, checked);
  const words = wordsIn(about);
  if (isLittleElse(text, words)) return { level: "weak", isPersonal: true };
  const { guesses } = estimator.check(text, words);
  const level = guesses < leastGuesses ? "weak" : guesses < manyGuesses ? "fair" : "strong";
  return { level, isPersonal: false };
}

/** Tells whether fewer than five characters are left of a password without these words. */
function isLittleElse(text: string, words: string[]) {
  const lower = text.toLowerCase();
  const longestFirst = words.map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ""), lower);
  return rest.length < Math.min(5, lower.length);
}

/** Returns the texts and their words, without words so short that most passwords contain them. */
const wordsIn = (texts: string[]) =>
  texts
    .flatMap((text) => [text, ...text.split("@"), ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2);
