const here = "http://shop.invalid";
const most = 500;

/**
 * Returns `from` when it is a path of this shop, else `home`. Refuses what browsers read as another site (`//evil`,
 * `/\evil`), however often it is encoded, and characters that no header may contain: URLs have them encoded.
 */
export function safePath(from: unknown, home: string): string {
  if (typeof from !== "string" || from.length > most || !/^[\x21-\x7e]*$/.test(from)) return home;
  let text = from;
  for (let round = 0; round < 5; round++) {
    if (!isPlain(text)) return home;
    const decoded = decode(text);
    if (decoded === null) return home;
    if (decoded === text) return from;
    text = decoded;
  }
  return home;
}

/** Checks for one leading slash, not followed by another or a lookalike, and for the absence of control characters. */
function isPlain(text: string) {
  if (!/^\/(?![/\\])/.test(text) || /[\\\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)) return false;
  if (/^\/(?:api|_next)(?:\/|$)/.test(text)) return false;
  try {
    const url = new URL(text, here);
    return url.origin === here && !url.pathname.startsWith("//");
  } catch {
    return false;
  }
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
