/** A code as it is stored and compared: capital letters A–Z and digits. */
export const Canonical = /^[A-Z0-9]{3,32}$/;

/**
 * The one form of a code that shoppers write in many ways, or null when no code of ours can be meant. Compatibility
 * forms are what they mean (full width), case, spaces and dashes do not count. Whatever is left beside A–Z and 0–9
 * – signs that do not print, letters of other scripts that only look like ours – is never dropped or guessed at.
 */
export function canonical(text: string): string | null {
  if (text.length > 200) return null;
  const bare = text
    .normalize("NFKC")
    .trim()
    .replace(/[\p{Zs}\p{Pd}\u2212]/gu, "");
  if (!/^[A-Za-z0-9]+$/.test(bare)) return null;
  const code = bare.toUpperCase();
  return Canonical.test(code) ? code : null;
}
