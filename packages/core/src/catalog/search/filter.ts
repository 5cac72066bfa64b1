import type { SaleCurrency } from "../catalog";
import type { Loaded } from "./columns";

export type Filters = {
  /** Facet key → accepted values. */
  filters: Record<string, string[]>;
  priceMin?: number | undefined;
  priceMax?: number | undefined;
  inStock?: boolean | undefined;
  currency: SaleCurrency;
};

export type Facet = { key: string; label: string; values: { value: string; label: string; count: number }[] };

export type Filtered = {
  /** Products of which one and the same variant fits all filters. */
  ids: number[];
  /** Returns the variants of a product that fit. */
  variantsOf: (id: number) => number[];
  /** By facet value: products that have it when the filter of its own facet is left out. */
  counts: Uint32Array;
  /** By facet value: products that have it without any filter. */
  uses: Uint32Array;
};

/** Most facets, and most values of a facet. */
const most = { facets: 6, values: 40 };

/** Filters these products and counts their facet values. `only`: no other variants count. */
export function filter(columns: Loaded, scope: number[], question: Filters, only?: Set<number>): Filtered {
  const { first, start, values, facets } = columns;
  const failsOf = testOf(columns, question);
  const { groups, groupOf } = groupsOf(columns, question);
  const counts = new Uint32Array(facets.length);
  const uses = new Uint32Array(facets.length);
  const countedFor = new Uint32Array(facets.length);
  const usedBy = new Uint32Array(facets.length);
  const ids: number[] = [];
  const every = 2 ** groups.length - 1;

  /** Returns the groups whose filter a variant fails, as bits; -1 when it fails the price, the stock or `only`. */
  function missing(variant: number) {
    if (only && !only.has(variant)) return -1;
    if (failsOf(variant)) return -1;
    let missed = every;
    for (let at = start[variant] ?? 0; at < (start[variant + 1] ?? 0); at++) {
      const bit = groups.length > 0 ? (groupOf[values[at] ?? 0] ?? 0) : 0;
      if (bit > 0) missed &= ~bit;
    }
    return missed;
  }

  for (const id of scope) {
    let fits = false;
    for (let variant = first[id] ?? 0; variant < (first[id + 1] ?? 0); variant++) {
      const missed = missing(variant);
      if (missed === 0) fits = true;
      const isSingle = missed > 0 && (missed & (missed - 1)) === 0;
      for (let at = start[variant] ?? 0; at < (start[variant + 1] ?? 0); at++) {
        const value = values[at] ?? 0;
        if (usedBy[value] !== id) {
          usedBy[value] = id;
          uses[value] = (uses[value] ?? 0) + 1;
        }
        if (countedFor[value] === id) continue;
        if (missed === 0 || (isSingle && groups[Math.log2(missed)] === facets[value]?.key)) {
          countedFor[value] = id;
          counts[value] = (counts[value] ?? 0) + 1;
        }
      }
    }
    if (fits) ids.push(id);
  }
  const variantsOf = (id: number) => {
    const fitting: number[] = [];
    for (let variant = first[id] ?? 0; variant < (first[id + 1] ?? 0); variant++)
      if (missing(variant) === 0) fitting.push(variant);
    return fitting;
  };
  return { ids, variantsOf, counts, uses };
}

/** Returns the test that a variant fails the price or the stock. */
function testOf(columns: Loaded, { priceMin = 0, priceMax = Infinity, inStock = false, currency }: Filters) {
  const prices = columns.prices[currency];
  const isPriced = priceMin > 0 || priceMax < Infinity;
  return (variant: number) => {
    if (inStock && columns.inStock[variant] !== 1) return true;
    const price = prices?.[variant] ?? 0;
    return isPriced && (price < priceMin || price > priceMax);
  };
}

/** Returns the keys that are filtered by, and for each facet value the bit of its key if the filter accepts it. */
function groupsOf({ facets }: Loaded, { filters }: Filters) {
  const groups = Object.keys(filters).filter((key) => (filters[key] ?? []).length > 0);
  const groupOf = new Uint32Array(facets.length);
  if (groups.length > 0)
    for (const [id, { key, value }] of facets.entries()) {
      const at = groups.indexOf(key);
      if (at >= 0 && filters[key]?.includes(value)) groupOf[id] = 2 ** at;
    }
  return { groups, groupOf };
}

const collator = new Intl.Collator("en", { numeric: true });

/** Returns the facets with more than one value, counted under the other filters. Selected values stay, to be removed. */
export function facetsOf({ facets }: Loaded, { counts, uses }: Filtered, { filters }: Filters): Facet[] {
  const ids: number[] = [];
  for (let id = 0; id < uses.length; id++) if ((uses[id] ?? 0) > 0) ids.push(id);
  const isSelected = (id: number) => {
    const facet = facets[id];
    return facet !== undefined && (filters[facet.key] ?? []).includes(facet.value);
  };
  const groups = Map.groupBy(ids, (id) => facets[id]?.key ?? "");
  return [...groups]
    .filter(([, values]) => values.length > 1)
    .map(([key, values]) => ({
      key,
      values,
      sum: values.reduce((all, id) => all + (uses[id] ?? 0), 0),
    }))
    .sort((a, b) => b.sum - a.sum || (a.key < b.key ? -1 : 1))
    .slice(0, most.facets)
    .map(({ key, values }) => ({
      key,
      label: key.charAt(0).toUpperCase() + key.slice(1),
      values: values
        .filter((id) => (counts[id] ?? 0) > 0 || isSelected(id))
        .sort((a, b) => compare(facets[a], facets[b]))
        .slice(0, most.values)
        .map((id) => ({
          value: facets[id]?.value ?? "",
          label: facets[id]?.value ?? "",
          count: counts[id] ?? 0,
        })),
    }))
    .filter(({ values }) => values.length > 0);
}

const compare = (
  a: { position: number; value: string } | undefined,
  b: { position: number; value: string } | undefined,
) => (a?.position ?? 0) - (b?.position ?? 0) || collator.compare(a?.value ?? "", b?.value ?? "");
