import { Money } from "#platform/money";
import type { Discount, DiscountRow } from "./schemas";

type Line = { sku: string; unitPrice: number; quantity: number };

/**
 * Takes discounts off lines and delivery, one after the other, each off what the ones before it left. A discount on
 * several lines is spread by largest remainder.
 */
export function discounted(lines: Line[], shipping: number, discounts: Discount[]) {
  const off = lines.map(() => 0);
  const rows: DiscountRow[] = [];
  let offShipping = 0;
  for (const discount of discounts) {
    const { code, label, isAutomatic } = discount;
    const named = { code, label, ...(isAutomatic && { isAutomatic }) };
    if (discount.kind === "shipping") {
      rows.push({ ...named, of: "shipping", amount: shipping - offShipping });
      offShipping = shipping;
      continue;
    }
    const left = lines.map((line, i) =>
      isFor(discount, line) ? line.unitPrice * line.quantity - at(off, i) : 0,
    );
    const parts = partsOf(discount, lines, left);
    for (const [i, part] of parts.entries()) off[i] = at(off, i) + part;
    rows.push({ ...named, of: "goods", amount: sum(parts) });
  }
  return { lines: off, shipping: offShipping, rows };
}

function partsOf(discount: Exclude<Discount, { kind: "shipping" }>, lines: Line[], left: number[]) {
  switch (discount.kind) {
    case "percent":
      return Money.split(Money.ratio(sum(left), Math.min(discount.percent, 100), 100), left);
    case "amount":
      return Money.split(Math.min(discount.amount, sum(left)), left);
    case "bundle": {
      const cheap = cheapest(discount, lines);
      return lines.map(({ unitPrice }, i) =>
        Math.min(Money.ratio(unitPrice * at(cheap, i), Math.min(discount.percent, 100), 100), at(left, i)),
      );
    }
  }
}

/** Returns how many pieces of each line are reduced: the cheapest, of equally cheap lines the first. */
function cheapest(discount: Extract<Discount, { kind: "bundle" }>, lines: Line[]) {
  const pieces = sum(lines.map((line) => (isFor(discount, line) ? line.quantity : 0)));
  let wanted = reduced(discount, pieces);
  const counts = lines.map(() => 0);
  const byPrice = [...lines.entries()]
    .filter(([, line]) => isFor(discount, line))
    .sort(([i, a], [j, b]) => a.unitPrice - b.unitPrice || i - j);
  for (const [i, { quantity }] of byPrice) {
    counts[i] = Math.min(quantity, wanted);
    wanted -= at(counts, i);
  }
  return counts;
}

/**
 * Returns how many pieces are reduced. A last, incomplete bundle counts: of "buy 2, get 2" the third piece is
 * reduced.
 */
export function reduced({ buy, get }: { buy: number; get: number }, pieces: number) {
  const rest = pieces % (buy + get);
  return Math.floor(pieces / (buy + get)) * get + Math.max(0, rest - buy);
}

const isFor = ({ skus }: Discount, { sku }: Line) => !skus || skus.includes(sku);
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const at = (amounts: number[], i: number) => amounts[i] ?? 0;
