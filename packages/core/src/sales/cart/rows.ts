import { Service } from "electrodb";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { Shop } from "#platform/shop";
import { Inventory } from "../inventory";
import { CartEntity } from "./cart.entity";
import { LineEntity } from "./line.entity";

const { collections } = new Service({ cart: CartEntity, line: LineEntity });

/** Limit of different SKUs in a cart: an order's transaction writes rows for each line and may have 100 writes. */
export const maxLines = 40;
export const maxQuantity = 99;

const tries = 10;

/** Reads the rows of a cart with one query. Ignores expired rows. */
export async function rows(cartId: string) {
  const { data } = await collections.cart({ cartId }).go({ pages: "all", consistent: true });
  const alive = ({ ttl }: { ttl: number }) => ttl > Clock.seconds();
  const cart = data.cart.find(alive);
  return {
    cart,
    lines: cart ? data.line.filter(alive).sort((a, b) => a.addedAt.localeCompare(b.addedAt)) : [],
  };
}

/** Returns the currency of a cart. An empty one has that of the shop, which may have changed since the cart was created. */
export const currencyOf = async ({
  cart,
  lines,
}: Pick<Awaited<ReturnType<typeof rows>>, "cart" | "lines">) =>
  cart && lines.length > 0 ? cart.currency : Shop.currency();

export type CartRow = NonNullable<Awaited<ReturnType<typeof rows>>["cart"]>;

/** Returns the orders of a cart that may still be open: its latest one, and those of merged carts. */
export const openOrders = (cart: Pick<CartRow, "orderId" | "alsoOpen"> | undefined) => [
  ...(cart?.orderId ? [cart.orderId] : []),
  ...(cart?.alsoOpen ?? []),
];

/** Returns the keys of the holds of these orders. */
export const ownHolds = (orderIds: string[]) => orderIds.map((orderId) => Inventory.holdKey(orderId));

/** Returns how many of each SKU a cart can have: available units, and those that its own open orders hold. */
export function sellable(items: Record<string, unknown>[]) {
  const stock = new Map(
    items.flatMap((item) => Inventory.asStock(item) ?? []).map((row) => [row.sku, row.available]),
  );
  for (const { sku, quantity } of items.flatMap((item) => Inventory.asHold(item)?.lines ?? [])) {
    if (stock.has(sku)) stock.set(sku, (stock.get(sku) ?? 0) + quantity);
  }
  return stock;
}

/** Repeats a read and write while another request changes the cart in between. Throws `cart.busy`. */
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
