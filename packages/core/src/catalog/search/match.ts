import type { DatabaseSync, StatementSync } from "node:sqlite";
import { z } from "zod";
import { codeOf, stemOf, wordsOf } from "./analyze";
import { columnsOf, isListed, namingColumns } from "./columns";
import { type Audience, type Lexicon, lexiconOf } from "./lexicon";
import { type Relation, type Unit, understand } from "./understand";

/** Note about a search that was not answered by exactly what was typed. */
export type Note =
  | { kind: "corrected"; meant: string }
  /** No product has all of it: these have a part of it, or come near. */
  | { kind: "partial" };

export type Match = {
  /** Products, the best first. */
  ids: number[];
  note: Note | null;
  /** Units of the search, to find the variant that they name. */
  units: Unit[];
  /** The variants of an exact SKU or barcode. */
  variants?: Set<number>;
};

/** Weight of the columns: name, category, tags, options, brand, summary, description. */
const weights = [10, 6, 6, 4, 4, 2, 0.5].join(", ");

/** Most products whose columns are compared with the words; the others follow in the order of the full-text search. */
const mostCompared = 150;

/** Shortest beginning of a SKU that is a search for it. */
const shortestCode = 4;

const nothing: Match = { ids: [], note: null, units: [] };

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** Returns a statement of an open index; each is prepared once. */
export function statement(database: DatabaseSync, sql: string): StatementSync {
  const own = statements.get(database) ?? new Map<string, StatementSync>();
  statements.set(database, own);
  const known = own.get(sql) ?? database.prepare(sql);
  if (own.size < 200) own.set(sql, known);
  return known;
}

type Search = {
  /** Shoppers find products that are for sale, staff members those of any status. */
  audience?: Audience;
  /** The last word is still being typed. */
  isOpen?: boolean;
};

/** Returns the products that a search finds. */
export function matchWords(
  database: DatabaseSync,
  q: string,
  { audience = "shoppers", isOpen = false }: Search = {},
): Match {
  const looksCoded = /[-\d]/.test(q) && !/\s/.test(q.trim());
  const coded =
    matchCode(database, q, { audience }) ??
    (looksCoded ? matchCode(database, q, { audience, begins: true }) : null);
  if (coded) return coded;
  const lexicon = lexiconOf(database, audience);
  const { units, unknown, corrected, isNear } = understand(q, lexicon, { isOpen });
  if (units.length === 0) return nothing;
  const all = ranked(database, units, { by: " AND ", audience });
  if (all.length > 0 && isAnswered(database, units, all, lexicon)) {
    const isPartial = unknown.length > 0 || isNear;
    const note = isPartial ? partial : corrected ? ({ kind: "corrected", meant: corrected } as const) : null;
    return { ids: all, note, units };
  }
  const some = ranked(database, units, { by: " OR ", audience });
  return { ids: [...new Set([...some, ...all])], note: some.length > 0 ? partial : null, units };
}

/**
 * Tells whether one of the first products is the thing that the last word names: a jacket whose text says that it fits
 * over a sweater is no answer to "blue sweater" in a shop that has sweaters.
 */
function isAnswered(database: DatabaseSync, units: Unit[], ids: number[], lexicon: Lexicon): boolean {
  const last = units.at(-1);
  if (units.length < 2 || !last?.alternatives.some(({ stems }) => stems.every(lexicon.isNamed))) return true;
  return [...stemsOf(database, ids.slice(0, mostCompared)).values()].some((columns) =>
    last.alternatives.some(({ stems }) =>
      stems.every((stem) => columns.slice(0, namingColumns).some((column) => column.includes(stem))),
    ),
  );
}

const partial: Note = { kind: "partial" };

