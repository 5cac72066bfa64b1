import { DomainError } from "#platform/error";
import type { Place } from "#platform/place";
import { Cart, type CartView, type Contact } from "../cart";
import { isRegisteredAt, type Rules, taxFor } from "../pricing";
import { TaxId } from "../tax-id";

/** Message to the shopper about the tax ID. */
export type TaxIdNote = { state: "confirmed" | "unchecked" | "refused" | "no_effect"; text: string };

type Destination = Pick<Place.Destination, "taxArea" | "country"> | null;
type Known = Pick<CartView, "contact" | "taxIdCheck">;
type Ruled<About> = { cart: About; rules: Rules };

/** Tells whether the tax depends on this number: only then the register is asked. */
const matters = (rules: Rules, taxId: string | undefined, place: Destination): taxId is string =>
  taxId !== undefined && place !== null && taxFor({ rules, place, taxId }).exempt !== undefined;

/** Returns the check of the number that the cart's contact has now. */
export function checkOf({ contact, taxIdCheck }: Known) {
  return contact?.taxId && taxIdCheck?.taxId === contact.taxId ? taxIdCheck : null;
}

/** Returns the cart's tax ID if the register has confirmed it; only then no tax is charged. */
export const confirmedId = (cart: Known) =>
  checkOf(cart)?.result === "valid" ? cart.contact?.taxId : undefined;

/** Tells whether the number must be changed: it is not registered, or no longer accepted. */
export function mustChange(cart: Known) {
  const taxId = cart.contact?.taxId;
  return taxId !== undefined && (checkOf(cart)?.result === "invalid" || "refusal" in TaxId.parse(taxId));
}

export function noteOf({ cart, rules }: Ruled<Known>, place: Destination): TaxIdNote | null {
  const taxId = cart.contact?.taxId;
  if (!taxId || !place) return null;
  if (mustChange(cart)) return { state: "refused", text: notRegistered };
  if (!matters(rules, taxId, place)) return { state: "no_effect", text: noEffect(rules, place) };
  switch (checkOf(cart)?.result) {
    case "valid":
      return {
        state: "confirmed",
        text: "Your business tax ID is confirmed. No VAT is charged: you account for it yourself (reverse charge).",
      };
    case "unavailable":
      return {
        state: "unchecked",
        text: "We could not check this number right now. VAT is charged for now; we check again and refund it once the number is confirmed.",
      };
    default:
      return { state: "unchecked", text: "This number is checked when you place the order." };
  }
}

const notRegistered =
  "This business tax ID is not registered in the EU's register of VAT numbers (VIES). Enter another one, or leave the field empty.";

const noEffect = (rules: Rules, place: NonNullable<Destination>) =>
  isRegisteredAt(rules, place)
    ? "Your business tax ID is noted. VAT is charged all the same, because the seller is registered in the same country."
    : "Your business tax ID is noted. It changes nothing about the tax of this delivery.";

export const refusedTaxId = () => new DomainError("input", "checkout.tax_id_not_registered", notRegistered);

type Question = { contact: Contact; place: Destination; from: string | null };

/**
 * Returns the check of a number on which the tax depends; null if it does not depend on one. Throws
 * `checkout.tax_id_not_registered` and `throttle.too_many`.
 */
export async function checkTaxId({ cart, rules }: Ruled<CartView>, { contact, place, from }: Question) {
  const { taxId } = contact;
  if (!matters(rules, taxId, place)) return null;
  const check = await TaxId.check({ taxId, cartId: cart.cartId, known: cart.taxIdCheck, from });
  if (!TaxId.rule[check.result].places) throw refusedTaxId();
  return check;
}

/**
 * Returns a check that is recent enough to place an order, asking the register again if the cart's is not; null if the
 * tax does not depend on one. Returns "changed" when the result differs from the reviewed one; it is saved then.
 */
export async function recentCheck(
  { cart, rules }: Ruled<CartView>,
  place: Destination,
): Promise<TaxId.Check | null | "changed"> {
  const taxId = cart.contact?.taxId;
  if (!matters(rules, taxId, place)) return null;
  const known = TaxId.standing(cart.taxIdCheck, taxId);
  if (known) return known;
  const taxIdCheck = await TaxId.consult(taxId);
  const { cartId, version } = cart;
  if (taxIdCheck.result === checkOf(cart)?.result) {
    await Cart.renewCheck({ cartId, version, taxIdCheck });
    return taxIdCheck;
  }
  await Cart.saveDetails({ cartId, details: { taxIdCheck } });
  return "changed";
}
