import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { Clock } from "#platform/clock";
import type { SaleCurrency } from "../catalog";
import { columnsOf, isListed, type Loaded } from "./columns";
import { type Facet, facetsOf, filter } from "./filter";
import { type Match, matchWords, type Note, statement, unitsIn } from "./match";
import { pinnedFor } from "./pins";
import { type Clause, clauseOf, inCategories, type Part } from "./rule";

export const sorts = ["relevance", "newest", "price-asc", "price-desc", "name"] as const;
export type Sort = (typeof sorts)[number];

export type Question = {
  q?: string | undefined;
  category?: string | string[] | undefined;
  /** Only products of this part of the catalog; chosen ones keep their order when nothing else sorts them. */
  part?: Part | undefined;
  /** Facet key → accepted values. */
  filters: Record<string, string[]>;
  priceMin?: number | undefined;
  priceMax?: number | undefined;
  inStock?: boolean | undefined;
  sort: Sort;
  currency: SaleCurrency;
  page: number;
  pageSize: number;
  /** The last word is still being typed. */
  isOpen?: boolean | undefined;
};

/** Variants of a product that fit the filters, or that the words mean, and the one to show. */
export type ShownVariants = { skus: string[]; path: string; imageKey: string };

export type Found = {
  total: number;
  productIds: string[];
  /** By product, when they are not all of its variants. */
  shown: Map<string, ShownVariants>;
  facets: Facet[];
  note: Note | null;
};

/** Runs a query on an open index. Returns the products of the page, the total, and facets to narrow them down by. */
export function answer(database: DatabaseSync, question: Question): Found {
  const columns = columnsOf(database);
  const { q, sort, page, pageSize } = question;
  const match = q ? matchWords(database, q, { isOpen: question.isOpen === true }) : null;
  const pinned = q && sort === "relevance" ? pinnedFor(database, q) : [];
  const scope = scopeOf(database, columns, question, match && [...pinned, ...match.ids]);
  const filtered = filter(columns, scope, question, match?.variants);
  const order = orderOf(columns, question, filtered, [...pinned, ...(match?.ids ?? scope)]);
  const ids = sorted(columns, filtered.ids, order).slice(pageSize * (page - 1), pageSize * page);
  const rows = rowsOf(database, ids);
  return {
    total: filtered.ids.length,
    productIds: rows.map(({ productId }) => productId),
    shown: shownOf(database, columns, { rows, variantsOf: filtered.variantsOf, match }),
    facets: facetsOf(columns, filtered, question),
    note: match?.note ?? null,
  };
}

/** Returns how many products are in a part of the catalog. */
export function countPart(database: DatabaseSync, part: Part): number {
  const columns = columnsOf(database);
  return partIds(database, part).filter((id) => isListed(columns, id)).length;
}

/** Returns the products for sale that the words, the category and the part of a question have in common. */
function scopeOf(
  database: DatabaseSync,
  columns: Loaded,
  { category, part }: Question,
  found: number[] | null,
) {
  const lists: number[][] = found ? [found] : [];
  if (part) lists.push(partIds(database, part));
  if (category) lists.push(idsWhere(database, inCategories([category].flat())));
  const [first, ...others] = lists;
  if (!first) return everyId(columns);
  const sets = others.map((list) => new Set(list));
  return [...new Set(first)].filter((id) => isListed(columns, id) && sets.every((set) => set.has(id)));
}

const every = new WeakMap<Loaded, number[]>();

function everyId(columns: Loaded): number[] {
  const known =
    every.get(columns) ??
    Array.from({ length: columns.products }, (_, i) => i + 1).filter((id) => isListed(columns, id));
  every.set(columns, known);
  return known;
}

