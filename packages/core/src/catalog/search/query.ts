import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { within } from "#platform/text";
import { type ProductStatus, productStatuses, type SaleCurrency } from "../catalog";
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
};

export type Facet = { key: string; label: string; values: { value: string; label: string; count: number }[] };
export type Found = { total: number; productIds: string[]; facets: Facet[] };

/** Runs a query on an open index. Returns the products of the page, the total, and facets to narrow them down by. */
export function answer(database: DatabaseSync, question: Question): Found {
  const match = question.q ? matchOf(database, question.q) : "";
  if (match === null) return { total: 0, productIds: [], facets: [] };
  const scope = scopeOf(question, match);
  const where = join([...scope, ...filtersOf(question)]);
  const source = sourceOf(question, match);
  const counted = database
    .prepare(`SELECT count(*) AS total FROM ${source.sql} WHERE ${where.sql}`)
    .get(...source.values, ...where.values);
  const rows = database
    .prepare(
      `SELECT p.productId FROM ${source.sql} WHERE ${where.sql} ORDER BY ${orderOf(question, match)} LIMIT ? OFFSET ?`,
    )
    .all(...source.values, ...where.values, question.pageSize, (question.page - 1) * question.pageSize);
  return {
    total: Number(counted?.total),
    productIds: rows.map(({ productId }) => String(productId)),
    facets: facetsOf(database, question, match, scope),
  };
}

/** Returns how many products are in a part of the catalog. */
export function countPart(database: DatabaseSync, part: Part): number {
  const question = { part, filters: {}, sort: "relevance", currency: "USD", page: 1, pageSize: 1 } as const;
  const where = join(scopeOf(question, ""));
  const source = sourceOf(question, "");
  const counted = database
    .prepare(`SELECT count(*) AS total FROM ${source.sql} WHERE ${where.sql}`)
    .get(...source.values, ...where.values);
  return Number(counted?.total);
}

/** Returns how many products that are not archived each category has. */
export function countCategories(database: DatabaseSync): Map<string, number> {
  const rows = database
    .prepare("SELECT category, count(*) AS total FROM product WHERE status <> 'archived' GROUP BY category")
    .all();
  return new Map(rows.map(({ category, total }) => [String(category), Number(total)]));
}

export type Name = { name: string; status: ProductStatus };

/** Returns the names and status of products by id. */
export function namesOf(database: DatabaseSync, productIds: string[]): Map<string, Name> {
  const rows = database
    .prepare(
      "SELECT productId, name, status FROM product WHERE productId IN (SELECT value FROM json_each(?))",
    )
    .all(JSON.stringify(productIds));
  const statusOf = (status: unknown) => productStatuses.find((one) => one === status) ?? "draft";
  return new Map(
    rows.map(({ productId, name, status }) => [
      String(productId),
      { name: String(name), status: statusOf(status) },
    ]),
  );
}

/** Returns how many products of any status are in a category, without those of `except`. */
export function countCategory(database: DatabaseSync, slug: string, except: string[]): number {
  const counted = database
    .prepare(
      "SELECT count(*) AS total FROM product WHERE category = ? AND productId NOT IN (SELECT value FROM json_each(?))",
    )
    .get(slug, JSON.stringify(except));
  return Number(counted?.total);
}

/** Returns the ids of featured products: available ones first, then the newest. */
export function featured(database: DatabaseSync, limit: number): string[] {
  const rows = database
    .prepare(
      "SELECT productId FROM product WHERE featured = 1 AND status = 'active' ORDER BY inStock DESC, publishedAt DESC, id LIMIT ?",
    )
    .all(limit);
  return rows.map(({ productId }) => String(productId));
}

export const staffSorts = ["changed", "name", "price-asc", "price-desc"] as const;
export type StaffSort = (typeof staffSorts)[number];

export type StaffQuestion = {
  q?: string | undefined;
  status?: string | undefined;
  category?: string | undefined;
  /** Products that the caller finds elsewhere. */
  except: string[];
  sort: StaffSort;
  offset: number;
  limit: number;
};

/** Finds products of any status for staff; without a status, all but archived ones. */
export function answerStaff(database: DatabaseSync, question: StaffQuestion) {
  const { q, status, category, except, sort, offset, limit } = question;
  const match = q ? matchOf(database, q) : "";
  if (match === null) return { total: 0, found: [] };
  const where = join([
    ...(match ? [{ sql: "words MATCH ?", values: [match] }] : []),
    status ? { sql: "p.status = ?", values: [status] } : { sql: "p.status <> 'archived'", values: [] },
    ...(category ? [{ sql: "p.category = ?", values: [category] }] : []),
    ...(except.length > 0
      ? [{ sql: `p.productId NOT IN (${except.map(() => "?").join(", ")})`, values: except }]
      : []),
  ]);
  const counted = database
    .prepare(`SELECT count(*) AS total FROM ${from(match)} WHERE ${where.sql}`)
    .get(...where.values);
  const orders = {
    changed: "p.updatedAt DESC",
    name: "p.name COLLATE NOCASE",
    "price-asc": "p.USD",
    "price-desc": "p.USD DESC",
  };
  const rows = database
    .prepare(
      `SELECT p.productId, p.skus FROM ${from(match)} WHERE ${where.sql} ORDER BY ${orders[sort]}, p.name, p.id LIMIT ? OFFSET ?`,
    )
    .all(...where.values, limit, offset);
  const found = rows.map(({ productId, skus }) => ({
    productId: String(productId),
    skus: Skus.parse(JSON.parse(String(skus))),
  }));
  return { total: Number(counted?.total), found };
}

const Skus = z.array(z.string());

