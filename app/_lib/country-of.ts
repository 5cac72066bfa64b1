/** Returns the country that a browser's language suggests, "DE" for "de" and "de-DE"; null for none. */
export function countryOf(language: string): string | null {
  try {
    return new Intl.Locale(language).maximize().region ?? null;
  } catch {
    return null; // not a language tag
  }
}
