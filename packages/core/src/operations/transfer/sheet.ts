import type { Csv } from "#platform/csv";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Text } from "#platform/text";
import { amountOf, type DecimalMark, decimalMarkOf, gramsOf, unitIn } from "./amounts";
import type { Amounts } from "./draft";
import type { Field, Mapping } from "./fields";
import { headerKey } from "./recognize";

/** Row of a file with its line. */
export type Row = { line: number; cells: string[] };

/** File with its mapping: cells are read by field, or by header where a system has columns of its own. */
export type Sheet = {
  headers: string[];
  rows: Row[];
  mapping: Mapping;
  /** Currencies of the shop, in which prices that the file does not have can be filled in. */
  currencies: readonly SaleCurrency[];
  /** Returns the cell of a field, cleaned at its ends; empty when there is none. */
  get: (row: Row, field: Field) => string;
  /** Returns the cell of a header, cleaned at its ends. */
  named: (row: Row, header: string) => string;
  has: (field: Field) => boolean;
  hasHeader: (header: string) => boolean;
  mark: DecimalMark;
  /** Mark of weights, which are written apart from prices. */
  weightMark: DecimalMark;
};

const priceFields: Field[] = ["price", "salePrice", "compareAt"];

/** Returns a file's sheet: the first row has the headers. */
export function sheetOf(
  [first, ...rows]: Csv.Record[],
  mapping: Mapping,
  currencies: readonly SaleCurrency[],
): Sheet {
  const headers = (first?.cells ?? []).map((cell) => cell.trim());
  const places = new Map<string, number>();
  for (const [i, header] of headers.entries())
    if (!places.has(headerKey(header))) places.set(headerKey(header), i);
  const at = (row: Row, column: number | undefined) =>
    column === undefined ? "" : (row.cells[column] ?? "").trim();
  const get = (row: Row, field: Field) => at(row, mapping.columns[field]);
  const all = (field: Field) => rows.map((row) => get(row, field)).filter(Boolean);
  return {
    headers,
    rows,
    mapping,
    currencies,
    get,
    named: (row, header) => at(row, places.get(headerKey(header))),
    has: (field) => mapping.columns[field] !== undefined,
    hasHeader: (header) => places.has(headerKey(header)),
    mark: mapping.system === "own" ? "." : decimalMarkOf(priceFields.flatMap(all)),
    weightMark: decimalMarkOf(all("weight")),
  };
}

type Told = (problem: string) => void;

/**
 * Returns the prices of a row by currency. A currency that the file has no column for gets none, the same amount or a
 * converted one, as the mapping says.
 */
export function pricesOf(sheet: Sheet, row: Row, typed: { price: string; compareAt: string }, tell: Told) {
  const { mapping } = sheet;
  const prices = amountsOf(sheet, row, typed.price, "price", tell);
  const compareAt = amountsOf(sheet, row, typed.compareAt, "compareAt", tell);
  for (const currency of saleCurrencies) {
    const former = compareAt[currency];
    if (former !== undefined && former !== null && former <= (prices[currency] ?? 0))
      compareAt[currency] = null;
  }
  const hasFormer =
    sheet.has("compareAt") || saleCurrencies.some((currency) => sheet.has(`compareAt${currency}`));
  return { prices, compareAt: mapping.system === "table" && !hasFormer ? {} : compareAt };
}

function amountsOf(sheet: Sheet, row: Row, typed: string, kind: "price" | "compareAt", tell: Told): Amounts {
  const { mapping, mark } = sheet;
  const amounts: Amounts = {};
  const read = (text: string, currency: SaleCurrency) => {
    if (text === "") return null;
    const amount = amountOf(text, currency, mark);
    if (typeof amount === "number") return kind === "compareAt" && amount === 0 ? null : amount;
    tell(`line ${row.line}: ${amount}`);
    return null;
  };
  if (sheet.has(kind) || typed) amounts[mapping.currency] = read(typed, mapping.currency);
  for (const currency of saleCurrencies) {
    const own: Field = `${kind}${currency}`;
    if (sheet.has(own)) amounts[currency] = read(sheet.get(row, own), currency);
  }
  const base = amounts[mapping.currency];
  if (base === undefined || mapping.others === "none") return amounts;
  for (const currency of sheet.currencies) amounts[currency] ??= converted(base, currency, mapping);
  return amounts;
}

function converted(
  base: number | null,
  currency: SaleCurrency,
  { currency: from, others, rate = 1, rates = {} }: Mapping,
) {
  if (base === null) return null;
  const scale = 10 ** (Money.decimalsOf(currency) - Money.decimalsOf(from));
  return Math.min(
    Money.limit,
    Math.round(base * scale * (others === "rate" ? (rates[currency] ?? rate) : 1)),
  );
}

/** Returns the weight of a row in grams, undefined when the file has none. */
export function weightOf(sheet: Sheet, row: Row, tell: Told): number | undefined {
  const typed = sheet.get(row, "weight");
  const column = sheet.mapping.columns.weight;
  if (typed === "" || column === undefined) return undefined;
  const unit = unitIn(sheet.headers[column] ?? "") ?? sheet.mapping.weightUnit;
  const grams = gramsOf(typed, unit, sheet.weightMark);
  if (typeof grams === "number") return grams;
  tell(`line ${row.line}: ${grams}`);
  return undefined;
}

/** Returns the units on hand that a row names; undefined when the file counts no stock. */
export function stockIn(sheet: Sheet, row: Row, tell: Told): number | undefined {
  if (!sheet.mapping.withStock) return undefined;
  const typed = sheet.get(row, "stock");
  if (typed === "") return undefined;
  const count = Number(typed.replace(/[\s,]/g, "").replace(/\.0+$/, ""));
  if (Number.isInteger(count) && count <= 1_000_000) return Math.max(0, count);
  tell(`line ${row.line}: the stock “${Text.cut(typed, 40)}” must be a whole number from 0 to 1000000.`);
  return undefined;
}
