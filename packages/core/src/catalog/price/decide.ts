import { Money, type Rounding, type SaleCurrency } from "#platform/money";
import { lowestBefore } from "./history";
import type { Board, BoardSale, Decision, Priced, Reason, Reduction, VolumeStep } from "./types";

export type Terms = {
  currency: SaleCurrency;
  /** Time that the price is for, ISO 8601 UTC. */
  at: string;
  quantity?: number;
  board: Board;
  /** Customer groups of the shopper, for their price lists. */
  groups?: string[];
};

/**
 * Decides the price of one unit: the only place that does, for pages, carts and orders. Of all prices that apply the lowest
 * counts. A former price is crossed out only when it is higher, and never without the lowest price before the reduction.
 * Pure.
 */
export function decide(variant: Priced, { currency, at, quantity = 1, board, groups = [] }: Terms): Decision {
  const base = variant.prices[currency] ?? 0;
  const sale = saleAt(variant, { base, currency, at, board });
  const volume = volumeAt(variant.volume, currency, quantity);
  const offers: { amount: number; reason: Reason; name?: string }[] = [
    { amount: base, reason: "base" },
    ...(sale ? [{ amount: sale.amount, reason: "sale" as const, name: sale.name }] : []),
    ...(volume ? [{ amount: volume, reason: "volume" as const }] : []),
    ...listsAt(variant, { base, currency, at, board, groups }),
  ];
  const best = offers.reduce((lowest, offer) => (offer.amount < lowest.amount ? offer : lowest));
  const isPublic = best.reason === "base" || best.reason === "sale";
  const former = Math.max(variant.compareAt?.[currency] ?? 0, base);
  if (!isPublic || base === 0 || former <= best.amount) return { ...best, compareAt: null, lowest: null };
  return { ...best, compareAt: former, lowest: lowestBefore(variant, { currency, at, board }) };
}

/** Returns the price of one unit without what is only for some shoppers. Pure; cheaper than `decide`. */
export function currentPrice(variant: Priced, { currency, at, board }: Terms) {
  const base = variant.prices[currency] ?? 0;
  return saleAt(variant, { base, currency, at, board })?.amount ?? base;
}

type At = {
  base: number;
  category?: string | undefined;
  currency: SaleCurrency;
  at: string;
  board: Board;
};

/** Returns the lowest price that sales give a variant at a time; null when none makes it cheaper. */
export function saleAt(variant: Priced, { base, category = variant.categorySlug, currency, at, board }: At) {
  const rounding = roundingAt(board, at);
  let best: { amount: number; name: string } | null = null;
  for (const sale of board.sales) {
    if (!isRunning(sale, at) || !isFor(sale, variant, category)) continue;
    const amount = reduced(base, sale.reduction, { currency, rounding });
    if (amount !== null && amount < (best?.amount ?? base)) best = { amount, name: sale.name };
  }
  return best;
}

/** Returns the rounding of computed prices at a time. */
export const roundingAt = ({ roundings = [] }: Board, at: string): Rounding =>
  roundings.findLast(({ from }) => from <= at)?.rounding ?? "exact";

const isRunning = ({ startsAt, endsAt }: Pick<BoardSale, "startsAt" | "endsAt">, at: string) =>
  startsAt <= at && (endsAt === undefined || at < endsAt);

/** Tells whether a sale is for a variant. */
export function isFor({ scope }: Pick<BoardSale, "scope">, variant: Priced, category = variant.categorySlug) {
  return (
    scope.isAll ||
    scope.products.includes(variant.productId) ||
    scope.skus.includes(variant.sku.toLowerCase()) ||
    (category !== undefined && category !== "" && scope.categories.includes(category)) ||
    (scope.members ?? []).includes(variant.productId)
  );
}

type How = { currency: SaleCurrency; rounding: Rounding };

/** Returns a price after a reduction; null when it has none in this currency, or would be free or not lower. */
export function reduced(base: number, reduction: Reduction, how: How): number | null {
  const amount = priceAfter(base, reduction, how);
  return amount !== null && amount > 0 && amount < base ? amount : null;
}

/** Returns what a reduction makes of a price, also when that is no price to ask for: 0, below 0, or higher. */
export function priceAfter(base: number, reduction: Reduction, { currency, rounding }: How): number | null {
  switch (reduction.kind) {
    case "percent": {
      const own = reduction.ending === "99" ? ".99" : rounding;
      return percentOff(base, reduction.percent, { currency, rounding: own });
    }
    case "amount": {
      const off = reduction.amounts[currency];
      return off === undefined ? null : base - off;
    }
    case "price":
      return reduction.prices[currency] ?? null;
  }
}

/** Returns a price with a percentage off, rounded. */
const percentOff = (base: number, percent: number, how: How) =>
  Money.rounded(Money.ratio(base, 100 - percent, 100), { ...how, regular: base });

type ForGroups = { base: number; currency: SaleCurrency; at: string; board: Board; groups: string[] };

/** Returns the prices that the price lists of customer groups give a variant. */
function listsAt(variant: Priced, { base, currency, at, board, groups }: ForGroups) {
  const rounding = roundingAt(board, at);
  return (board.lists ?? []).flatMap(({ groupId, name, percent, prices, startsAt = "", endsAt }) => {
    if (!groups.includes(groupId) || !isRunning({ startsAt, endsAt }, at)) return [];
    const own = prices[variant.sku.toLowerCase()]?.[currency];
    const amount = own ?? (percent === undefined ? null : percentOff(base, percent, { currency, rounding }));
    return amount !== null && amount > 0 ? [{ amount, reason: "list" as const, name }] : [];
  });
}

/** Returns the volume price for a quantity: the lowest step that it reaches. */
function volumeAt(steps: VolumeStep[] = [], currency: SaleCurrency, quantity: number) {
  const reached = steps.flatMap(({ from, prices }) => (quantity >= from ? (prices[currency] ?? []) : []));
  return reached.length > 0 ? Math.min(...reached) : null;
}
