/** Returns a name without case, accents, dots and spaces, for comparing: "N.Y." and "ny" are equal. */
export const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Returns a name for use in a sentence: "the Netherlands", "the District of Columbia". */
export const inSentence = (name: string) =>
  /^(?:United|Netherlands|District|Isle|U\.S\.|French Southern)|(?:Islands|Territories)$/.test(name)
    ? `the ${name}`
    : name;
