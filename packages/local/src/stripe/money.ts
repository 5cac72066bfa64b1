import { invalid } from "./errors";

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));
const MOST = 99_999_999;

/** Minimum charge in minor units. Other currencies use the dollar's 50, scaled by their decimals. */
const LEAST: Record<string, number> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** Returns the number of decimals of a currency. */
export function decimals(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** Returns the currency in lower case. Throws ApiError unless it is an ISO code. */
export function toCurrency(currency: string, param = "currency"): string {
  const code = currency.toLowerCase();
  if (!/^[a-z]{3}$/.test(code) || !Intl.supportedValuesOf("currency").includes(code.toUpperCase()))
    throw invalid(`Invalid currency: ${currency}.`, param);
  return code;
}

/** Checks an amount in minor units: a non-negative integer, in three-decimal currencies divisible by 10. Throws ApiError. */
export function toAmount(amount: number, currency: string, param: string): number {
  if (!Number.isSafeInteger(amount))
    throw invalid(`Invalid integer: ${amount}`, param, "parameter_invalid_integer");
  if (amount < 0)
    throw invalid("This value must be greater than or equal to 0.", param, "parameter_invalid_integer");
  if (amount > MOST)
    throw invalid(`Amount must be no more than ${format(MOST, currency)}`, param, "amount_too_large");
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0)
    throw invalid(`Amounts in ${currency} must be divisible by 10.`, param, "parameter_invalid_integer");
  return amount;
}

/** Checks that an amount reaches the minimum charge of its currency. Throws ApiError. */
export function toChargeable(amount: number, currency: string, param: string): number {
  const least = LEAST[currency] ?? (decimals(currency) === 3 ? 500 : 50);
  if (toAmount(amount, currency, param) < least)
    throw invalid(`Amount must be at least ${format(least, currency)}`, param, "amount_too_small");
  return amount;
}

/** Formats an amount in a locale: "$12.00", "¥1,200". */
export function format(amount: number, currency: string, locale = "en-US"): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
