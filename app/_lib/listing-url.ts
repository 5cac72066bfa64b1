import type { Sort } from "@securecart/core/search";

/** State in a listing's URL. Filters are written `filter=color:Black`, prices in whole units of the currency. */
export type ListingState = {
  q?: string;
  sort?: Sort;
  page: number;
  filters: Record<string, string[]>;
  min?: number;
  max?: number;
  inStock: boolean;
};

/** Writes a listing's URL; equal states give equal URLs. A change of anything but the page starts at page one. */
export function listingUrl(path: string, state: ListingState, change: Partial<ListingState> = {}): string {
  const { q, sort, page, filters, min, max, inStock } = { ...state, page: 1, ...change };
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const [key, values] of Object.entries(filters).sort()) {
    for (const value of [...values].sort()) query.append("filter", filterParam(key, value));
  }
  if (min !== undefined) query.set("min", String(min));
  if (max !== undefined) query.set("max", String(max));
  if (inStock) query.set("stock", "in");
  if (sort) query.set("sort", sort);
  if (page > 1) query.set("page", String(page));
  const written = query.toString().replaceAll("%3A", ":");
  return written ? `${path}?${written}` : path;
}

/** Encodes a filter for a URL or a form. The first colon ends the key; a colon inside the key is escaped. */
export const filterParam = (key: string, value: string) =>
  `${key.replaceAll("%", "%25").replaceAll(":", "%3A")}:${value}`;

/** Returns the selected values of a facet. The key can be "constructor", so inherited properties are ignored. */
export const valuesOf = (filters: ListingState["filters"], key: string) =>
  Object.hasOwn(filters, key) ? (filters[key] ?? []) : [];

/** Returns the filters with one value switched on or off. */
export function toggled(
  filters: ListingState["filters"],
  key: string,
  value: string,
): ListingState["filters"] {
  const values = valuesOf(filters, key);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const { [key]: _, ...others } = filters;
  return next.length > 0 ? { ...others, [key]: next } : others;
}
