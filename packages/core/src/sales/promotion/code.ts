import { Text } from "#platform/text";

/** Canonical form of a code: capital letters A–Z and digits. */
const Canonical = /^[A-Z0-9]{3,32}$/;

/**
 * Returns the canonical form of a code, or null when the text cannot be a code of ours. Replaces compatibility forms
 * (full width); ignores case, spaces, dashes and invisible characters. Letters of other scripts that only look like A–Z
 * are neither dropped nor replaced.
 */
export function canonical(text: string): string | null {
  if (text.length > 200) return null;
  const bare = Text.compact(text);
  if (!/^[A-Za-z0-9]+$/.test(bare)) return null;
  const code = bare.toUpperCase();
  return Canonical.test(code) ? code : null;
}
