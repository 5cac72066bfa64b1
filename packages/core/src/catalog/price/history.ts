import type { SaleCurrency } from "#platform/money";
import { saleAt } from "./decide";
import { type Step, stepsOf } from "./log";
import type { Board, Priced } from "./types";

/** Days before a reduction whose lowest price is shown with it (Directive 98/6/EC, Article 6a). */
export const referenceDays = 30;

type When = { currency: SaleCurrency; at: string; board: Board };

/** Time in which a variant had one price. */
export type Span = {
  /** Beginning; empty when it is not known. */
  from: string;
  /** Price of one unit without personal prices; null while the variant was not for sale. */
  price: number | null;
  isReduced: boolean;
  /** Name of the sale that made it. */
  sale?: string;
};

/**
 * Returns the prices that a variant had up to a time, the oldest first: its own prices as they were recorded, lowered by
 * the sales that ran. Pure.
 */
export function spansOf(variant: Priced, { currency, at, board }: When): Span[] {
  const steps = stepsOf(variant);
  const times = [
    ...steps.map((step) => step.at),
    ...board.sales.flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt ? [endsAt] : [])]),
    ...(board.roundings ?? []).map(({ from }) => from),
  ];
  const sorted = [...new Set(times)].filter((time) => time <= at).sort();
  const first = steps[0];
  const starts = first && sorted[0] !== "" ? [first.at, ...sorted.filter((time) => time > first.at)] : sorted;
  const spans: Span[] = [];
  for (const from of starts) {
    const step = steps.findLast((one) => one.at <= from) ?? first;
    if (!step) continue;
    const span = spanOf(variant, step, { currency, at: from, board });
    const last = spans.at(-1);
    const isSame = last?.price === span.price && last.isReduced === span.isReduced && last.sale === span.sale;
    if (!isSame) spans.push({ from, ...span });
  }
  return spans;
}

function spanOf(variant: Priced, step: Step, { currency, at, board }: When): Omit<Span, "from"> {
  const base = step.prices[currency] ?? 0;
  if (!step.isSold || base === 0) return { price: null, isReduced: false };
  const sale = saleAt(variant, { base, category: step.category, currency, at, board });
  if (sale) return { price: sale.amount, isReduced: true, sale: sale.name };
  return { price: base, isReduced: (step.compareAt[currency] ?? 0) > base };
}

/**
 * Returns the lowest price of the 30 days before the reduction that runs at a time. A reduction that follows another
 * without interruption and is not smaller keeps the time of the first. A variant that was not for sale before has the price
 * itself.
 */
export function lowestBefore(variant: Priced, when: When): number {
  const spans = spansOf(variant, when);
  let first = spans.length - 1;
  for (let i = first - 1; i >= 0; i--) {
    const { price, isReduced } = spans[i] ?? {};
    const after = spans[i + 1]?.price ?? 0;
    if (!isReduced || price === null || price === undefined || price < after) break;
    first = i;
  }
  const since = spans[first]?.from ?? "";
  const earliest = since && daysBefore(since, referenceDays);
  const before = spans
    .slice(0, first)
    .filter((_, i) => (spans[i + 1]?.from ?? "") > earliest)
    .flatMap(({ price }) => price ?? []);
  return before.length > 0
    ? Math.min(...before)
    : (spans.at(-1)?.price ?? variant.prices[when.currency] ?? 0);
}

const daysBefore = (at: string, days: number) =>
  new Date(Date.parse(at) - days * 24 * 3600 * 1000).toISOString();
