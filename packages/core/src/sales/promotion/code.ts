import { Text } from "#platform/text";

/** A code as it is stored and compared: capital letters A–Z and digits. */
const Canonical = /^[A-Z0-9]{3,32}$/;

/**
 * The one form of a code that shoppers write in many ways, or null when no code of ours can be meant. Compatibility
 * forms are what they mean (full width); case, spaces, dashes and characters that print nothing do not count. Letters
 * of other scripts that only look like A–Z are never dropped or guessed at.
 */
export function canonical(text: string): string | null {
  if (text.length > 200) return null;
  const bare = Text.compact(text);
  if (!/^[A-Za-z0-9]+$/.test(bare)) return null;
  const code = bare.toUpperCase();
  return Canonical.test(code) ? code : null;
}
