import { createHash, type Hash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import type { SaleCurrency } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Catalog, type Category, type PricedAt, type Product, type VariantRow } from "../catalog";
import { codeOf, fold, stemOf, wordsOf } from "./analyze";
import { columnSchema, type FacetValue, namingColumns, writeColumns } from "./columns";
import { isOnSale, wordKey } from "./rule";
import type { Tuning } from "./tuning";

/** The key of a facet that is not an option of the products. */
const brandKey = "brand";

/** Limits of facets, in characters: a listing's URL takes no more. */
export const facetLimits = { key: 40, value: 80 };

/** Most characters of a description that are indexed. */
const longestText = 4_000;

/** Returns the key of an option's facet. The facet of an option that is called "Brand" is not that of the brands. */
function optionKey(name: string) {
  const key = name.toLowerCase();
  return key === brandKey ? `${key} (option)` : key;
}

/** Returns the tables, with a column for the price in each currency. */
const schemaFor = (currencies: readonly SaleCurrency[]) => `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE product (
    id INTEGER PRIMARY KEY, productId TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL,
    publishedAt TEXT NOT NULL, ${currencies.map((currency) => `${currency} INTEGER NOT NULL, `).join("")}inStock INTEGER NOT NULL, featured INTEGER NOT NULL,
    status TEXT NOT NULL, updatedAt TEXT NOT NULL, brand TEXT NOT NULL, onSale INTEGER NOT NULL, skus TEXT NOT NULL,
    stems TEXT NOT NULL
  );
  CREATE TABLE variant (
    id INTEGER PRIMARY KEY, product INTEGER NOT NULL, sku TEXT NOT NULL, path TEXT NOT NULL, imageKey TEXT NOT NULL
  );
  CREATE TABLE code (code TEXT NOT NULL, variant INTEGER NOT NULL, PRIMARY KEY (code, variant)) WITHOUT ROWID;
  CREATE TABLE tag (tag TEXT NOT NULL, product INTEGER NOT NULL, PRIMARY KEY (tag, product)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(
    name, category, tags, options, brand, summary, description, content = '', tokenize = "unicode61 remove_diacritics 0"
  );
  CREATE TABLE term (
    word TEXT PRIMARY KEY, stem TEXT NOT NULL, uses INTEGER NOT NULL, isNamed INTEGER NOT NULL, allUses INTEGER NOT NULL,
    isNamedInAny INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE dictionary (word TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE fingerprint (category TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE tuning (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TEMP TABLE row (productId TEXT NOT NULL, position INTEGER NOT NULL, variant TEXT NOT NULL);
  ${columnSchema}
`;

const indexes = `
  CREATE INDEX product_by_category ON product (category);
  CREATE INDEX product_by_brand ON product (brand);
  CREATE INDEX product_by_id ON product (productId);
  CREATE INDEX product_by_status ON product (status);
  CREATE INDEX product_featured ON product (publishedAt) WHERE featured = 1 AND status = 'active';
  CREATE INDEX term_by_stem ON term (stem);
  INSERT INTO words (words) VALUES ('optimize');
`;

/**
 * Uses of a word: in products that shoppers see (`uses`) and in all, and whether it names one of them, as `namingColumns`
 * says.
 */
type Uses = { uses: number; isNamed: boolean; allUses: number; isNamedInAny: boolean };

type Variant = Pick<VariantRow, "sku" | "path" | "imageKey" | "options" | "barcode">;

export type Source = {
  products: AsyncIterable<Product[]> | Iterable<Product[]>;
  categories: Category[];
  when: PricedAt;
  tuning: Tuning;
  /** English words: a search never corrects them to other words. */
  dictionary: Iterable<string>;
};

/**
 * Creates the file of an index of products with prices in these currencies. Call `addVariants` with all variants, in any
 * order, and then `finish`.
 */
export function startIndex(file: string, currencies: readonly SaleCurrency[]) {
  const database = new DatabaseSync(file);
  database.exec(schemaFor(currencies));
  const insert = database.prepare("INSERT INTO row VALUES (?, ?, ?)");
  return {
    addVariants(rows: VariantRow[]) {
      database.exec("BEGIN");
      for (const row of rows) {
        if (row.status !== "active") continue;
        const { sku, imageKey, options, barcode } = row;
        const variant: Variant = { sku, imageKey, options, path: Catalog.lonePath(row), barcode };
        insert.run(row.productId, row.position, JSON.stringify(variant));
      }
      database.exec("COMMIT");
    },
    /** Writes the index of these products, of any status, and closes the file. Returns how many it holds. */
    async finish(source: Source) {
      const count = await fill(database, source, currencies);
      database.close();
      return count;
    },
    close: () => database.isOpen && database.close(),
  };
}

