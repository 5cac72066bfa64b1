import { DatabaseSync } from "node:sqlite";
import { Catalog, type PricedAt, type Product } from "../catalog";
import { isOnSale, wordKey } from "./rule";

/** The key of a facet that is not an option of the products. */
const brandKey = "brand";

/** Limits of facets, in characters: a listing's URL takes no more. */
export const facetLimits = { key: 40, value: 80 };

/** Returns the key of an option's facet. An option called "Brand" is not the brand. */
function optionKey(name: string) {
  const key = name.toLowerCase();
  return key === brandKey ? `${key} (option)` : key;
}

const schema = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  CREATE TABLE product (
    id INTEGER PRIMARY KEY, productId TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL,
    publishedAt TEXT NOT NULL, USD INTEGER NOT NULL, EUR INTEGER NOT NULL, inStock INTEGER NOT NULL, featured INTEGER NOT NULL,
    status TEXT NOT NULL, updatedAt TEXT NOT NULL, brand TEXT NOT NULL, onSale INTEGER NOT NULL, skus TEXT NOT NULL
  );
  CREATE TABLE tag (tag TEXT NOT NULL, product INTEGER NOT NULL, PRIMARY KEY (tag, product)) WITHOUT ROWID;
  CREATE TABLE facet (product INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, position INTEGER NOT NULL);
  CREATE VIRTUAL TABLE words USING fts5(
    name, brand, tags, summary, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
  );
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
`;

const indexes = `
  CREATE INDEX product_by_category ON product (category);
  CREATE INDEX product_by_brand ON product (brand);
  CREATE INDEX product_by_id ON product (productId);
  CREATE INDEX product_by_status ON product (status);
  CREATE INDEX product_featured ON product (publishedAt) WHERE featured = 1 AND status = 'active';
  CREATE INDEX facet_by_product ON facet (product, key, value);
  CREATE INDEX facet_by_value ON facet (key, value, product);
  INSERT INTO words (words) VALUES ('optimize');
`;

/** Writes the search index of these products, of any status, to a new SQLite file. Returns how many it holds. */
export async function build(file: string, pages: AsyncIterable<Product[]>, when: PricedAt) {
  const database = new DatabaseSync(file);
  database.exec(schema);
  const product = database.prepare("INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const tag = database.prepare("INSERT OR IGNORE INTO tag VALUES (?, ?)");
  const facet = database.prepare("INSERT INTO facet VALUES (?, ?, ?, ?)");
  const words = database.prepare(
    "INSERT INTO words (rowid, name, brand, tags, summary) VALUES (?, ?, ?, ?, ?)",
  );
  let id = 0;
  for await (const page of pages) {
    database.exec("BEGIN");
    for (const it of page) {
      id++;
      product.run(
        id,
        it.productId,
        it.name,
        it.categorySlug,
        it.publishedAt,
        Catalog.lowestPrice(it, "USD", when),
        Catalog.lowestPrice(it, "EUR", when),
        it.inStock ? 1 : 0,
        it.featured ? 1 : 0,
        it.status,
        it.editedAt ?? it.updatedAt,
        wordKey(it.brand),
        isOnSale(it, when) ? 1 : 0,
        JSON.stringify(it.skus ?? []),
      );
      for (const one of it.tags) tag.run(wordKey(one), id);
      const addFacet = (key: string, value: string, position: number) => {
        if (key.length <= facetLimits.key && value.length <= facetLimits.value)
          facet.run(id, key, value, position);
      };
      if (it.brand) addFacet(brandKey, it.brand, 0);
      for (const { name, values } of it.options) {
        for (const [position, value] of values.entries()) addFacet(optionKey(name), value, position);
      }
      const options = it.options.flatMap(({ values }) => values);
      words.run(
        id,
        it.name,
        it.brand,
        [...it.tags, ...options, it.categorySlug.replaceAll("-", " ")].join(" "),
        it.summary,
      );
    }
    database.exec("COMMIT");
  }
  database.exec(indexes);
  database.close();
  return id;
}
