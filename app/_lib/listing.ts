import { Money, type SaleCurrency } from "@securecart/core/money";
import type { Search, Sort } from "@securecart/core/search";
import { Text } from "@securecart/core/text";
import { type ListingState, valuesOf } from "./listing-url";

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

const keyOf = (spelled: string) => spelled.replaceAll("%3A", ":").replaceAll("%25", "%");

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