async function fill(
  database: DatabaseSync,
  { products, categories, when, tuning, dictionary }: Source,
  currencies: readonly SaleCurrency[],
) {
  database.exec("CREATE INDEX temp.row_by_product ON row (productId, position)");
  const write = writer(database, categories, { when, currencies });
  let count = 0;
  for await (const page of products) {
    database.exec("BEGIN");
    for (const product of page) write.add(++count, product);
    database.exec("COMMIT");
  }
  write.end();
  database.exec("BEGIN");
  const word = database.prepare("INSERT OR IGNORE INTO dictionary VALUES (?)");
  for (const one of dictionary) word.run(one);
  const tuned = database.prepare("INSERT INTO tuning VALUES (?, ?)");
  for (const [name, value] of Object.entries(tuning)) tuned.run(name, JSON.stringify(value));
  database.exec("COMMIT");
  database.exec(indexes);
  return count;
}

type Priced = { when: PricedAt; currencies: readonly SaleCurrency[] };

/** Returns functions: `add` writes a product, and `end` writes what sums up all of them. */
function writer(database: DatabaseSync, categories: Category[], { when, currencies }: Priced) {
  const parameters = Array.from({ length: 13 + currencies.length }, () => "?").join(", ");
  const insert = {
    product: database.prepare(`INSERT INTO product VALUES (${parameters})`),
    variant: database.prepare("INSERT INTO variant VALUES (?, ?, ?, ?, ?)"),
    code: database.prepare("INSERT OR IGNORE INTO code VALUES (?, ?)"),
    tag: database.prepare("INSERT OR IGNORE INTO tag VALUES (?, ?)"),
    words: database.prepare(
      "INSERT INTO words (rowid, name, category, tags, options, brand, summary, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    term: database.prepare("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)"),
  };
  const rowsOf = database.prepare("SELECT variant FROM row WHERE productId = ? ORDER BY position");
  const columns = emptyColumns();
  const priceColumns = currencies.map((currency) => ({ currency, amounts: [] as number[] }));
  let variantCount = 0;
  const facets = facetValues();
  const fingerprints = new Map<string, Hash>();
  const terms = new Map<string, Uses>();
  const categoryNames = new Map(
    categories.map(({ slug }) => [slug, Catalog.trailOf(categories, slug).map(({ name }) => name)]),
  );

  function add(id: number, product: Product) {
    const own = rowsOf.all(product.productId).map(({ variant }) => JSON.parse(String(variant)) as Variant);
    const variants = own.length > 0 ? own : standIn(product);
    const isListed = product.status === "active" && variants.length > 0;
    const onSale = isOnSale(product, when);
    const prices = priceColumns.map(({ currency, amounts }) => ({
      amounts,
      bySku: Catalog.currentPrices(product, currency, when),
      lowest: Catalog.lowestPrice(product, currency, when),
    }));
    const lowest = prices.map((price) => price.lowest);
    addRow(id, product, { lowest, onSale, stems: addWords(id, product, isListed) });
    columns.active.push(product.status === "active" ? 1 : 0);
    columns.first.push(variantCount);
    columns.names.push(product.name);
    columns.published.push(product.publishedAt);
    if (product.status === "active")
      addFingerprint(product, own, { prices: prices.map(({ bySku }) => bySku), onSale });
    const soldOut = new Set(product.soldOut);
    for (const variant of variants) {
      const at = variantCount++;
      insert.variant.run(at, id, variant.sku, variant.path, variant.imageKey);
      for (const code of [variant.sku, variant.barcode ?? ""].map(codeOf))
        if (code) insert.code.run(code, at);
      for (const { amounts, bySku, lowest } of prices) amounts.push(bySku.get(variant.sku) ?? lowest);
      columns.inStock.push(product.inStock && !soldOut.has(variant.sku) ? 1 : 0);
      columns.start.push(columns.values.length);
      columns.values.push(...facets.of(product, variant));
    }
  }

  function addRow(
    id: number,
    product: Product,
    { lowest, onSale, stems }: { lowest: number[]; onSale: boolean; stems: string },
  ) {
    insert.product.run(
      ...[id, product.productId, product.name, product.categorySlug, product.publishedAt, ...lowest],
      ...[product.inStock ? 1 : 0, product.featured ? 1 : 0, product.status],
      ...[product.editedAt ?? product.updatedAt, wordKey(product.brand), onSale ? 1 : 0],
      ...[JSON.stringify(product.skus ?? []), stems],
    );
    for (const one of product.tags) insert.tag.run(wordKey(one), id);
  }

  /**
   * Adds to the hash of a category what decides which of its products are in which list, in which order and with which
   * facets: its own unfiltered listing, the home page, and collections with a rule. Prices are by SKU.
   */
  function addFingerprint(
    product: Product,
    variants: Variant[],
    { prices, onSale }: { prices: Map<string, number>[]; onSale: boolean },
  ) {
    const { productId, name, categorySlug, publishedAt, inStock, brand, featured, tags, stars } = product;
    const hash = fingerprints.get(categorySlug) ?? createHash("sha256");
    fingerprints.set(categorySlug, hash);
    const own = variants.map(({ sku, options }) => [
      product.options.map(({ name: option }) => options[option]),
      ...prices.map((bySku) => bySku.get(sku)),
    ]);
    hash.update(
      JSON.stringify([
        productId,
        name,
        publishedAt,
        inStock,
        brand,
        featured,
        tags.map(wordKey),
        onSale,
        stars,
        own,
      ]),
    );
  }

  /** Writes the words of a product. Returns the stems of all but its description, a line for each column. */
  function addWords(id: number, product: Product, isListed: boolean): string {
    const texts = [
      product.name,
      (categoryNames.get(product.categorySlug) ?? [product.categorySlug.replaceAll("-", " ")]).join(" "),
      product.tags.join(" "),
      product.options.flatMap(({ values }) => values).join(" "),
      product.brand,
      product.summary,
      [RichText.plain(product.description), ...product.details.map(({ value }) => value)]
        .join(" ")
        .slice(0, longestText),
    ];
    const words = texts.map(wordsOf);
    for (const [i, some] of words.entries())
      for (const word of new Set(some)) {
        const known = terms.get(word) ?? { uses: 0, isNamed: false, allUses: 0, isNamedInAny: false };
        const [weight, isNaming] = [i === 0 ? 3 : 1, i < namingColumns];
        terms.set(word, {
          uses: known.uses + (isListed ? weight : 0),
          isNamed: known.isNamed || (isListed && isNaming),
          allUses: known.allUses + weight,
          isNamedInAny: known.isNamedInAny || isNaming,
        });
      }
    const stems = words.map((some) => some.map(stemOf).join(" "));
    insert.words.run(id, ...stems);
    return stems.slice(0, -1).join("\n");
  }

  function end() {
    database.exec("BEGIN");
    const fingerprint = database.prepare("INSERT INTO fingerprint VALUES (?, ?)");
    for (const [category, hash] of fingerprints) fingerprint.run(category, hash.digest("base64url"));
    for (const [word, { uses, isNamed, allUses, isNamedInAny }] of terms)
      insert.term.run(word, stemOf(word), uses, Number(isNamed), allUses, Number(isNamedInAny));
    database.exec("COMMIT");
    const prices = Object.fromEntries(
      priceColumns.map(({ currency, amounts }) => [currency, Float64Array.from(amounts)]),
    );
    writeColumns(database, { ...packed(columns, variantCount), prices }, facets.all());
  }

  return { add, end };
}

