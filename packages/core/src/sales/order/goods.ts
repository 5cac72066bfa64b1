import type { Quantity } from "../inventory";
import type { OrderView } from "./view";

/** Statuses in which goods are allocated to an order: paid or about to be, and still in the warehouse. */
export const unshipped = ["authorized", "in_review", "paid", "packed"] as const;

type Goods = Pick<OrderView, "refundedLines" | "goodsSettled"> & { lines: readonly Quantity[] };

/** Returns how many units of each line must be shipped: ordered units less those that were refunded before. */
export const toShip = ({ lines, refundedLines, goodsSettled }: Goods): Quantity[] =>
  lines
    .map(({ sku, quantity }) => ({
      sku,
      quantity: Math.max(0, quantity - (refundedLines[sku] ?? 0) - (goodsSettled[sku] ?? 0)),
    }))
    .filter(({ quantity }) => quantity > 0);

/** Tells whether the goods of an order are still in the warehouse, allocated to it. */
export const isUnshipped = ({ status }: Pick<OrderView, "status">) => unshipped.some((one) => one === status);
