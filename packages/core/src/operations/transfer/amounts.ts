import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Text } from "#platform/text";

export type DecimalMark = "." | ",";

/**
 * Returns the decimal mark of a file's amounts: the one that they use without doubt, such as the comma of "1.234,50"; the
 * point when none of them tells.
 */
export function decimalMarkOf(amounts: string[]): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const amount of amounts) {
    const digits = amount.replace(/[^\d.,]/g, "");
    if (/,\d{1,2}$/.test(digits) || /\.\d{3},/.test(digits) || /\.\d{3}\.\d{3}/.test(digits)) commas++;
    else if (/\.\d{1,2}$/.test(digits) || /,\d{3}\./.test(digits) || /,\d{3},\d{3}/.test(digits)) points++;
  }
  return commas > points ? "," : ".";
}

/** Money signs, names of currencies, spaces and apostrophes, which amounts have around or between their digits. */
const decoration = new RegExp(
  ["[\\s'’\\p{Sc}]", "(?:CA|AU?|NZ|HK|MX|S)(?=\\p{Sc})", ...saleCurrencies, "kr\\.?", "zł", "Kč", "円"].join(
    "|",
  ),
  "giu",
);

/** Reads a number such as "1.234,50", with points or commas between the thousands. Returns null when it is none. */
function decimalOf(typed: string, mark: DecimalMark): string | null {
  const text = typed.replace(decoration, "");
  const own = mark === "," ? text.replaceAll(".", "|") : text.replaceAll(",", "|");
  const grouped = own.replace(",", ".");
  const [whole = "", fraction, ...rest] = grouped.split(".");
  if (
    rest.length > 0 ||
    !/^\d+$/.test(whole.replaceAll("|", "")) ||
    (fraction !== undefined && !/^\d*$/.test(fraction))
  )
    return null;
  const groups = whole.split("|");
  const isGrouped = groups.slice(1).every((group) => group.length === 3);
  // A lone mark of the other kind that does not group thousands is a decimal mark after all: "19,9" among points.
  if (!isGrouped)
    return fraction === undefined && groups.length === 2 && (groups[1] ?? "").length <= 2
      ? groups.join(".")
      : null;
  return fraction ? `${groups.join("")}.${fraction}` : groups.join("");
}

/** Reads an amount in minor units. Returns a message when it is not an amount of the currency. */
export function amountOf(typed: string, currency: SaleCurrency, mark: DecimalMark): number | string {
  const decimal = decimalOf(typed, mark);
  if (decimal === null) return `“${shortened(typed)}” is not an amount. Write it like 19.90.`;
  const [whole = "", fraction = ""] = decimal.split(".");
  const places = Money.decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(places)))
    return `“${shortened(typed)}” has more decimals than ${currency} has. Round it to ${places}.`;
  const minor = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  if (minor > Money.limit)
    return `“${shortened(typed)}” is too high: at most ${Money.decimal(Money.limit, currency)}.`;
  return minor;
}

/** Grams of the units of weight, by the names that files use. */
const units: Record<string, number> = {
  g: 1,
  gram: 1,
  grams: 1,
  kg: 1000,
  kgs: 1000,
  lb: 453.59237,
  lbs: 453.59237,
  oz: 28.349523125,
};

export const weightUnits = ["g", "kg", "lb", "oz"] as const;

/** Reads a weight in grams. Returns a message when it is not one. */
export function gramsOf(typed: string, unit: string, mark: DecimalMark): number | string {
  const [, digits = "", own = ""] = /^([\d\s.,'’]+)\s*([a-z]*)$/i.exec(typed.trim()) ?? [];
  const decimal = digits ? decimalOf(digits, mark) : null;
  const factor = units[(own || unit).toLowerCase()];
  if (decimal === null) return `“${shortened(typed)}” is not a weight. Write it like 1.5.`;
  if (factor === undefined) return `“${own || unit}” is not a unit of weight. Use g, kg, lb or oz.`;
  const grams = Math.round(Number(decimal) * factor);
  return grams <= 1_000_000 ? grams : `“${shortened(typed)}” is too heavy: at most 1,000 kg.`;
}

/** Returns the unit that a header names, such as kg in "Weight (kg)". */
export const unitIn = (header: string) => /\b(kg|kgs|lbs?|oz|g|grams)\b/i.exec(header)?.[1]?.toLowerCase();

const shortened = (text: string) => (text.length > 40 ? `${Text.cut(text, 40)}…` : text);
