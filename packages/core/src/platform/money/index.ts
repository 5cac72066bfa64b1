import { z } from "zod";

export * as Money from "./index";
export { type Rounding, rounded, roundings, roundingsFor } from "./rounding";

/** Tax classes of products; each tax area has a rate for each class. */
export const taxClasses = ["standard", "reduced", "zero"] as const;
export type TaxClass = (typeof taxClasses)[number];

/** Currencies that a merchant can choose for the prices of a shop. Files and lists name them in this order. */
export const saleCurrencies = [
  "USD",
  "EUR",
  "GBP",
  "CAD",
  "AUD",
  "NZD",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
  "JPY",
  "SGD",
  "HKD",
  "MXN",
] as const;
export const SaleCurrency = z.enum(saleCurrencies, "Choose a currency.");
export type SaleCurrency = z.output<typeof SaleCurrency>;

/** Currencies in which each price was stored before a merchant could choose others. */
export const formerCurrencies: SaleCurrency[] = ["USD", "EUR"];

/** Currencies of a shop: the one that shoppers see and pay in first. */
export type ShopCurrencies = [SaleCurrency, ...SaleCurrency[]];

/**
 * Money is a whole number of minor units of an ISO 4217 currency: cents for USD and EUR, yen for JPY,
 * thousandths for KWD. Never a float, never without its currency.
 */
export const currencies = [...saleCurrencies, "KWD"] as const;
export const Currency = z.enum(currencies);
export type Currency = z.output<typeof Currency>;

/** Decimals by ISO 4217's table of minor units, where they are not 2. */
const decimals: Partial<Record<Currency, number>> = { JPY: 0, KWD: 3 };

/** Highest total of an order: Stripe's limit of eight digits. */
export const limit = 99_999_999;

/** Lowest amount that Stripe charges, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
export const least: Record<Currency, number> = {
  USD: 50,
  EUR: 50,
  GBP: 30,
  CAD: 50,
  AUD: 50,
  NZD: 50,
  CHF: 50,
  SEK: 300,
  NOK: 300,
  DKK: 250,
  PLN: 200,
  CZK: 1_500,
  JPY: 50,
  SGD: 50,
  HKD: 400,
  MXN: 1_000,
  KWD: 200,
};

export const Amount = z.number().int().min(0).max(limit);

/** Amounts in some currencies, in minor units. */
export const Amounts = z.partialRecord(SaleCurrency, Amount);
export type Amounts = z.output<typeof Amounts>;

/** Returns the number of decimals of a currency. */
export const decimalsOf = (currency: Currency) => decimals[currency] ?? 2;

/** Formats an amount for a shopper: `format(1999, "USD")` is "$19.99". */
export function format(minor: number, currency: Currency, locale = "en-US") {
  return formatter(currency, locale).format(minor / 10 ** decimalsOf(currency));
}

/** Formats an amount without the decimals of a whole one: `short(7500, "USD")` is "$75". */
export function short(minor: number, currency: Currency) {
  const isWhole = minor % 10 ** decimalsOf(currency) === 0;
  return isWhole ? format(minor, currency).replace(/\.0+$/, "") : format(minor, currency);
}

/** Formats an amount for structured data and feeds: `decimal(1999, "USD")` is "19.99". */
export const decimal = (minor: number, currency: Currency) =>
  (minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));

/** Returns the currencies that have an amount, in the usual order. */
export const currenciesOf = (amounts: { [Currency in SaleCurrency]?: unknown }) =>
  saleCurrencies.filter((currency) => amounts[currency] !== undefined && amounts[currency] !== null);

/** Returns an amount for each of these currencies; one that has none is left out. */
export function amountsFor(
  currencies: readonly SaleCurrency[],
  of: (currency: SaleCurrency) => number | null | undefined,
): Amounts {
  const amounts: Amounts = {};
  for (const currency of currencies) {
    const amount = of(currency);
    if (amount !== null && amount !== undefined) amounts[currency] = amount;
  }
  return amounts;
}

/** Returns amounts as the fields of a form have them, by the name with the currency after it: `{ amountUSD: "5.00" }`. */
export const typed = (name: string, amounts: Amounts): Record<string, string> =>
  Object.fromEntries(
    currenciesOf(amounts).map((currency) => [
      `${name}${currency}`,
      decimal(amounts[currency] ?? 0, currency),
    ]),
  );

/** Returns the name of a currency in English: "British Pound". */
export const nameOf = (currency: SaleCurrency) => names.of(currency) ?? currency;

const names = new Intl.DisplayNames("en", { type: "currency" });

/** Parses a typed amount into minor units: `minor("19.9", "USD")` is 1990. Returns null when it is not an amount. */
export function minor(text: string, currency: Currency) {
  const [, whole = "", , fraction = ""] = /^(\d{1,8})([.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const places = decimalsOf(currency);
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
