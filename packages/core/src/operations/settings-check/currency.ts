import { Search } from "#catalog/search";
import { DomainError } from "#platform/error";
import type { Values } from "#platform/settings";
import { Order } from "#sales/order";

/**
 * Refuses another currency in a shop that has products or orders, because their prices are stored in the present one.
 * Throws `settings.currency_in_use`.
 */
export async function refuseOtherCurrency(before: Values<"currencies">, after: Values<"currencies">) {
  if (before.main === after.main) return;
  const [{ total }, hasOrder] = await Promise.all([Search.findForStaff({ size: 1 }), Order.isAny()]);
  if (total === 0 && !hasOrder) return;
  throw new DomainError(
    "conflict",
    "settings.currency_in_use",
    `Your shop has ${hasOrder ? "orders" : "products"} in ${before.main}, so its currency can't be changed any more. Open a new shop to sell in ${after.main}.`,
    "main",
  );
}