/** Returns the products of a part of the catalog; chosen ones in their order. */
function partIds(database: DatabaseSync, part: Part): number[] {
  if ("rule" in part)
    return idsWhere(database, clauseOf(part.rule, { now: Clock.iso(), prices: columnsOf(database).prices }));
  const rows = statement(
    database,
    "SELECT id, productId FROM product WHERE productId IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(part.productIds));
  const ids = new Map(rows.map(({ id, productId }) => [String(productId), Number(id)]));
  return part.productIds.flatMap((productId) => ids.get(productId) ?? []);
}

const Ids = z.array(z.number());

function idsWhere(database: DatabaseSync, { sql, values }: Clause): number[] {
  const row = statement(database, `SELECT json_group_array(p.id) AS ids FROM product p WHERE ${sql}`).get(
    ...values,
  );
  return Ids.parse(JSON.parse(String(row?.ids)));
}

/** Returns the sort key of products. Ties are broken by name, so that pages never repeat or skip a product. */
function orderOf(
  columns: Loaded,
  { sort, q, part, currency }: Question,
  { variantsOf }: { variantsOf: (id: number) => number[] },
  listed: number[],
): (id: number) => number {
  const newest = (id: number) => columns.newestRank[id] ?? 0;
  const lowest = (id: number) => {
    const amounts = variantsOf(id).map((variant) => columns.prices[currency]?.[variant] ?? 0);
    return amounts.reduce((least, amount) => Math.min(least, amount), amounts[0] ?? 0);
  };
  switch (sort) {
    case "newest":
      return newest;
    case "price-asc":
      return lowest;
    case "price-desc":
      return (id) => -lowest(id);
    case "name":
      return () => 0;
    case "relevance": {
      if (!q && !(part && "productIds" in part)) {
        const available = (id: number) => variantsOf(id).some((variant) => columns.inStock[variant] === 1);
        return (id) => newest(id) + (available(id) ? 0 : columns.products);
      }
      const places = new Map<number, number>();
      for (const [place, id] of listed.entries()) if (!places.has(id)) places.set(id, place);
      return (id) => places.get(id) ?? listed.length;
    }
  }
}

/** Sorts products: one number holds the order and the name, because numbers sort far faster than with a comparison. */
function sorted(
  { nameRank, byName, products }: Loaded,
  ids: number[],
  order: (id: number) => number,
): number[] {
  const width = products + 1;
  const keys = Float64Array.from(ids, (id) => order(id) * width + (nameRank[id] ?? 0)).sort();
  return Array.from(keys, (key) => byName[((key % width) + width) % width] ?? 0);
}

type Row = { id: number; productId: string };

function rowsOf(database: DatabaseSync, ids: number[]): Row[] {
  const rows = statement(
    database,
    "SELECT id, productId FROM product WHERE id IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(ids));
  const found = new Map(rows.map(({ id, productId }) => [Number(id), String(productId)]));
  return ids.flatMap((id) => {
    const productId = found.get(id);
    return productId === undefined ? [] : [{ id, productId }];
  });
}

type Page = {
  rows: Row[];
  variantsOf: (id: number) => number[];
  match: Match | null;
};

/** Returns the variants to show of each product: of those that fit the filters, the ones that the words mean. */
function shownOf(database: DatabaseSync, columns: Loaded, { rows, variantsOf, match }: Page) {
  const shown = new Map<string, ShownVariants>();
  for (const { id, productId } of rows) {
    const all = (columns.first[id + 1] ?? 0) - (columns.first[id] ?? 0);
    const fitting = match ? meant(columns, variantsOf(id), match) : variantsOf(id);
    if (fitting.length === all) continue;
    const [best] = fitting.toSorted((a, b) => (columns.inStock[b] ?? 0) - (columns.inStock[a] ?? 0) || a - b);
    const variants = variantRows(database, fitting);
    const one = variants.find((variant) => variant.id === best);
    if (one)
      shown.set(productId, {
        skus: variants.map(({ sku }) => sku),
        path: one.path,
        imageKey: one.imageKey,
      });
  }
  return shown;
}

/** Returns those variants that have most of the words in their options; all when no option has any. */
function meant({ start, values, facets }: Loaded, variants: number[], { units }: Match): number[] {
  if (units.length === 0) return variants;
  const counts = variants.map((variant) => {
    const own = [...values.subarray(start[variant], start[variant + 1])].flatMap(
      (id) => facets[id]?.value ?? [],
    );
    return unitsIn(own.join(" "), units);
  });
  const most = Math.max(...counts);
  return variants.filter((_, i) => counts[i] === most);
}

const variantRows = (database: DatabaseSync, ids: number[]) =>
  statement(
    database,
    "SELECT id, sku, path, imageKey FROM variant WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
  )
    .all(JSON.stringify(ids))
    .map(({ id, sku, path, imageKey }) => ({
      id: Number(id),
      sku: String(sku),
      path: String(path),
      imageKey: String(imageKey),
    }));
