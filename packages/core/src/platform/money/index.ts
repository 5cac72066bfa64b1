import { z } from "zod";

export * as Money from "./index";

/** Tax classes of products; each tax area has a rate for each class. */
export const taxClasses = ["standard", "reduced", "zero"] as const;
export type TaxClass = (typeof taxClasses)[number];

/** Currencies in which the shop has price lists. */
export const saleCurrencies = ["USD", "EUR"] as const;
export type SaleCurrency = (typeof saleCurrencies)[number];

/**
 * Money is a whole number of minor units of an ISO 4217 currency: cents for USD and EUR, yen for JPY,
 * thousandths for KWD. Never a float, never without its currency.
 */
export const currencies = ["USD", "EUR", "GBP", "JPY", "KWD"] as const;
export const Currency = z.enum(currencies);
export type Currency = z.output<typeof Currency>;

/** Decimals by ISO 4217's table of minor units. */
const decimals: Record<Currency, number> = { USD: 2, EUR: 2, GBP: 2, JPY: 0, KWD: 3 };

/** Highest total of an order: Stripe's limit of eight digits. */
export const limit = 99_999_999;

/** Lowest amount that Stripe charges, in minor units. */
export const least: Record<Currency, number> = { USD: 50, EUR: 50, GBP: 30, JPY: 50, KWD: 200 };

export const Amount = z.number().int().min(0).max(limit);

/** Returns the number of decimals of a currency. */
export const decimalsOf = (currency: Currency) => decimals[currency];

/** Formats an amount for a shopper: `format(1999, "USD")` is "$19.99". */
export function format(minor: number, currency: Currency, locale = "en-US") {
  return formatter(currency, locale).format(minor / 10 ** decimals[currency]);
}

/** Formats an amount without the decimals of a whole one: `short(7500, "USD")` is "$75". */
export function short(minor: number, currency: Currency) {
  const isWhole = minor % 10 ** decimals[currency] === 0;
  return isWhole ? format(minor, currency).replace(/\.0+$/, "") : format(minor, currency);
}

/** Formats an amount for structured data and feeds: `decimal(1999, "USD")` is "19.99". */
export const decimal = (minor: number, currency: Currency) =>
  (minor / 10 ** decimals[currency]).toFixed(decimals[currency]);

/** Parses a typed amount into minor units: `minor("19.9", "USD")` is 1990. Returns null when it is not an amount. */
export function minor(text: string, currency: Currency) {
  const [, whole = "", , fraction = ""] = /^(\d{1,8})([.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const places = decimals[currency];
  if (!whole || fraction.length > places) return null;
  return Number(whole + fraction.padEnd(places, "0"));
}

/**
 * Splits an amount over weights so that the parts add up to it to the last unit: each part is rounded down and
 * the rest goes to the largest remainders (Hamilton's method), earlier parts first when remainders tie.
 * Weights are non-negative integers; when all are zero the first part takes everything.
 */
export function split(amount: number, weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, i) => (i === 0 ? amount : 0));
  const shares = weights.map((weight, index) => {
    const exact = BigInt(amount) * BigInt(weight);
    return { index, part: Number(exact / total), remainder: exact % total };
  });
  const rest = amount - shares.reduce((sum, { part }) => sum + part, 0);
  const lucky = new Set(
    [...shares]
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, rest)
      .map(({ index }) => index),
  );
  return shares.map(({ index, part }) => part + (lucky.has(index) ? 1 : 0));
}

/** Returns `amount × numerator ÷ denominator`, rounded half up, exact for all safe integers. Amounts must not be negative. */
export function ratio(amount: number, numerator: number, denominator: number) {
  const scaled = BigInt(amount) * BigInt(numerator) * 2n + BigInt(denominator);
  return Number(scaled / (BigInt(denominator) * 2n));
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Returns a cached formatter: creating one is slow, and a listing formats dozens of prices. */
function formatter(currency: Currency, locale: string) {
  const key = `${locale}/${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: "currency", currency });
  formatters.set(key, made);
  return made;
}
