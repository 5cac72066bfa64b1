/** Scripts whose letters change shape beside ZWJ or ZWNJ: cursive scripts and those with conjuncts. */
const joiningScripts = [
  "Adlam",
  "Arabic",
  "Balinese",
  "Bengali",
  "Chakma",
  "Devanagari",
  "Grantha",
  "Gujarati",
  "Gurmukhi",
  "Hanifi_Rohingya",
  "Javanese",
  "Kaithi",
  "Kannada",
  "Khmer",
  "Malayalam",
  "Mandaic",
  "Meetei_Mayek",
  "Mongolian",
  "Myanmar",
  "Nko",
  "Oriya",
  "Sinhala",
  "Sundanese",
  "Syriac",
  "Tai_Tham",
  "Tamil",
  "Telugu",
  "Tibetan",
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");

/** Signs that remove a consonant's vowel. ZWJ and ZWNJ after one are meaningful even at the end of a word. */
const viramas =
  "\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u1039\\u103A\\u17D2\\u1B44\\uA9C0\\u{110B9}\\u{11133}\\u{1134D}";

const letter = `[${joiningScripts}]`;
const pictograph = "[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F]";

/** Invisible characters that are meaningful, each with the characters that must surround it. */
const meaningful = [
  // Joiners between letters, or after a virama at the end of a word, as in old Malayalam chillus.
  `(?<=${letter})[\\u200C\\u200D](?=${letter})`,
  `(?<=[${viramas}])[\\u200C\\u200D]`,
  // Joiners within an emoji, the emoji look of a character, and keycaps.
  `(?<=${pictograph})\\u200D(?=\\p{Extended_Pictographic})`,
  "(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]",
  "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
  // Flags of regions, such as Scotland's: letters and digits, then the tag that ends them.
  "(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}",
  // Forms of one character: of ideographs in names of people and places, and of Mongolian and Myanmar letters.
  "(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]",
  "(?<=\\p{Script=Mongolian})[\\u180B-\\u180F]",
  "(?<=\\p{Script=Myanmar})\\uFE00",
].join("|");

/** Joiners, variation selectors and tags, which are meaningful in some places only. */
const selectors = "\\u200C\\u200D\\u180B-\\u180F\\uFE00-\\uFE0F\\u{E0020}-\\u{E007F}\\u{E0100}-\\u{E01EF}";
const invisible = new RegExp(`(${meaningful})|[${selectors}]`, "gu");

/** Control characters, direction marks, soft hyphens, fillers, annotations, lone surrogates. */
const meaningless = new RegExp(
  `[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB[\\p{Default_Ignorable_Code_Point}--[${selectors}]]]`,
  "gv",
);

/** White space, and the blank Braille pattern, which looks like a space. */
const spaces = /[\p{Z}\t-\r\u0085\u2800]+/gu;
const joiners = /([\u200C\u200D])[\u200C\u200D]+/gu;

/**
 * Returns a line of text without meaningless invisible characters (direction marks, soft hyphens, zero-width spaces, byte
 * order marks), composed (NFC), with every run of white space as one space, trimmed. Keeps the joiners and selectors that
 * spell a word or an emoji.
 */
export function clean(text: string): string {
  const once = strip(text);
  // Removing characters gives others new neighbors: a joiner may have lost what it joined.
  const twice = strip(once);
  return twice === once ? once : clean(twice);
}

const strip = (text: string) =>
  text
    .replace(spaces, " ")
    .replace(meaningless, "")
    .replace(joiners, "$1")
    .replace(invisible, (_, kept: string | undefined) => kept ?? "")
    .normalize("NFC")
    .replace(spaces, " ")
    .trim();

/**
 * Returns a text that is written in ASCII (an address, a code, a number) in plain characters: cleaned, compatibility forms
 * such as full width converted, digits of every script as 0–9, every dash as "-".
 */
export const plain = (text: string) => digits(clean(text).normalize("NFKC")).replace(/[\p{Pd}\u2212]/gu, "-");

/** Returns a code without the spaces and dashes that people type and apps paste between its groups. */
export const compact = (text: string) => plain(text).replace(/[\s-]/g, "");

/** Returns the text with the decimal digits of every script as 0–9. */
export const digits = (text: string) =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Unicode arranges digits in runs of ten that begin with zero.
    let zero = code;
    while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
