import { createHash } from "node:crypto";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { Money } from "#platform/money";
import { Place } from "#platform/place";
import { Settings, type Values } from "#platform/settings";
import { type Address, Cart, type CartView, type Contact } from "../cart";
import {
  type DeliveryOption,
  type Discount,
  deliveriesTo,
  Pricing,
  type Rules,
  type TaxRule,
  type Totals,
  taxFor,
  zoneOf,
} from "../pricing";
import { type Best, type Fit, Promotion, type Refusal } from "../promotion";
import { TaxId } from "../tax-id";
import { checkOf, confirmedId, mustChange, noteOf, type TaxIdNote } from "./tax-id";

export type Step = "cart" | "contact" | "delivery" | "review";
export type DeliveryChoice = DeliveryOption;

/** Automatic discount that applies. */
export type AppliedAutomatic = { label: string };

export type AppliedCoupon = { code: string; label: string; applied: boolean; reason: string | null };

export type CheckoutView = {
  cart: CartView;
  /** Message to the shopper when the merchant's rules allow no such order. */
  cartProblem: string | null;
  rules: Values<"checkout">;
  contact: Contact | null;
  /**
   * Address in the form of its country, or as typed if it can no longer be resolved: `addressProblem` has the reason.
   */
  address: Address | null;
  /** Place of the address; null without an address, or when it cannot be resolved. */
  place: Place.Destination | null;
  addressProblem: Place.Refused | null;
  /** Codes of the countries that we deliver to. */
  countries: string[];
  deliveryOptions: DeliveryChoice[];
  delivery: string | null;
  /** Message to the shopper when the cart cannot be delivered to the address. */
  deliveryProblem: string | null;
  /** Discount code that the shopper entered. One that does not fit has a reason, and the totals are without it. */
  coupon: AppliedCoupon | null;
  automatic: AppliedAutomatic | null;
  /** Message to the shopper about the business tax ID. */
  taxId: TaxIdNote | null;
  totals: Totals;
  /** First step that is not complete. */
  next: Step;
  /** Digest of everything that the shopper reviews. It is sent back with the order and must still match. */
  reviewed: string;
};

/** A cart and the rules by which it is delivered and taxed, of the same moment. */
export type Ruled = {
  cart: CartView;
  rules: Rules;
  checkout: Values<"checkout">;
  returns: Values<"returns">;
  orders: Values<"orders">;
};

const ownGroups = ["checkout", "returns", "orders"] as const;

/** Returns a cart with the rules as they are now. Two requests; an empty cart has rules that may be two seconds old. */
export async function readRuled(ref: { cartId: string }): Promise<Ruled> {
  const keys = [...Pricing.ruleKeys(), ...ownGroups.map(Settings.keyOf)];
  const { cart, items } = await Cart.readWith(ref, keys);
  const own = <Name extends (typeof ownGroups)[number]>(group: Name) => Settings.ofItems(items ?? [], group);
  return {
    cart,
    rules: items ? Pricing.rulesOf(items) : await Pricing.rules(),
    checkout: own("checkout"),
    returns: own("returns"),
    orders: own("orders"),
  };
}

type Look = {
  shown: CheckoutView;
  /** Tells whether the coupon applies; null without one. */
  fitting: Fit | null;
  automatic: Best["automatic"];
  tax: TaxRule;
};

/** Computes everything about a cart's checkout, which discounts apply, and its tax. */
export function look(ruled: Ruled): Look {
  const { cart, rules } = ruled;
  const { contact, currency, lines } = cart;
  const { address, place, addressProblem } = locate(cart.address);
  const deliveryOptions = place ? deliveriesFor(ruled, place) : [];
  const chosen = deliveryOptions.find(({ id }) => id === cart.delivery);
  const tax = taxFor({ rules, place, taxId: confirmedId(cart) });
  const priced = (discounts: Discount[]) =>
    Pricing.price({ currency, lines, discounts, shipping: chosen?.amount ?? 0, tax });
  const { automatic, code: fitting, discounts } = bestOf(cart, (some) => priced(some).total);
  const totals = priced(discounts);
  const cartProblem = problemWith(cart, ruled.checkout);
  const next = stepOf(cart, {
    isAllowed: cartProblem === null,
    isReachable: ruled.checkout.phone !== "required" || Boolean(contact?.phone),
    isPlaced: place !== null,
    isDeliveryChosen: Boolean(chosen),
  });
  const shown = {
    cart,
    cartProblem,
    rules: ruled.checkout,
    contact,
    address,
    place,
    addressProblem,
    countries: Pricing.countriesOf(rules.shipping).map(({ code }) => code),
    deliveryOptions,
    delivery: chosen?.id ?? null,
    deliveryProblem: (place && deliveryProblem(ruled, place)?.message) ?? null,
    coupon: couponOf(cart, fitting),
    automatic: automatic && { label: automatic.terms.label },
    taxId: noteOf(ruled, place),
    totals,
    next,
    reviewed: fingerprint({
      cartId: cart.cartId,
      lines: lines.map(({ sku, name, title, unitPrice, quantity }) => [
        sku,
        name,
        title,
        unitPrice,
        quantity,
      ]),
      address,
      contact,
      taxId: checkOf(cart)?.result,
      delivery: chosen && withoutPromise(chosen),
      totals,
    }),
  };
  return { shown, fitting, automatic, tax };
}