/** Returns a stand-in for the variants of a product whose rows are not in the list of all variants yet. */
function standIn({ skus, images, options }: Product): (Variant & { every?: boolean })[] {
  if (skus?.length === 0) return []; // nothing of it is for sale
  return [{ sku: "", path: "", imageKey: images[0]?.key ?? "", options: {}, every: options.length > 0 }];
}

/** Returns functions that give each value of a facet a number, and list all values by their numbers. */
function facetValues() {
  const ids = new Map<string, number>();
  const known: (FacetValue & { uses: number; sum: number })[] = [];
  const number = (key: string, value: string, position: number) => {
    if (key.length > facetLimits.key || value.length > facetLimits.value) return [];
    const name = JSON.stringify([key, value]);
    const id = ids.get(name) ?? known.length;
    ids.set(name, id);
    known[id] ??= { key, value, position, uses: 0, sum: 0 };
    known[id].uses++;
    known[id].sum += position;
    return [id];
  };
  return {
    /** Returns the numbers of a variant's values. */
    of({ brand, options }: Product, variant: Variant & { every?: boolean }): number[] {
      const own = options.flatMap(({ name, values }) =>
        (variant.every ? values : [variant.options[name] ?? ""]).flatMap((value) =>
          value ? number(optionKey(name), value, Math.max(0, values.indexOf(value))) : [],
        ),
      );
      return brand ? [...own, ...number(brandKey, brand, 0)] : own;
    },
    all: (): FacetValue[] => known.map(({ key, value, sum, uses }) => ({ key, value, position: sum / uses })),
  };
}

type Growing = Record<"active" | "first" | "inStock" | "start" | "values", number[]> & {
  names: string[];
  published: string[];
};

/** Returns columns with an inactive product at place 0, because products are numbered from 1. */
const emptyColumns = (): Growing => ({
  ...{ active: [0], first: [0], inStock: [], start: [], values: [] },
  ...{ names: [""], published: [""] },
});

const collator = new Intl.Collator("en", { numeric: true });

function packed({ names, published, ...columns }: Growing, variantCount: number) {
  const ids = names.map((_, id) => id);
  const folded = names.map(fold);
  const byName = ids.toSorted((a, b) => collator.compare(folded[a] ?? "", folded[b] ?? "") || a - b);
  const nameRank = new Uint32Array(ids.length);
  for (const [rank, id] of byName.entries()) nameRank[id] = rank;
  const times = [...new Set(published)].sort().reverse();
  const newest = new Map(times.map((time, rank) => [time, rank]));
  return {
    active: Uint8Array.from(columns.active),
    first: Uint32Array.from([...columns.first, variantCount]),
    nameRank,
    byName: Uint32Array.from(byName),
    newestRank: Uint32Array.from(published, (time) => newest.get(time) ?? 0),
    inStock: Uint8Array.from(columns.inStock),
    start: Uint32Array.from([...columns.start, columns.values.length]),
    values: Uint32Array.from(columns.values),
  };
}
