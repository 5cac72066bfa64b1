const protocols = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Host that no real address has, to recognize a path of the shop's own. */
const own = "https://own.invalid";

/**
 * Returns the address of a link in its normal form; undefined for one that a text may not have: scripts, data, other
 * protocols, addresses with a password, and what is no address.
 */
export function linkOf(written: string): string | undefined {
  const typed = written.trim();
  const address = /^www\.[^\s/]+\.[^\s/]/i.test(typed) ? `https://${typed}` : typed;
  // Browsers ignore control characters in an address and read a backslash as a slash.
  if (address.length > 2_000 || /[\p{Cc}\p{Cf}\\]/u.test(address)) return undefined;
  if (/^[/#]/.test(address)) return pathOf(address);
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return undefined;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !protocols.has(url.protocol) || url.username || url.password) return undefined;
  return url.href;
}

function pathOf(address: string) {
  if (address.startsWith("//") || !URL.canParse(address, own)) return undefined;
  const url = new URL(address, own);
  if (url.origin !== own || url.pathname.startsWith("//")) return undefined;
  return address.startsWith("#") ? url.hash || undefined : `${url.pathname}${url.search}${url.hash}`;
}