/** Returns what of a delivery is agreed at review: its dates move on with the time of the order. */
const withoutPromise = ({ promise: _, ...agreed }: DeliveryChoice) => agreed;

/** Returns why the merchant's rules do not allow an order of this cart, in words for the shopper; null when they do. */
function problemWith({ lines, currency, subtotal }: CartView, rules: Values<"checkout">) {
  const tooMany = lines.find(({ quantity }) => quantity > rules.mostOfOneItem);
  if (tooMany)
    return `You can order at most ${rules.mostOfOneItem} of ${tooMany.name}. Please lower the quantity.`;
  const least = rules[Settings.minimumIn(currency)];
  if (lines.length === 0 || subtotal >= least) return null;
  const [minimum, missing] = [least, least - subtotal].map((amount) => Money.format(amount, currency));
  return `The smallest order is ${minimum}. Please add items for ${missing} more.`;
}

/** Resolves the place of a cart's address again: it may have been saved under older rules. */
function locate(typed: Address | null) {
  if (!typed) return { address: null, place: null, addressProblem: null };
  const found = Place.resolve(typed);
  if (found.refused) return { address: typed, place: null, addressProblem: found };
  const { address, ...place } = found;
  return { address, place, addressProblem: null };
}

/** Returns the discounts that apply to a cart now: those that cost the shopper the least. */
function bestOf(
  { coupon, automatics, groups, currency, lines }: CartView,
  total: (discounts: Discount[]) => number,
): Best {
  const code = coupon && { terms: coupon.coupon, usage: coupon.usage };
  return Promotion.best({ automatics, code }, { currency, groups, lines }, Clock.iso(), total);
}

function couponOf({ coupon: noted }: CartView, fitting: Fit | null): AppliedCoupon | null {
  if (!noted || !fitting) return null;
  const { code, coupon } = noted;
  return {
    code,
    label: coupon?.label ?? "",
    applied: fitting.fits,
    reason: fitting.fits ? null : fitting.message,
  };
}

/** Returns the refusal when a cart cannot be delivered to a place, or the tax ID is of another country; else null. */
export function refusePlace(ruled: Ruled, { taxId }: Pick<Contact, "taxId">, place: Place.Destination) {
  const problem = deliveryProblem(ruled, place);
  if (problem) return refused(problem);
  const area = taxId && TaxId.taxAreaOf(taxId);
  if (!area || [place.taxArea, place.country].includes(area)) return null;
  return refused({
    code: "checkout.tax_id_elsewhere",
    message:
      "The business tax ID is of another country than the address. Enter the one of that country, or none.",
  });
}

function deliveryProblem(ruled: Ruled, place: Place.Destination) {
  const zone = zoneOf(ruled.rules.shipping, place);
  if (!zone?.methods.some(({ active }) => active))
    return {
      code: "checkout.no_delivery",
      message: `We do not deliver to ${place.name} yet. Please enter another address.`,
    };
  if (ruled.cart.lines.length === 0 || deliveriesFor(ruled, place).length > 0) return null;
  if (!isPriced(zone, ruled.cart.currency))
    return {
      code: "checkout.no_delivery",
      message: `We do not deliver orders in ${ruled.cart.currency} to ${place.name} yet. Please enter another address.`,
    };
  return {
    code: "checkout.too_heavy",
    message: "Your cart is too heavy to be delivered to this address at once. Please take something out.",
  };
}

/** Tells whether any parcel to a zone has a price in a currency. */
const isPriced = ({ methods }: NonNullable<ReturnType<typeof zoneOf>>, currency: CartView["currency"]) =>
  methods.some(
    ({ active, tariff }) =>
      active &&
      (tariff.by === "flat" ? [tariff] : tariff.steps).some(({ prices }) => prices[currency] !== undefined),
  );

const deliveriesFor = (
  { cart: { currency, subtotal, lines }, rules }: Ruled,
  place: Place.Destination,
): DeliveryOption[] =>
  deliveriesTo({
    rules,
    place,
    currency,
    subtotal,
    grams: lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0),
  });

/** Returns a refusal as an error. */
export const refused = ({ code, message }: Pick<Refusal, "message"> & { code: string }) =>
  new DomainError(code.startsWith("promotion.") ? "conflict" : "input", code, message);

type Progress = { isAllowed: boolean; isReachable: boolean; isPlaced: boolean; isDeliveryChosen: boolean };

function stepOf(cart: CartView, { isAllowed, isReachable, isPlaced, isDeliveryChosen }: Progress): Step {
  const { lines, contact } = cart;
  if (lines.length === 0 || lines.some(({ problem }) => problem) || !isAllowed) return "cart";
  if (!contact || !isReachable || !isPlaced || mustChange(cart)) return "contact";
  return isDeliveryChosen ? "review" : "delivery";
}

function fingerprint(seen: unknown) {
  return createHash("sha256").update(JSON.stringify(seen, inOrder)).digest("base64url").slice(0, 22);
}

/** Sorts the keys of objects: the table returns them in any order. */
const inOrder = (_key: string, value: unknown) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
