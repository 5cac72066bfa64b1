"use server";

import { Cart } from "@securecart/core/cart";
import { DomainError } from "@securecart/core/error";
import { Text } from "@securecart/core/text";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, orRefusal, type Refusal, typed } from "#app/_lib/attempt";
import { openCart, readCart, showCount } from "#app/_lib/session";

/** Quantity as a form sends it, as text; the domain decides which numbers are valid. */
const Quantity = Text.line(30, "Enter a quantity.")
  .transform(Text.plain)
  .pipe(z.string().regex(/^-?\d+$/, "Quantity must be a whole number."))
  // A number too large to be exact exceeds every limit anyway.
  .transform((digits) => Math.max(-1, Math.min(Number(digits), 1_000_000)));
const Sku = z.string("Choose an item.").min(1, "Choose an item.").max(200, "Choose an item.");
const Line = z.object({ sku: Sku, quantity: Quantity });
/** Forms without JavaScript send no ID: their browser asks before it sends one again. */
const Add = Line.extend({
  requestId: z
    .literal("")
    .transform(() => undefined)
    .or(z.uuid())
    .optional(),
});

export async function addToCart(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await attempt(async () => {
    const line = Add.parse(fields(form));
    const { count } = await Cart.add({ ...line, cartId: await openCart() });
    await showCount(count);
  });
  return outcome.ok ? outcome : { ...outcome, message: reasonOf(outcome), values: typed(form) };
}

/** Intent of the cart's form: the SKU to remove, or "checkout" to go on once every quantity is saved. */
const Intent = z.object({ remove: Sku.optional(), go: z.literal("checkout").optional() });

/**
 * Saves the quantities of the cart's form. A refused one leaves the others saved, and has its reason in
 * `fields["quantity:<sku>"]`.
 */
export async function saveCart(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await orRefusal(async () => {
    const sent = fields(form);
    const { remove, go } = Intent.parse(sent);
    const cartId = await readCart();
    if (!cartId) redirect("/cart");
    if (remove !== undefined) await Cart.remove({ cartId, sku: remove });
    const refused = await saveQuantities(
      cartId,
      changedLines(sent).filter(({ sku }) => sku !== remove),
    );
    await showCount(await Cart.count({ cartId }));
    if (!refused && go) redirect("/checkout");
    return refused ?? { ok: true as const };
  });
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

const prefix = "quantity:";

/** Lists the lines whose quantity the shopper changed. The form tells with each what the page showed. */
function changedLines(sent: ReturnType<typeof fields>) {
  const changed = Object.entries(sent).flatMap(([name, quantity]) =>
    name.startsWith(prefix) && sent[`shown:${name.slice(prefix.length)}`] !== quantity
      ? [{ sku: name.slice(prefix.length), quantity }]
      : [],
  );
  if (changed.length <= Cart.maxLines) return changed;
  throw new DomainError("input", "input.no_form", "Please use the form on the page.");
}

/** Saves each quantity by itself. Returns the refusals, by field; null without any. */
async function saveQuantities(cartId: string, lines: { sku: string; quantity: unknown }[]) {
  const refusals: [string, Refusal][] = [];
  for (const line of lines) {
    const outcome = await attempt(async () => Cart.setQuantity({ ...Line.parse(line), cartId }));
    if (!outcome.ok) refusals.push([`${prefix}${line.sku}`, outcome]);
  }
  const [first] = refusals;
  if (!first) return null;
  const reasons = refusals.map(([name, refusal]) => [name, reasonOf(refusal)]);
  return { ...first[1], message: "Please change the quantity.", fields: Object.fromEntries(reasons) };
}

/** Returns the first error of a field, else the message of the refusal. */
const reasonOf = ({ fields = {}, message }: Refusal) => Object.values(fields)[0] ?? message;
