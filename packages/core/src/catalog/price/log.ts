import { Clock } from "#platform/clock";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import type { Priced } from "./types";

/** State of a variant from a time on: its own prices, and what decides whether they were asked for. */
export type Step = {
  /** Empty for a state without a known beginning. */
  at: string;
  prices: Money.Amounts;
  compareAt: Money.Amounts;
  category: string;
  /** False while the variant was not for sale. */
  isSold: boolean;
};

/** Days for which former prices are kept, and most steps of one variant. */
export const keptDays = 400;
export const mostSteps = 60;

/** Writes a step as one short text: a product's row has those of all its variants. */
const written = ({ at, prices, compareAt, category, isSold }: Step) =>
  [at, listed(prices), listed(compareAt), isSold ? 1 : 0, category].join("|");

/** Writes amounts: "USD:1900,EUR:1700". One of 0 is left out. */
export const listed = (amounts: Money.Amounts) =>
  saleCurrencies
    .flatMap((currency) => (amounts[currency] ? `${currency}:${amounts[currency]}` : []))
    .join(",");

function amountsIn(text: string): Money.Amounts {
  const entries = text.split(",").map((entry) => entry.split(":"));
  return Money.amountsFor(saleCurrencies, (currency) => {
    const [, amount] = entries.find(([name]) => name === currency) ?? [];
    return amount === undefined ? null : Number(amount);
  });
}

/** Parts of a step that was written while prices were in two currencies: dollars, euros, and both crossed out. */
const formerParts = 7;

function read(text: string): Step {
  const parts = text.split("|");
  if (parts.length === formerParts) return readFormer(parts);
  const [at = "", prices = "", compareAt = "", isSold, category = ""] = parts;
  return { at, prices: amountsIn(prices), compareAt: amountsIn(compareAt), category, isSold: isSold === "1" };
}

function readFormer([at = "", usd, eur, wasUsd, wasEur, isSold, category = ""]: string[]): Step {
  return {
    at,
    prices: { USD: Number(usd), EUR: Number(eur) },
    compareAt: { USD: Number(wasUsd), EUR: Number(wasEur) },
    category,
    isSold: isSold === "1",
  };
}

const stateOf = (
  { prices, compareAt = {}, categorySlug = "" }: Priced,
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

/** Returns all of a step but its time, to compare it. */
const stateIn = (step: Step) => written({ ...step, at: "" });

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
  const isSame = stateIn(read(last)) === stateIn(next);
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
  const lower = (currency: SaleCurrency) => {
    const amounts = [first.prices[currency] ?? 0, second.prices[currency] ?? 0].filter(
      (amount) => amount > 0,
    );
    return amounts.length > 0 ? Math.min(...amounts) : null;
  };
  return { ...second, at: first.at, prices: Money.amountsFor(saleCurrencies, lower) };
}
