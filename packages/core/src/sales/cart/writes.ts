import { CartEntity } from "./cart.entity";

type Placed = { cartId: string; version: number; before: string | null; orderId: string };

/**
 * Returns the write that sets the order that is being placed from a cart. It is refused when the cart changed, or got
 * another order, since `version` and `before` were read.
 */
export const setOrder = ({ cartId, version, before, orderId }: Placed) =>
  CartEntity.patch({ cartId })
    .set({ orderId })
    .remove(["alsoOpen"])
    .where(
      (at, { eq, notExists }) =>
        `${eq(at.version, version)} AND ${before ? eq(at.orderId, before) : notExists(at.orderId)}`,
    );
