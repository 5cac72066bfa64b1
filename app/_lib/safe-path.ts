const here = "http://shop.invalid";
const most = 500;

/**
 * Where somebody is led back to: a path of this shop and nothing else, else `home`. What browsers read as another site
 * (`//evil`, `/\evil`) is refused however often it is encoded, and so are letters that no header may carry: addresses
 * have them encoded.
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

/** One leading slash, then neither a second one nor anything that is read as one, nor what does not print. */
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
