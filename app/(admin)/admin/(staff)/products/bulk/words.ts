import type { Admin } from "@securecart/core/admin";

export const productsInWords = (count: number) => `${count} ${count === 1 ? "product" : "products"}`;

/** Most refusals that a message names. */
const mostNamed = 5;

/** Returns what became of a bulk change. */
export function resultInWords({ changed, unchanged, refused, left }: Admin.BulkResult) {
  const named = refused.slice(0, mostNamed).map(({ name, message }) => `${name}: ${message}`);
  return [
    `${productsInWords(changed)} changed.`,
    unchanged > 0 ? `${productsInWords(unchanged)} had these values already.` : "",
    left.length > 0 ? `There was no time for ${productsInWords(left.length)}: do it again.` : "",
    refused.length > 0 ? `Not changed: ${named.join(" ")}` : "",
    refused.length > mostNamed ? `And ${refused.length - mostNamed} more.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
