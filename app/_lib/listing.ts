import { Money, type SaleCurrency } from "@securecart/core/money";
import type { Search, Sort } from "@securecart/core/search";
import { Text } from "@securecart/core/text";

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

export type ListingQuery = Parameters<typeof Search.products>[0];

export type SearchParams = Record<string, string | string[] | undefined>;

export const sorts: { value: Sort; label: string }[] = [
  { value: "relevance", label: "Relevance" },
  { value: "newest", label: "Newest" },
  { value: "price-asc", label: "Price: low to high" },
  { value: "price-desc", label: "Price: high to low" },
  { value: "name", label: "Name" },
];

/** Limits of a listing's URL. The longest key and value are those that search has facets for. */
const limits = { page: 1000, filters: 20, key: 40, text: 80, raw: 1_000, price: 1_000_000 };

/** Reads a listing's URL and ignores what is invalid, because a shared link may be old or damaged. */
export function readListing(params: SearchParams): ListingState {
  const q = Text.cut(Text.clean((first(params.q) ?? "").slice(0, limits.raw)), limits.text);
  const sort = sorts.find(({ value }) => value === first(params.sort))?.value;
  const min = price(first(params.min));
  const max = price(first(params.max));
  const page = Number(first(params.page));
  return {
    ...(q && { q }),
    ...(sort && { sort }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    page: Number.isInteger(page) && page >= 1 && page <= limits.page ? page : 1,
    filters: readFilters(params.filter),
    inStock: first(params.stock) === "in",
  };
}

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

const keyOf = (spelled: string) => spelled.replaceAll("%3A", ":").replaceAll("%25", "%");

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

export const isFiltered = (state: ListingState) =>
  Object.keys(state.filters).length > 0 ||
  state.min !== undefined ||
  state.max !== undefined ||
  state.inStock;

/** Tells whether a listing has products, but not so many pages. */
export const isBeyond = ({ page, pages }: { page: number; pages: number }) => pages > 0 && page > pages;

/** Converts the state to the domain's query, with prices in minor units. */
export function listingQuery(
  state: ListingState,
  currency: SaleCurrency,
  categories?: string[],
): ListingQuery {
  const { q, sort, page, filters, min, max, inStock } = state;
  const minor = (whole: number) => Math.round(whole * 10 ** Money.decimalsOf(currency));
  return {
    page,
    currency,
    ...(q && { q }),
    ...(categories && { category: categories }),
    ...(sort && { sort }),
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(min !== undefined && { priceMin: minor(min) }),
    ...(max !== undefined && { priceMax: minor(max) }),
    ...(inStock && { inStock }),
  };
}

function readFilters(param: string | string[] | undefined): ListingState["filters"] {
  const filters: ListingState["filters"] = {};
  for (const pair of [param ?? []].flat().slice(0, limits.filters)) {
    const [spelled = "", ...rest] = pair.split(":");
    const key = keyOf(spelled);
    const value = rest.join(":");
    if (!key || !value || key.length > limits.key || value.length > limits.text || key === "__proto__")
      continue;
    filters[key] = [...new Set([...valuesOf(filters, key), value])];
  }
  return filters;
}

function price(text: string | undefined) {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) && value >= 0 && value <= limits.price ? value : undefined;
}

const first = (param: string | string[] | undefined) => (Array.isArray(param) ? param[0] : param);
