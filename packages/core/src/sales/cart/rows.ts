import { Service } from "electrodb";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { Inventory } from "../inventory";
import { CartEntity } from "./cart.entity";
import { LineEntity } from "./line.entity";

const { collections } = new Service({ cart: CartEntity, line: LineEntity });

/** So many different SKUs fit in a cart: an order's transaction touches each line's rows and may hold 100. */
export const maxLines = 40;
export const maxQuantity = 99;

const tries = 10;

/** The cart's rows: one query. A row past its time is as good as gone. */
export async function rows(cartId: string) {
  const { data } = await collections.cart({ cartId }).go({ pages: "all", consistent: true });
  const alive = ({ ttl }: { ttl: number }) => ttl > Clock.seconds();
  const cart = data.cart.find(alive);
  return {
    cart,
    lines: cart ? data.line.filter(alive).sort((a, b) => a.addedAt.localeCompare(b.addedAt)) : [],
  };
}

export type CartRow = NonNullable<Awaited<ReturnType<typeof rows>>["cart"]>;

/** The orders of a cart that may still be open: its last one, and those that came with a merged cart. */
export const openOrders = (cart: Pick<CartRow, "orderId" | "alsoOpen"> | undefined) => [
  ...(cart?.orderId ? [cart.orderId] : []),
  ...(cart?.alsoOpen ?? []),
];

/** The keys of what these orders hold. */
export const ownHolds = (orderIds: string[]) => orderIds.map((orderId) => Inventory.holdKey(orderId));

/** What this cart can have of each SKU: what is free, and what its own open orders hold already. */
export function sellable(items: Record<string, unknown>[]) {
  const stock = new Map(
    items.flatMap((item) => Inventory.asStock(item) ?? []).map((row) => [row.sku, row.available]),
  );
  for (const { sku, quantity } of items.flatMap((item) => Inventory.asHold(item)?.lines ?? [])) {
    if (stock.has(sku)) stock.set(sku, (stock.get(sku) ?? 0) + quantity);
  }
  return stock;
}

/** Reads and writes again when somebody else changed the cart in between. */
export async function retried<Result extends { committed: boolean }>(
  once: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await once();
    if (result.committed) return result;
    await new Promise((wait) => setTimeout(wait, Math.random() * 10 * 2 ** attempt));
  }
  throw new DomainError("conflict", "cart.busy", "Your cart is being changed elsewhere. Please try again.");
}
