/** Returns a name without case, accents, dots and spaces, so that "N.Y." and "ny" are one: for comparing only. */
export const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
