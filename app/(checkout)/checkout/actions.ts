"use server";

import { Address, Checkout, Contact } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Payment } from "@securecart/core/payment";
import { Phone } from "@securecart/core/phone";
import { SavedCards } from "@securecart/core/saved-cards";
import { Trace } from "@securecart/core/trace";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { parseWithPlace, shownAgain } from "#app/_lib/address-form";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { clientAddress } from "#app/_lib/client-address";
import { readCustomer } from "#app/_lib/customer-session";
import { askAboutEmail, withChosenEmail } from "#app/_lib/email-check";
import { readCart } from "#app/_lib/session";

const Details = z.object({
  ...Contact.shape,
  ...Address.shape,
  // A browser sends "on" for a ticked checkbox and nothing for an empty one.
  textUpdates: z
    .literal("on")
    .optional()
    .transform((ticked) => ticked === "on"),
});
/** Set when the customer wants to save the address. */
const Keep = z.object({ keepAddress: z.literal("on").optional() });
const Delivery = z.object({ delivery: z.string("Please choose a delivery option.").max(40) });
const Coupon = z.object({ code: z.string("Enter a discount code.") });
const Review = z.object({
  reviewed: z.string().max(100),
  acceptsTerms: z
    .literal("on")
    .optional()
    .transform((ticked) => ticked === "on"),
});

export async function saveContact(_previous: Outcome | null, sent: FormData): Promise<Outcome> {
  const cartId = await theCart();
  const form = withChosenEmail(sent);
  const again = shownAgain(form);
  if (again) return again;
  const outcome = await attempt(async () => {
    const { email, name, phone, taxId, textUpdates, ...address } = parseWithPlace(
      Details,
      Phone.inForm(fields(form)),
    );
    askAboutEmail(form);
    await Checkout.setContact({
      cartId,
      contact: { email, name, phone, taxId, textUpdates },
      address,
      from: await clientAddress(),
    });
    const customer = Keep.parse(fields(form)).keepAddress ? await readCustomer({ quiet: true }) : null;
    if (customer)
      await Customer.addAddress({
        customerId: customer.customerId,
        address: { ...address, name, phone },
      });
  });
  if (outcome.ok) redirect("/checkout/delivery");
  const about = fieldOf[outcome.code];
  return { ...outcome, ...(about && { fields: { [about]: outcome.message } }), values: typed(form) };
}

/** Field that a refusal belongs to, for rules about several fields. */
const fieldOf: Record<string, string> = {
  "checkout.no_delivery": "country",
  "checkout.tax_id_elsewhere": "taxId",
  "checkout.tax_id_not_registered": "taxId",
  "throttle.too_many": "taxId",
  "customer.too_many_addresses": "keepAddress",
};

export async function saveDelivery(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const cartId = await theCart();
  const outcome = await attempt(async () => {
    const { delivery } = Delivery.parse(fields(form));
    await Checkout.setDelivery({ cartId, delivery });
  });
  if (outcome.ok) redirect("/checkout/review");
  return { ...outcome, message: outcome.fields?.delivery ?? outcome.message, values: typed(form) };
}

export async function applyCoupon(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const cartId = await theCart();
  const outcome = await attempt(async () => {
    const { code } = Coupon.parse(fields(form));
    await Checkout.applyCoupon({ cartId, code, from: await clientAddress() });
    refresh();
  });
  if (outcome.ok) return outcome;
  return { ...outcome, message: outcome.fields?.code ?? outcome.message, values: typed(form) };
}

export async function removeCoupon(): Promise<Outcome> {
  const cartId = await theCart();
  return attempt(async () => {
    await Checkout.removeCoupon({ cartId });
    refresh();
  });
}

/** Places the order and redirects to the payment page. Sent twice it is one order, so trying again is safe. */
export async function pay(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const cartId = await theCart();
  return attempt(async () => {
    const { reviewed, acceptsTerms } = Review.parse(fields(form));
    const { orderId } = await Checkout.place({
      cartId,
      ...(await buyer()),
      reviewed,
      acceptsTerms,
      from: await clientAddress(),
      trace: Trace.of(await headers()),
    });
    const { url } = await Payment.start({ orderId });
    redirect(url);
  });
}

/** Returns the signed-in customer, with their Stripe customer ID if they have one: it makes saved cards available. */
async function buyer() {
  const customer = await readCustomer();
  if (!customer) return {};
  const { customerId } = customer;
  const stripeCustomerId = await SavedCards.customerAtStripe({ customerId });
  return { customerId, ...(stripeCustomerId && { stripeCustomerId }) };
}

async function theCart() {
  const cartId = await readCart();
  if (!cartId) redirect("/cart");
  return cartId;
}
