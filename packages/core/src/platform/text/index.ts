import { z } from "zod";
import { clean } from "./clean";

export { clean, compact, digits, plain } from "./clean";
export * as Text from "./index";
export { intendedEmail } from "./intended-email";
export { within } from "./typo";

/** Most combining marks on a letter: more than any script needs. */
const mostMarks = 8;

/** Returns the most code points of a text: a visible character, such as an emoji of a family, may have several. */
const mostCodePoints = (max: number) => 4 * max + 16;

/** Returns the longest text that is cleaned at all: pasted text has invisible characters. */
const longestRaw = (max: number) => 20 * max + 200;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Returns the characters of a text as a person counts them. */
const characters = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

const tooLong = (max: number) => `At most ${max} characters.`;

/**
 * Returns the schema of a typed line: cleaned, then at most `max` characters as people count them. A line without visible
 * characters is rejected with `missing`.
 */
export const line = (max: number, missing: string) =>
  cleaned(max, missing).refine((text) => text !== "", { error: missing, abort: true });

/** Returns the schema of an optional line; an empty one is undefined. */
export const optional = (max: number) =>
  cleaned(max)
    .optional()
    .transform((text) => text || undefined);

/** Returns the schema of an optional line; an empty one is "". */
export const cleaned = (max: number, missing = "Enter a text.") =>
  z
    .string(missing)
    .max(longestRaw(max), { error: tooLong(max), abort: true })
    .transform(visible)
    .pipe(Cleaned(max));

/**
 * Returns the schema of an optional text of several lines; an empty one is "". Lines are cleaned like a single one, and
 * at most one empty line stays between two.
 */
export const paragraphs = (max: number) =>
  z
    .string("Enter a text.")
    .max(longestRaw(max), { error: tooLong(max), abort: true })
    .transform((text) =>
      text
        .split(/\r\n?|\n/)
        .map(visible)
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
    )
    .pipe(Cleaned(max));

/** Returns the schema of a text that was cleaned. */
const Cleaned = (max: number) =>
  z
    .string()
    .refine((text) => fits(text, max), tooLong(max))
    .refine((text) => !overloaded.test(text), "One of the letters has too many accents on it.");

/**
 * Returns the schema of an email address, as typed or pasted. Invisible characters, `mailto:` and full-width letters are
 * removed; a list, a display name and a line break are rejected.
 */
export const email = (wrong: string) =>
  z
    .string(wrong)
    .max(longestRaw(254), { error: emailTooLong, abort: true })
    .transform((text) => clean(clean(text).normalize("NFKC")).replace(/^mailto:/i, ""))
    .pipe(
      z
        .string()
        .max(254, { error: emailTooLong, abort: true })
        .refine((text) => /^[\x20-\x7e]*$/.test(text), {
          error: "This address has letters that look like others. Enter it with the plain letters a to z.",
          abort: true,
        })
        .pipe(z.email(wrong)),
    );

const emailTooLong = "An email address has at most 254 characters.";

/** Cuts a text to at most `max` whole characters. */
export function cut(text: string, max: number) {
  const all = characters(text.slice(0, longestRaw(max)));
  let kept = "";
  for (const one of all.slice(0, max)) {
    if ([...kept].length + [...one].length > mostCodePoints(max)) break;
    kept += one;
  }
  return kept.trim();
}

const overloaded = new RegExp(`\\p{M}{${mostMarks + 1},}`, "u");

/** Cleans a text. One without visible characters, only combining marks, spaces and format characters, becomes "". */
function visible(text: string) {
  const cleaned = clean(text);
  return /[^\p{M}\p{Z}\p{Cf}]/u.test(cleaned) ? cleaned : "";
}

const fits = (text: string, max: number) =>
  text.length <= max || ([...text].length <= mostCodePoints(max) && characters(text).length <= max);
