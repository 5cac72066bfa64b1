import { decimalsOf, type SaleCurrency } from "./index";

/**
 * Ways to round prices that the shop computes, in units of the currency: to the smallest unit, to a step, or down to an
 * ending.
 */
export const roundings = ["exact", "0.05", "0.10", "0.50", "1.00", "10", "100", ".95", ".99"] as const;
export type Rounding = (typeof roundings)[number];

/** Steps in units of the currency; those of whole tens are for currencies without decimals. */
const steps: Partial<Record<Rounding, number>> = {
  "0.05": 0.05,
  "0.10": 0.1,
  "0.50": 0.5,
  "1.00": 1,
  "10": 10,
  "100": 100,
};
const endings: Partial<Record<Rounding, number>> = { ".95": 0.95, ".99": 0.99 };

/** Returns the roundings that change something in a currency. */
export const roundingsFor = (currency: SaleCurrency) =>
  roundings.filter((rounding) => rounding === "exact" || partOf(rounding, currency) !== null);

/** Returns the step or the ending of a rounding in minor units; null when the currency has no such amounts. */
function partOf(rounding: Rounding, currency: SaleCurrency): { step: number; end: number } | null {
  const unit = 10 ** decimalsOf(currency);
  const step = steps[rounding];
  const ending = endings[rounding];
  if (unit === 1) return step !== undefined && step > 1 ? { step, end: 0 } : null;
  if (ending !== undefined) return { step: unit, end: Math.round(ending * unit) };
  return step !== undefined && step <= 1 ? { step: Math.round(step * unit), end: 0 } : null;
}

type Rounded = {
  rounding: Rounding;
  currency: SaleCurrency;
  /** Regular price, which the rounded one must stay below. */
  regular: number;
};

/**
 * Rounds a computed price in minor units: to the nearest step, a half up, or down to the next ending. A price that would
 * become 0, or not be below the regular price, stays as it is. Pure.
 */
export function rounded(amount: number, { rounding, currency, regular }: Rounded) {
  const part = partOf(rounding, currency);
  if (!part) return amount;
  const { step, end } = part;
  const near =
    end > 0 ? Math.floor((amount - end) / step) * step + end : Math.floor(amount / step + 0.5) * step;
  return near > 0 && near < regular ? near : amount;
}
