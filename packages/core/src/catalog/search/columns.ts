import type { DatabaseSync } from "node:sqlite";
import { type SaleCurrency, saleCurrencies } from "#platform/money";

/**
 * The index in memory: filters, facets and sort orders read these arrays instead of rows. Products are numbered from 1 as
 * in the table; the variants of product `id` are `first[id]` to `first[id + 1] - 1`.
 */
export type Columns = {
  /** 1 for an active product. */
  active: Uint8Array;
  first: Uint32Array;
  /** Place of a product by name, and the product at each place. */
  nameRank: Uint32Array;
  byName: Uint32Array;
  /** Place of a product by its time of publication, the newest first; equal for the same time. */
  newestRank: Uint32Array;
  inStock: Uint8Array;
  /** The facet values of variant `v` are `values[start[v]]` to `values[start[v + 1] - 1]`. */
  start: Uint32Array;
  values: Uint32Array;
};

/** Columns of words that say what a product is: its name, category, tags, options and brand, not its texts. */
export const namingColumns = 5;

/** Tells whether shoppers see a product: it is active, and a variant of it is for sale. */
export const isListed = ({ active, first }: Columns, id: number) =>
  active[id] === 1 && (first[id + 1] ?? 0) > (first[id] ?? 0);

/** Value of a facet. `position` is its place among the values of its option. */
export type FacetValue = { key: string; value: string; position: number };

export const columnSchema = `
  CREATE TABLE "column" (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE facet_value (id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL, position REAL NOT NULL);
`;

/** Writes the arrays and the facet values. */
export function writeColumns(
  database: DatabaseSync,
  { prices, ...columns }: Columns & { prices: Prices },
  values: FacetValue[],
) {
  database.exec("BEGIN");
  const column = database.prepare('INSERT INTO "column" VALUES (?, ?)');
  for (const [name, array] of Object.entries({ ...columns, ...prices }))
    column.run(name, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const value = database.prepare("INSERT INTO facet_value VALUES (?, ?, ?, ?)");
  for (const [id, one] of values.entries()) value.run(id, one.key, one.value, one.position);
  database.exec("COMMIT");
}

/** Prices of variants in minor units by currency; 0 without one. */
export type Prices = Partial<Record<SaleCurrency, Float64Array>>;

export type Loaded = Columns & { prices: Prices; facets: FacetValue[]; products: number };

const loaded = new WeakMap<DatabaseSync, Loaded>();

/** Returns the arrays of an open index; they are read once. */
export function columnsOf(database: DatabaseSync): Loaded {
  const known = loaded.get(database);
  if (known) return known;
  const read = (name: keyof Columns) => {
    const data = dataIn(database, name);
    if (!data) throw new Error(`The search index has no column ${name}.`);
    return data;
  };
  const facets = database
    .prepare("SELECT key, value, position FROM facet_value ORDER BY id")
    .all()
    .map(({ key, value, position }) => ({
      key: String(key),
      value: String(value),
      position: Number(position),
    }));
  const active = new Uint8Array(read("active"));
  const columns: Loaded = {
    active,
    first: new Uint32Array(read("first")),
    nameRank: new Uint32Array(read("nameRank")),
    byName: new Uint32Array(read("byName")),
    newestRank: new Uint32Array(read("newestRank")),
    inStock: new Uint8Array(read("inStock")),
    start: new Uint32Array(read("start")),
    values: new Uint32Array(read("values")),
    prices: pricesIn(database),
    facets,
    products: active.length - 1,
  };
  loaded.set(database, columns);
  return columns;
}

/** Returns the price of a product `p` in a query; null in a currency that the index has no prices in. */
export const priceColumn = (prices: Prices, currency: SaleCurrency) =>
  prices[currency] ? `p.${currency}` : "NULL";

function dataIn(database: DatabaseSync, name: string) {
  const data = database.prepare('SELECT data FROM "column" WHERE name = ?').get(name)?.data;
  return data instanceof Uint8Array ? data.slice().buffer : null;
}

/** Returns the prices in the currencies that the shop had when the index was built. */
function pricesIn(database: DatabaseSync): Prices {
  const prices: Prices = {};
  for (const currency of saleCurrencies) {
    const data = dataIn(database, currency);
    if (data) prices[currency] = new Float64Array(data);
  }
  return prices;
}