/** Returns the products with this SKU or barcode in any spelling, or with one that begins so; null when there is none. */
function matchCode(
  database: DatabaseSync,
  q: string,
  { audience, begins = false }: { audience: Audience; begins?: boolean },
): Match | null {
  const code = codeOf(q);
  if (code.length < shortestCode) return null;
  const condition = begins ? "code >= ? AND code < ? || char(1114111)" : "code = ? AND ? <> ''";
  const status = audience === "shoppers" ? "AND p.status = 'active'" : "";
  const rows = statement(
    database,
    `SELECT v.id, v.product FROM code JOIN variant v ON v.id = code.variant JOIN product p ON p.id = v.product
      WHERE ${condition} ${status} LIMIT 500`,
  ).all(code, code);
  if (rows.length === 0) return null;
  const ids = [...new Set(rows.map(({ product }) => Number(product)))];
  return { ids, note: null, units: [], variants: new Set(rows.map(({ id }) => Number(id))) };
}

const quoted = (stem: string) => `"${stem.replaceAll('"', "")}"`;

const expressionOf = ({ alternatives }: Unit) =>
  `(${alternatives.map(({ stems }) => `(${stems.map(quoted).join(" AND ")})`).join(" OR ")})`;

const Pair = z.tuple([z.number(), z.number()]);

/** Returns the products that match all units, or any of them, the best first. */
function ranked(
  database: DatabaseSync,
  units: Unit[],
  { by, audience }: { by: " AND " | " OR "; audience: Audience },
): number[] {
  const expression = units.map(expressionOf).join(by);
  const find = statement(
    database,
    `SELECT rowid, -bm25(words, ${weights}) AS score FROM words WHERE words MATCH ? ORDER BY score DESC, rowid`,
  );
  find.setReturnArrays(true);
  const any = find.all(expression) as unknown as z.output<typeof Pair>[];
  const columns = columnsOf(database);
  const found = audience === "staff" ? any : any.filter(([id]) => isListed(columns, id));
  const best = found[0]?.[1] ?? 1;
  const compared = found.slice(0, mostCompared);
  const stems = stemsOf(
    database,
    compared.map(([id]) => id),
  );
  const rest = by === " AND " ? descriptionWorth : 0; // it has every word, or it may lack some
  const order = compared
    .map(([id, score]) => ({ id, score: fitOf(stems.get(id) ?? [], units, rest) + score / best }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  return [...order.map(({ id }) => id), ...found.slice(mostCompared).map(([id]) => id)];
}

/** Returns the stems in each column of products, by their numbers. */
function stemsOf(database: DatabaseSync, ids: number[]) {
  const rows = statement(
    database,
    "SELECT id, stems FROM product WHERE id IN (SELECT value FROM json_each(?))",
  ).all(JSON.stringify(ids));
  return new Map(
    rows.map(({ id, stems }) => [
      Number(id),
      String(stems)
        .split("\n")
        .map((column) => column.split(" ")),
    ]),
  );
}

/** Worth of a word in a column: name, category, tags, options, brand, summary. */
const worths = [10, 4, 7, 6, 6, 3];
/** The last word of a name says what it is. */
const nounWorth = 14;
const descriptionWorth = 1;
/** Worth of what stands for the typed word, relative to the word itself. */
const relationWorths: Record<Relation, number> = { typed: 1, same: 0.85, kind: 0.7, near: 0.5 };

/** Returns how well a product fits: the sum of the best alternative of each unit. A stem that no column has counts `rest`. */
function fitOf(columns: string[][], units: Unit[], rest: number): number {
  const noun = columns[0]?.at(-1);
  const worthOf = (stem: string) => {
    if (stem === noun) return nounWorth;
    return Math.max(rest, ...columns.map((column, i) => (column.includes(stem) ? (worths[i] ?? 0) : 0)));
  };
  let fit = 0;
  for (const { alternatives } of units) {
    const best = alternatives.map(({ stems, relation }) => {
      const sum = stems.reduce((all, stem) => all + worthOf(stem), 0);
      return (sum / stems.length) * relationWorths[relation];
    });
    fit += Math.max(...best);
  }
  return fit;
}

/** Returns how many units of a search a text contains. */
export function unitsIn(text: string, units: Unit[]): number {
  const stems = wordsOf(text).map(stemOf);
  return units.filter(({ alternatives }) =>
    alternatives.some((one) => one.stems.every((stem) => stems.includes(stem))),
  ).length;
}
