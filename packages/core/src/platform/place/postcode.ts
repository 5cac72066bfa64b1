import { type Country, metadataOf } from "./countries";

/** Returns a postcode as its country writes it ("d02x285" → "D02 X285"), or null when it cannot be one. */
export function canonicalPostcode(country: Country, typed: string): string | null {
  const { groups, separator, prefixes = [], lookalikes } = country.postcode;
  const bare = typed
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Pd}\s.,〒ー]/gu, "")
    .toUpperCase();
  const prefix = prefixes.find((text) => bare.startsWith(text) && /^\d/.test(bare.slice(text.length)));
  const compact = bare.slice(prefix?.length ?? 0);
  const read = lookalikes ? compact.replaceAll("O", "0").replaceAll("I", "1") : compact;
  const found = groups.exec(read)?.slice(1).filter(Boolean);
  if (!found) return null;
  const code = found.join(separator);
  return new RegExp(`^(?:${metadataOf(country).zip})$`).test(code) ? code : null;
}

/** Returns an example postcode of a country, for a hint. */
export function examplePostcode(country: Country): string {
  const [first = ""] = metadataOf(country).zipex.split(",");
  return canonicalPostcode(country, first) ?? first;
}
