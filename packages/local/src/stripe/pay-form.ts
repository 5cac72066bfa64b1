import type Stripe from "stripe";
import { hasValidNumber } from "./cards";
import type { Business } from "./checkout-sessions";
import { savedCards } from "./payment-methods";
import { normalTaxId, TAX_ID_RULES } from "./tax-ids";
import { idOf, type World } from "./world";

export type FieldErrors = Record<string, string>;

/** Valid input of the payment page. */
export interface PayForm {
  email: string;
  name: string;
  /** Null when there is nothing to pay or a saved card is used. */
  card: { number: string; cvc: string; expMonth: number; expYear: number } | null;
  /** Chosen saved card. */
  saved: Stripe.PaymentMethod | null;
  /** True when a new card is to be saved. */
  save: boolean;
  shippingRate: string | null;
  address: Stripe.Address | null;
  business: Business | null;
}

const LONGEST = 200;

/** Parses the form. Returns an error message for the shopper for each invalid field. */
export function readPayForm(
  world: World,
  session: Stripe.Checkout.Session,
  values: Record<string, string>,
): { form: PayForm } | { errors: FieldErrors } {
  const value = (name: string) => (values[name] ?? "").trim();
  const errors: FieldErrors = {};
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value("email")) || value("email").length > LONGEST)
    errors.email = "Your email is incomplete.";
  const saved = isFree(session)
    ? null
    : (savedOn(world, session).find(({ id }) => id === value("payment_method")) ?? null);
  const card = isFree(session) || saved ? null : cardOf(world, value, errors);
  const name = value("name") || (saved?.billing_details.name ?? "");
  if (name === "") errors.name = "Name on card is required.";
  else if (name.length > LONGEST) errors.name = "Name on card is too long.";
  const address = addressOf(session, value, errors);
  const business = businessOf(session, value, errors);
  if (Object.keys(errors).length > 0) return { errors };
  const shippingRate = value("shipping_rate") || null;
  const save = canSave(session) && value("save") === "on";
  return { form: { email: value("email"), name, card, saved, save, shippingRate, address, business } };
}

/** Returns the saved cards of the session's customer, which the page offers. */
export function savedOn(world: World, { customer, mode }: Stripe.Checkout.Session): Stripe.PaymentMethod[] {
  const id = idOf(customer);
  return id && mode !== "setup" ? savedCards(world, id) : [];
}

/** Returns whether the page offers to save a new card. */
export const canSave = ({ saved_payment_method_options: options }: Stripe.Checkout.Session): boolean =>
  options?.payment_method_save === "enabled";

/** Returns whether nothing is to be paid with any shipping option; the page then requests no card. */
export function isFree({ amount_total: total, shipping_options: options }: Stripe.Checkout.Session): boolean {
  return total === 0 && options.every(({ shipping_amount: amount }) => amount === 0);
}

/** Parses the business details: complete or empty, and complete when the session requires them. */
function businessOf(
  { tax_id_collection: collection }: Stripe.Checkout.Session,
  value: (name: string) => string,
  errors: FieldErrors,
): Business | null {
  if (!collection?.enabled) return null;
  const [name, type, number] = [value("business_name"), value("tax_id_type"), value("tax_id")];
  if (name === "" && number === "" && collection.required !== "if_supported") return null;
  if (name === "" || name.length > LONGEST) errors.business_name = "Business name is required.";
  const rule = TAX_ID_RULES.find((candidate) => candidate.type === type);
  if (!rule) errors.tax_id_type = "Choose the type of your tax ID.";
  const plain = rule ? normalTaxId(rule.type, number) : null;
  if (rule && plain === null) errors.tax_id = `Your tax ID is invalid. Example: ${rule.example}.`;
  return rule && plain !== null ? { name, taxId: { type: rule.type, value: plain } } : null;
}

function cardOf(world: World, value: (name: string) => string, errors: FieldErrors): PayForm["card"] {
  const number = value("number").replace(/[\s-]/g, "");
  if (number === "") errors.number = "Your card number is incomplete.";
  else if (!hasValidNumber(number)) errors.number = "Your card number is invalid.";
  const expiry = expiryOf(value("expiry"));
  if (!expiry) errors.expiry = "Your card's expiration date is incomplete.";
  else if (isPast(world, expiry)) errors.expiry = "Your card's expiration date is in the past.";
  const digits = /^3[47]/.test(number) ? 4 : 3;
  if (!/^\d+$/.test(value("cvc")) || value("cvc").length !== digits)
    errors.cvc = "Your card's security code is incomplete.";
  return expiry && { number, cvc: value("cvc"), expMonth: expiry.month, expYear: expiry.year };
}

function expiryOf(text: string): { month: number; year: number } | null {
  const [, month, year] = /^(\d{1,2})\s*\/?\s*(\d{2}|20\d{2})$/.exec(text) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return null;
  return { month: Number(month), year: (Number(year) % 100) + 2000 };
}

/** Returns whether a card has expired. It is valid until the end of its month. */
function isPast(world: World, { month, year }: { month: number; year: number }): boolean {
  return Date.UTC(year, month) / 1000 <= world.now();
}

function addressOf(
  session: Stripe.Checkout.Session,
  value: (name: string) => string,
  errors: FieldErrors,
): Stripe.Address | null {
  if (!session.shipping_address_collection) return null;
  const country = value("country").toUpperCase();
  for (const [name, label] of [
    ["line1", "Address"],
    ["city", "City"],
    ["postal_code", "Postal code"],
  ] as const)
    if (value(name) === "" || value(name).length > LONGEST) errors[name] = `${label} is required.`;
  if (!session.shipping_address_collection.allowed_countries.some((allowed) => allowed === country))
    errors.country = "We do not ship to this country.";
  return {
    city: value("city"),
    country,
    line1: value("line1"),
    line2: null,
    postal_code: value("postal_code"),
    state: null,
  };
}
