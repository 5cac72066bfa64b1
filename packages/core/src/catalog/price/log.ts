import { Clock } from "#platform/clock";
import type { SaleCurrency } from "#platform/money";
import type { Priced } from "./types";

/** State of a variant from a time on: its own prices, and what decides whether they were asked for. */
export type Step = {
  /** Empty for a state without a known beginning. */
  at: string;
  prices: Record<SaleCurrency, number>;
  compareAt: Record<SaleCurrency, number>;
  category: string;
  /** False while the variant was not for sale. */
  isSold: boolean;
};

/** Days for which former prices are kept, and most steps of one variant. */
export const keptDays = 400;
export const mostSteps = 60;

const none = { USD: 0, EUR: 0 };

/** Writes a step as one short text: a product's row has those of all its variants. */
const written = ({ at, prices, compareAt, category, isSold }: Step) =>
  [at, prices.USD, prices.EUR, compareAt.USD, compareAt.EUR, isSold ? 1 : 0, category].join("|");

function read(text: string): Step {
  const [at = "", usd, eur, wasUsd, wasEur, isSold, category = ""] = text.split("|");
  return {
    at,
    prices: { USD: Number(usd), EUR: Number(eur) },
    compareAt: { USD: Number(wasUsd), EUR: Number(wasEur) },
    category,
    isSold: isSold === "1",
  };
}

const stateOf = (
  { prices, compareAt = none, categorySlug = "" }: Priced,
  isSold: boolean,
  at: string,
): Step => ({
  at,
  prices,
  compareAt,
  category: categorySlug,
  isSold,
});

/** Returns the steps of a variant, the oldest first. A variant whose price never changed has one. */
export function stepsOf(variant: Priced, isSold = true): Step[] {
  const steps = (variant.priceLog ?? []).map(read);
  return steps.length > 0 ? steps : [stateOf(variant, isSold, "")];
}

type Saved = Priced & { isSold: boolean };

/**
 * Returns the log of a variant that is being saved: the one before, and a step when its price, its former price, its
 * category or whether it is sold changed. Old steps are dropped after 400 days; above the limit the two oldest become one
 * with the lower prices, so that a lowest price never gets higher.
 */
export function logged(now: Saved, before: Saved | undefined, most = mostSteps): string[] {
  const at = Clock.iso();
  const next = stateOf(now, now.isSold, at);
  if (!before) return [written(next)];
  const had = before.priceLog ?? [];
  const known = had.length > 0 ? had : [written(stateOf(before, before.isSold, ""))];
  const last = known.at(-1) ?? "";
  const isSame = written({ ...read(last), at: "" }) === written({ ...next, at: "" });
  if (isSame) return shortened(known, most);
  const sinceTime = Clock.iso(-keptDays * 24 * 3600);
  const all = [...known, written(next)];
  const first = all.findLastIndex((step) => read(step).at <= sinceTime);
  return shortened(all.slice(Math.max(0, first)), most);
}

/** Joins the oldest steps until at most so many are left. */
export function shortened(log: string[], most: number): string[] {
  if (log.length <= most) return log;
  const [first, second, ...rest] = log;
  if (first === undefined || second === undefined) return log;
  return shortened([written(joined(read(first), read(second))), ...rest], most);
}

function joined(first: Step, second: Step): Step {
  if (!first.isSold || !second.isSold) return { ...(first.isSold ? first : second), at: first.at };
  const lower = (currency: SaleCurrency) =>
    Math.min(
      first.prices[currency] || second.prices[currency],
      second.prices[currency] || first.prices[currency],
    );
  return { ...second, at: first.at, prices: { USD: lower("USD"), EUR: lower("EUR") } };
}
