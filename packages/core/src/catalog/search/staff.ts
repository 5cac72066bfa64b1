import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type ProductStatus, productStatuses, type SaleCurrency } from "../catalog";
import { columnsOf, priceColumn } from "./columns";
import { matchWords } from "./match";
import type { Clause } from "./rule";

export const staffSorts = ["changed", "name", "price-asc", "price-desc"] as const;
export type StaffSort = (typeof staffSorts)[number];

export type StaffQuestion = {
  q?: string | undefined;
  status?: string | undefined;
  category?: string | undefined;
  /** Products that the caller finds elsewhere. */
  except: string[];
  sort: StaffSort;
  /** Currency of the prices that it is sorted by. */
  currency: SaleCurrency;
  offset: number;
  limit: number;
};

/** Finds products of any status for staff; without a status, all but archived ones. */
export function answerStaff(database: DatabaseSync, question: StaffQuestion) {
  const { q, status, category, except, sort, currency, offset, limit } = question;
  const match = q ? matchWords(database, q, { audience: "staff" }) : null;
  if (match && (match.ids.length === 0 || match.note?.kind === "partial")) return { total: 0, found: [] };
  const where = join([
    ...(match
      ? [{ sql: "p.id IN (SELECT value FROM json_each(?))", values: [JSON.stringify(match.ids)] }]
      : []),
    status ? { sql: "p.status = ?", values: [status] } : { sql: "p.status <> 'archived'", values: [] },
    ...(category ? [{ sql: "p.category = ?", values: [category] }] : []),
    ...(except.length > 0
      ? [{ sql: `p.productId NOT IN (${except.map(() => "?").join(", ")})`, values: except }]
      : []),
  ]);
  const counted = database
    .prepare(`SELECT count(*) AS total FROM product p WHERE ${where.sql}`)
    .get(...where.values);
  const price = priceColumn(columnsOf(database).prices, currency);
  const orders = {
    changed: "p.updatedAt DESC",
    name: "p.name COLLATE NOCASE",
    "price-asc": price,
    "price-desc": `${price} DESC`,
  };
  const rows = database
    .prepare(
      `SELECT p.productId, p.skus FROM product p WHERE ${where.sql} ORDER BY ${orders[sort]}, p.name, p.id LIMIT ? OFFSET ?`,
    )
    .all(...where.values, limit, offset);
  const found = rows.map(({ productId, skus }) => ({
    productId: String(productId),
    skus: Skus.parse(JSON.parse(String(skus))),
  }));
  return { total: Number(counted?.total), found };
}

const Skus = z.array(z.string());

function join(clauses: Clause[]): Clause {
  return {
    sql: clauses.map(({ sql }) => sql).join(" AND ") || "1",
    values: clauses.flatMap(({ values }) => values),
  };
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

/**
 * Returns the ids of featured products: available ones first, then the newest. In a shop that features none, all products
 * count.
 */
export function featured(database: DatabaseSync, limit: number): string[] {
  const first = (which: string) =>
    database
      .prepare(
        `SELECT productId FROM product WHERE ${which} AND status = 'active' ORDER BY inStock DESC, publishedAt DESC, id LIMIT ?`,
      )
      .all(limit);
  const chosen = first("featured = 1");
  return (chosen.length > 0 ? chosen : first("TRUE")).map(({ productId }) => String(productId));
}
