import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { type Board, type Decision, Price } from "../price";
import type { PriceGroup, PriceRange, Product, VariantRow } from "./types";

/** Most steps of the price logs in the row of a product, of all its groups together. */
const mostSteps = 300;

/** Returns the prices of variants that are for sale, each kind once. */
export function groupsOf(rows: VariantRow[]): PriceGroup[] {
  const kinds = Map.groupBy(rows, ({ prices, compareAt, priceLog = [] }) =>
    JSON.stringify([...[prices, compareAt ?? {}].map(Price.listed), priceLog]),
  );
  const most = Math.max(2, Math.floor(mostSteps / Math.max(1, kinds.size)));
  return [...kinds.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { prices, compareAt, priceLog = [] } = first;
    return [
      {
        skus: same.map(({ sku }) => sku),
        prices,
        ...(compareAt && { compareAt }),
        priceLog: Price.shortened(priceLog, most),
      },
    ];
  });
}

export type PricedAt = { board: Board; at: string };

/** Returns the prices of the variants of a product that are for sale, each kind once. */
export const groupsIn = (product: Product): PriceGroup[] => product.offers ?? fromRange(product);

/** Returns the price of each variant of a product that is for sale and has one; with `only`, of these SKUs. Pure. */
function decisionsOf(
  product: Product,
  currency: SaleCurrency,
  { board, at }: PricedAt,
  only?: string[],
): Decision[] {
  return groupsIn(product).flatMap(({ skus, ...group }) =>
    !group.prices[currency]
      ? []
      : skus
          .filter((sku) => !only || only.includes(sku))
          .map((sku) => Price.decide({ ...product, ...group, sku }, { currency, at, board })),
  );
}

/** Returns the prices of a product from before its row had them: as if it had its cheapest and its dearest variant. */
function fromRange({ prices, skus = [] }: Product): PriceGroup[] {
  const [first = ""] = skus;
  const amounts = (of: keyof PriceRange) =>
    Money.amountsFor(saleCurrencies, (currency) => prices[currency]?.[of]);
  const compareAt = amounts("compareAt");
  return [
    { skus: [first], prices: amounts("from"), compareAt, priceLog: [] },
    { skus: [first], prices: amounts("to"), compareAt, priceLog: [] },
  ];
}

/** Returns the lowest price of a product; 0 when no variant has one. Pure. */
export function lowestPrice(product: Product, currency: SaleCurrency, when: PricedAt) {
  const amounts = [...currentPrices(product, currency, when).values()].filter((amount) => amount > 0);
  return amounts.length > 0 ? Math.min(...amounts) : 0;
}

/** Returns the price of each variant of a product that is for sale, by SKU; 0 for one without a price. Pure. */
export function currentPrices(product: Product, currency: SaleCurrency, { board, at }: PricedAt) {
  const prices = new Map<string, number>();
  const hasSkus = board.sales.some(({ scope }) => scope.skus.length > 0);
  for (const { skus, ...group } of groupsIn(product)) {
    const price = (sku: string) =>
      !group.prices[currency]
        ? 0
        : Price.currentPrice({ ...product, ...group, sku }, { currency, at, board });
    const [first = ""] = skus;
    const shared = hasSkus ? null : price(first);
    for (const sku of skus) {
      const amount = shared ?? price(sku);
      // An older row names its first SKU twice, with its lowest and its highest price.
      const known = prices.get(sku) || amount;
      prices.set(sku, amount === 0 ? known : Math.min(amount, known));
    }
  }
  return prices;
}

/**
 * Returns the lowest and highest price of a product, and its former price; 0 when no variant has a price. With `skus`,
 * those of these variants, unless none of them is for sale any more. Pure.
 */
export function rangeOf(product: Product, currency: SaleCurrency, when: PricedAt, skus?: string[]) {
  const some = skus ? decisionsOf(product, currency, when, skus) : [];
  const decisions = some.length > 0 ? some : decisionsOf(product, currency, when);
  if (decisions.length === 0) return { from: 0, to: 0 };
  const amounts = decisions.map(({ amount }) => amount);
  const crossed = decisions
    .filter(({ compareAt }) => compareAt !== null)
    .reduce<Decision | null>(
      (highest, one) => ((one.compareAt ?? 0) > (highest?.compareAt ?? 0) ? one : highest),
      null,
    );
  return {
    from: Math.min(...amounts),
    to: Math.max(...amounts),
    ...(crossed?.compareAt &&
      crossed.lowest !== null && { compareAt: crossed.compareAt, lowest: crossed.lowest }),
  };
}
