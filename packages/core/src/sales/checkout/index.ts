import { z } from "zod";
import { RateLimit } from "#accounts/rate-limit";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import type { Currency } from "#platform/money";
import { Phone } from "#platform/phone";
import { Place } from "#platform/place";
import type { Values } from "#platform/settings";
import { Address, Cart, Contact } from "../cart";
import { Inventory } from "../inventory";
import { Order, type OrderView } from "../order";
import { Pricing } from "../pricing";
import { Promotion } from "../promotion";
import { type CheckoutView, look, readRuled, refused, refusePlace } from "./look";
import { checkTaxId } from "./tax-id";

export * as Checkout from "./index";
export type { AppliedAutomatic, AppliedCoupon, CheckoutView, DeliveryChoice, Step } from "./look";
export { place } from "./place";
export type { TaxIdNote } from "./tax-id";
export { Address, Contact };

/**
 * Returns the address forms of the countries that we deliver to, and of the country that a saved address has already. One
 * request at most.
 */
export async function addressForms(saved?: string) {
  const { shipping } = await Pricing.rules();
  return formsOf(
    Pricing.countriesOf(shipping).map(({ code }) => code),
    saved,
  );
}

/** Returns the address forms of these countries, and of the country that a saved address has already. */
export function formsOf(countries: string[], saved?: string) {
  const also = saved && Place.countryOf(saved) === saved ? [saved] : [];
  return [...new Set([...countries, ...also])].map(Place.form);
}

const Ref = z.object({ cartId: Id.schema("cart") });

const Details = Ref.extend({
  contact: Contact,
  address: Address,
  /** Network address of the shopper, if known: it limits guesses of tax IDs. */
  from: z.string().max(100).nullable().default(null),
});

/** Completes the phone number for the country of the address. */
function dialedAtAddress({ contact, address, ...ref }: z.input<typeof Details>) {
  const { phone } = Phone.inForm({ phone: contact.phone, country: address.country });
  return { ...ref, contact: { ...contact, phone }, address };
}

/** Returns everything that checkout shows, priced as it would be charged now. Two requests. */
export const read = fn(Ref, async (ref) => look(await readRuled(ref)).shown);

/** Describes an order that was placed from this cart and is not over. */
export type EarlierOrder = {
  orderId: string;
  number: string;
  total: number;
  currency: Currency;
  /**
   * "same": Pay continues it. "differs": Pay cancels it and places another. "paid": its goods are still in the cart.
   */
  state: "same" | "differs" | "paid";
};

/**
 * Returns what `read` does and the order that was placed from this cart and is still unpaid, or paid a moment ago.
 * Two requests; one more for each such order.
 */
export const review = fn(Ref, async (ref): Promise<CheckoutView & { earlier: EarlierOrder | null }> => {
  const { shown } = look(await readRuled(ref));
  const { orderId, isPurchaseRemoved, alsoOpen } = shown.cart;
  const ids = [...(orderId && !isPurchaseRemoved ? [orderId] : []), ...alsoOpen];
  const orders = await Promise.all(ids.map((orderId) => Order.byId({ orderId })));
  const [earlier = null] = orders.flatMap((order) => (order ? (earlierOf(order, shown) ?? []) : []));
  return { ...shown, earlier };
});

function earlierOf(order: OrderView, { reviewed }: CheckoutView): EarlierOrder | null {
  const { orderId, number, status, closing, currency, totals } = order;
  if (Order.unshippedEnds.includes(status)) return null;
  const unpaid = order.reviewed === reviewed && !closing ? "same" : "differs";
  return { orderId, number, total: totals.total, currency, state: status === "pending" ? unpaid : "paid" };
}

/**
 * Saves contact and address. Throws `place.…` for an address that has no place, `checkout.no_delivery` when we do not
 * deliver there, `checkout.too_heavy` when the cart is too heavy for that place, `checkout.tax_id_elsewhere` for a tax
 * ID of another country, `checkout.tax_id_not_registered` for one that the register does not know, and
 * `checkout.phone_required`; nothing is saved then.
 */
export const setContact = fn(
  z.preprocess(dialedAtAddress, Details),
  async ({ cartId, contact: typedContact, address: typed, from }) => {
    const { address, ...place } = Place.require(typed);
    const ruled = await readRuled({ cartId });
    const contact = contactFor(ruled.checkout.phone, typedContact);
    const refusal = refusePlace(ruled, contact, place);
    if (refusal) throw refusal;
    const taxIdCheck = await checkTaxId(ruled, { contact, place, from });
    await Cart.saveDetails({ cartId, details: { contact, address, taxIdCheck } });
  },
);

/** Returns the contact without a phone number when the shop asks for none. Throws `checkout.phone_required`. */
function contactFor(rule: Values<"checkout">["phone"], contact: Contact): Contact {
  if (rule === "hidden") return { ...contact, phone: undefined, textUpdates: undefined };
  if (rule === "required" && !contact.phone)
    throw new DomainError("input", "checkout.phone_required", "Enter a phone number.", "phone");
  return contact;
}

/** Saves the delivery option. Throws `checkout.unknown_delivery` for one that is not offered. */
export const setDelivery = fn(Ref.extend({ delivery: z.string().max(40) }), async ({ cartId, delivery }) => {
  const { deliveryOptions } = await read({ cartId });
  if (!deliveryOptions.some(({ id }) => id === delivery)) {
    throw new DomainError("input", "checkout.unknown_delivery", "Please choose one of the delivery options.");
  }
  await Cart.saveDetails({ cartId, details: { delivery } });
});

const Coupon = Ref.extend({
  code: z.string(),
  /** Network address of the shopper, if known: it limits guesses of codes. */
  from: z.string().max(100).nullable().default(null),
});

/**
 * Saves a discount code on the cart. Throws `cart.empty`, `promotion.unknown`, the reason why the code does not fit
 * this cart (`promotion.expired`, `not_yet`, `paused`, `exhausted`, `used_before`, `wrong_items`, `wrong_currency`,
 * `below_minimum`, `too_few_items`, `wrong_customer`, `saves_less`), or `throttle.too_many` after too many guesses; the
 * cart is then unchanged.
 */
export const applyCoupon = fn(Coupon, async ({ cartId, code, from }) => {
  await RateLimit.take({ what: "coupon", account: cartId, origin: from ?? cartId });
  const ruled = await readRuled({ cartId });
  const { cart } = ruled;
  if (cart.lines.length === 0) throw new DomainError("conflict", "cart.empty", "Your cart is empty.");
  const meant = Promotion.canonical(code);
  if (!meant) throw refused(Promotion.unknown);
  const open = cart.orderId ? await Inventory.holdOf({ orderId: cart.orderId }) : null;
  const coupon = await Promotion.lookUp({ code: meant, email: cart.contact?.email, orderId: open?.orderId });
  const terms = [...cart.automatics.map((one) => one.terms), ...(coupon.coupon ? [coupon.coupon] : [])];
  const lines = await Promotion.withCollections(cart.lines, terms);
  const { fitting } = look({ ...ruled, cart: { ...cart, lines, coupon } });
  if (fitting && !fitting.fits) throw refused(fitting);
  await Cart.setCoupon({ cartId, code: meant });
});

/** Removes the discount code of a cart, if it has one. */
export const removeCoupon = fn(Ref, ({ cartId }) => Cart.setCoupon({ cartId, code: null }));
