import { DatabaseSync, type SQLInputValue } from "node:sqlite";

/** Sort orders of a list of SKUs; a minus sorts in the other direction. */
export const skuSorts = ["sku", "-sku", "name", "-name"] as const;

/** Variant in a list of SKUs. */
export type SkuRow = { sku: string; name: string; title: string; slug: string; active: boolean };

/** Writes the index of variants to a new SQLite file. Returns how many it holds. */
export async function buildSkus(file: string, pages: AsyncIterable<SkuRow[]>) {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE sku (
      sku TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, slug TEXT NOT NULL, active INTEGER NOT NULL,
      words TEXT NOT NULL
    ) WITHOUT ROWID;
  `);
  const insert = database.prepare("INSERT OR REPLACE INTO sku VALUES (?, ?, ?, ?, ?, ?)");
  let rows = 0;
  for await (const page of pages) {
    database.exec("BEGIN");
    for (const { sku, name, title, slug, active } of page) {
      insert.run(sku, name, title, slug, active ? 1 : 0, plain(`${sku} ${name} ${title}`));
      rows++;
    }
    database.exec("COMMIT");
  }
  database.exec("CREATE INDEX sku_by_name ON sku (name COLLATE NOCASE, sku)");
  database.close();
  return rows;
}

type Question = {
  q: string;
  among?: string[] | undefined;
  active: boolean;
  sort: (typeof skuSorts)[number];
  page: number;
  size: number;
};

/** Runs a query on an open index. Returns the rows of the page, and the total. */
export function findSkus(database: DatabaseSync, question: Question): { total: number; rows: SkuRow[] } {
  const { q, among, active, sort, page, size } = question;
  const words = plain(q).split(/\s+/).filter(Boolean).slice(0, 8);
  const clauses = [
    ...words.map(() => "instr(words, ?) > 0"),
    ...(among ? ["sku IN (SELECT value FROM json_each(?))"] : []),
    ...(active ? ["active = 1"] : []),
  ];
  const values: SQLInputValue[] = [...words, ...(among ? [JSON.stringify(among)] : [])];
  const where = clauses.join(" AND ") || "1";
  const counted = database.prepare(`SELECT count(*) AS total FROM sku WHERE ${where}`).get(...values);
  const found = database
    .prepare(
      `SELECT sku, name, title, slug, active FROM sku WHERE ${where} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`,
    )
    .all(...values, size, (page - 1) * size);
  return {
    total: Number(counted?.total),
    rows: found.map(({ sku, name, title, slug, active: sold }) => ({
      sku: String(sku),
      name: String(name),
      title: String(title),
      slug: String(slug),
      active: sold === 1,
    })),
  };
}

const orders: Record<Question["sort"], string> = {
  sku: "sku",
  "-sku": "sku DESC",
  name: "name COLLATE NOCASE, sku",
  "-name": "name COLLATE NOCASE DESC, sku DESC",
};

/** Returns a text without case and accents, to compare it with. */
const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
