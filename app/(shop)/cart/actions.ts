"use server";

import { Cart } from "@securecart/core/cart";
import { Text } from "@securecart/core/text";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { openCart, readCart, showCount } from "#app/_lib/session";

/** Quantity as a form sends it, as text; the domain decides which numbers are valid. */
const Quantity = Text.line(30, "Enter a quantity.")
  .transform(Text.plain)
  .pipe(z.string().regex(/^-?\d+$/, "Quantity must be a whole number."))
  // A number too large to be exact exceeds every limit anyway.
  .transform((digits) => Math.max(-1, Math.min(Number(digits), 1_000_000)));
const Sku = z.string("Choose an item.").min(1, "Choose an item.").max(200, "Choose an item.");
const Line = z.object({ sku: Sku, quantity: Quantity });

export async function addToCart(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return changeCart(form, async () => {
    const line = Line.parse(fields(form));
    return Cart.add({ ...line, cartId: await openCart() });
  });
}

export async function setQuantity(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return changeCart(form, async () => {
    const line = Line.parse(fields(form));
    return Cart.setQuantity({ ...line, cartId: await openCart() });
  });
}

export async function removeLine(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return changeCart(form, async () => {
    const { sku } = Line.pick({ sku: true }).parse(fields(form));
    const cartId = await readCart();
    return cartId ? Cart.remove({ sku, cartId }) : { count: 0 };
  });
}

/** Changes the cart and updates the header's count. A refusal has the first error as its message and what was typed. */
async function changeCart(form: FormData, change: () => Promise<{ count: number }>): Promise<Outcome> {
  const outcome = await attempt(async () => showCount((await change()).count));
  if (outcome.ok) return outcome;
  const message = Object.values(outcome.fields ?? {})[0] ?? outcome.message;
  return { ...outcome, message, values: typed(form) };
}
