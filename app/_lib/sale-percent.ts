import type { Card } from "@securecart/core/catalog";

type Shown = Pick<Card, "price" | "compareAt" | "lowest">;

/**
 * Returns by how many percent a card's price is reduced, rounded down; null when it is not, or for a range of prices. It is
 * measured from the lower of the two former prices that the card shows, as the law requires in the European Union.
 */
export function salePercent({ price: { from, to }, compareAt, lowest }: Shown): number | null {
  if (to > from || compareAt === undefined || lowest === undefined) return null;
  const percent = Math.floor((1 - from / Math.min(compareAt, lowest)) * 100 + 1e-9);
  return percent >= 1 ? percent : null;
}
