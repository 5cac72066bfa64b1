import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { CartEntity } from "./cart.entity";
import { LineEntity } from "./line.entity";

const Ref = z.object({ cartId: Id.schema("cart") });

/** Deletes a cart and its lines, expired ones too. Safe to repeat. Returns how many rows there were, by entity. */
export const forget = fn(Ref, async ({ cartId }) => {
  const { data: lines } = await LineEntity.query.byCart({ cartId }).go({ pages: "all", consistent: true });
  for (const { sku } of lines) await LineEntity.delete({ cartId, sku }).go();
  const { data: cart } = await CartEntity.delete({ cartId }).go({ response: "all_old" });
  return { line: lines.length, cart: cart ? 1 : 0 };
});

/** Deletes the contact and address of a cart that stays. Returns whether the cart exists. */
export const erasePersonal = fn(Ref, ({ cartId }) =>
  Dynamo.change(Dynamo.keyOf(CartEntity.get({ cartId })), {}, ["contact", "address"]),
);