const from = (match: string) => (match ? "words JOIN product p ON p.id = words.rowid" : "product p");

/** Returns the tables that a question reads: with the chosen products and their places, when products were chosen. */
function sourceOf({ part }: Question, match: string): Clause {
  if (!part || "rule" in part) return { sql: from(match), values: [] };
  const chosen = "(SELECT value AS productId, key AS place FROM json_each(?)) chosen";
  const words = match ? " JOIN words ON words.rowid = p.id" : "";
  return {
    // The few chosen products come first and each is found by its id: without statistics SQLite would choose the status.
    sql: `${chosen} CROSS JOIN product p INDEXED BY product_by_id ON p.productId = chosen.productId${words}`,
    values: [JSON.stringify(part.productIds)],
  };
}

function scopeOf({ category, part }: Question, match: string): Clause[] {
  return [
    { sql: "p.status = 'active'", values: [] },
    ...(match ? [{ sql: "words MATCH ?", values: [match] }] : []),
    ...(category ? [inCategories([category].flat())] : []),
    ...(part && "rule" in part ? [clauseOf(part.rule, Clock.iso())] : []),
  ];
}

/** Returns the filters as clauses. `without` skips one facet's filter, to count its other values. */
function filtersOf({ filters, priceMin, priceMax, inStock, currency }: Question, without?: string): Clause[] {
  const chosen = Object.entries(filters).filter(([key, values]) => key !== without && values.length > 0);
  return [
    ...chosen.map(([key, values]) => ({
      sql: `EXISTS (SELECT 1 FROM facet f WHERE f.product = p.id AND f.key = ? AND f.value IN (${values.map(() => "?").join(", ")}))`,
      values: [key, ...values],
    })),
    ...(priceMin === undefined ? [] : [{ sql: `p.${currency} >= ?`, values: [priceMin] }]),
    ...(priceMax === undefined ? [] : [{ sql: `p.${currency} <= ?`, values: [priceMax] }]),
    ...(inStock ? [{ sql: "p.inStock = 1", values: [] }] : []),
  ];
}

function join(clauses: Clause[]): Clause {
  return {
    sql: clauses.map(({ sql }) => sql).join(" AND ") || "1",
    values: clauses.flatMap(({ values }) => values),
  };
}

/** Returns the sort order. Ties are broken by name and id, so that pages never repeat or skip a product. */
function orderOf({ sort, currency, part }: Question, match: string) {
  const last = "p.name, p.id";
  switch (sort) {
    case "newest":
      return `p.publishedAt DESC, ${last}`;
    case "price-asc":
      return `p.${currency}, ${last}`;
    case "price-desc":
      return `p.${currency} DESC, ${last}`;
    case "name":
      return last;
    case "relevance":
      if (!match && part && "productIds" in part) return "chosen.place";
      return match ? `bm25(words, 10, 6, 4, 1), ${last}` : `p.inStock DESC, p.publishedAt DESC, ${last}`;
  }
}

/** Returns the join of facets: after the chosen products, when products were chosen. */
const facetJoin = ({ part }: Question) => (part && "productIds" in part ? "CROSS JOIN" : "JOIN");

/** Returns the facets with more than one value, counted under the other filters. */
function facetsOf(database: DatabaseSync, question: Question, match: string, scope: Clause[]): Facet[] {
  const open = join(scope);
  const source = sourceOf(question, match);
  const keys = database
    .prepare(
      `SELECT f.key, count(DISTINCT f.value) AS n, count(*) AS uses FROM ${source.sql} ${facetJoin(question)} facet f ON f.product = p.id
       WHERE ${open.sql} GROUP BY f.key HAVING n > 1 ORDER BY uses DESC, f.key LIMIT 6`,
    )
    .all(...source.values, ...open.values);
  return keys.map((row) => {
    const key = String(row.key);
    const where = join([...scope, ...filtersOf(question, key)]);
    const values = database
      .prepare(
        `SELECT f.value, count(DISTINCT p.id) AS count, avg(f.position) AS position FROM ${source.sql}
         ${facetJoin(question)} facet f ON f.product = p.id AND f.key = ? WHERE ${where.sql} GROUP BY f.value ORDER BY position, f.value LIMIT 40`,
      )
      .all(...source.values, key, ...where.values);
    return {
      key,
      label: key.charAt(0).toUpperCase() + key.slice(1),
      values: values.map(({ value, count }) => ({
        value: String(value),
        label: String(value),
        count: Number(count),
      })),
    };
  });
}

/**
 * Returns the typed words as an FTS5 expression: every word must be the start of a word of the product. A word that
 * starts none is replaced by the words of the index nearest to it. Returns null when there are none.
 */
function matchOf(database: DatabaseSync, q: string): string | null {
  const typed =
    q
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 8) ?? [];
  if (typed.length === 0) return null;
  const known = database.prepare("SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1");
  const groups: string[] = [];
  for (const word of typed) {
    if (known.get(word, `${word}\u{10ffff}`)) groups.push(`"${word}"*`);
    else {
      const near = neighbors(database, word);
      if (near.length === 0) return null;
      groups.push(`(${near.map((term) => `"${term}"`).join(" OR ")})`);
    }
  }
  return groups.join(" AND ");
}

/** Returns the terms within one edit, two for words of more than seven letters. */
function neighbors(database: DatabaseSync, word: string) {
  const edits = word.length > 7 ? 2 : 1;
  if (word.length < 3) return [];
  const rows = database
    .prepare("SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ?")
    .all(word.length - edits, word.length + edits);
  return rows
    .map(({ term }) => String(term))
    .filter((term) => within(word, term, edits))
    .slice(0, 20);
}
