import { z } from "zod";
import { Customer } from "#accounts/customer";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Stripe, StripeApi } from "#platform/stripe";

export * as SavedCards from "./index";

/** Card that a customer saved at Stripe. Nothing of it is stored here. */
export type SavedCard = {
  cardId: string;
  brand: string;
  last4: string;
  expires: { month: number; year: number };
  isDefault: boolean;
};

const Ref = z.object({ customerId: Id.schema("customer") });
const OneCard = Ref.extend({ cardId: z.string().regex(/^(pm|card)_\w{1,200}$/, "Choose a card.") });

/**
 * Returns the id of an account's customer at Stripe, created when first needed. The same key and parameters each time
 * create it only once. Returns null while Stripe cannot be reached: an order is then paid like a guest's.
 */
export const customerAtStripe = fn(Ref, async ({ customerId }): Promise<string | null> => {
  const profile = await Customer.byId({ customerId });
  if (!profile) return null;
  if (profile.stripeCustomerId) return profile.stripeCustomerId;
  const { customers } = StripeApi.client();
  try {
    const { id } = await customers.create(
      { metadata: { customerId } },
      { idempotencyKey: `customer:${customerId}` },
    );
    await customers.update(id, { email: profile.email, name: profile.name });
    await Customer.linkStripe({ customerId, stripeCustomerId: id });
    return (await Customer.byId({ customerId }))?.stripeCustomerId ?? null;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    Log.error("wallet.no_customer", error, { customerId });
    return null;
  }
});

/**
 * Returns the saved cards of a customer, the default first. Throws `wallet.unavailable` when Stripe cannot be
 * reached.
 */
export const cards = fn(Ref, async (ref): Promise<SavedCard[]> => {
  const atStripe = await known(ref);
  if (!atStripe) return [];
  return ask(async () => {
    const { customers } = StripeApi.client();
    const [owner, { data }] = await Promise.all([
      customers.retrieve(atStripe),
      customers.listPaymentMethods(atStripe, { type: "card", limit: 100 }),
    ]);
    const first = owner.deleted ? null : idOf(owner.invoice_settings.default_payment_method);
    return data
      .flatMap(({ id, card }) => (card ? [savedCard(id, card, id === first)] : []))
      .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  });
});

/** Removes a saved card at Stripe. Safe to repeat. Throws `wallet.unknown_card`, `wallet.unavailable`. */
export const removeCard = fn(OneCard, async ({ cardId, ...ref }) => {
  const atStripe = await known(ref);
  await ask(async () => {
    const { paymentMethods } = StripeApi.client();
    const card = await paymentMethods.retrieve(cardId).catch(unknownWhenRefused);
    const owner = idOf(card.customer);
    if (!owner) return; // it was removed before
    if (!atStripe || owner !== atStripe) throw unknown();
    await paymentMethods.detach(cardId);
  });
});

/** Makes a saved card the default of payment pages. Throws `wallet.unknown_card`, `wallet.unavailable`. */
export const setDefaultCard = fn(OneCard, async ({ cardId, ...ref }) => {
  const atStripe = await known(ref);
  if (!atStripe) throw unknown();
  await ask(async () => {
    const { customers, paymentMethods } = StripeApi.client();
    const card = await paymentMethods.retrieve(cardId).catch(unknownWhenRefused);
    if (idOf(card.customer) !== atStripe) throw unknown();
    await customers.update(atStripe, { invoice_settings: { default_payment_method: cardId } });
  });
});

/**
 * Updates email address and name of a customer at Stripe, if the account has one. An error of Stripe is only logged: a
 * change of the profile does not wait for it.
 */
export const update = fn(Ref, async ({ customerId }) => {
  const profile = await Customer.byId({ customerId });
  if (!profile?.stripeCustomerId) return;
  const { stripeCustomerId, email, name } = profile;
  await StripeApi.client()
    .customers.update(stripeCustomerId, { email, name })
    .catch((error) => {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      Log.error("wallet.not_updated", error, { customerId });
    });
});

/**
 * Deletes the customers of an account at Stripe with their saved cards, also one that was created and never stored
 * here. Returns how many it deleted. Safe to repeat.
 */
export const forget = fn(
  z.object({ customerId: z.string(), stripeCustomerId: z.string().nullable(), email: z.string() }),
  async ({ customerId, stripeCustomerId, email }) => {
    const { customers } = StripeApi.client();
    const found = email ? await customers.list({ email, limit: 100 }) : { data: [] };
    const ours = found.data.filter(({ metadata }) => metadata.customerId === customerId).map(({ id }) => id);
    const ids = new Set([...(stripeCustomerId ? [stripeCustomerId] : []), ...ours]);
    let deleted = 0;
    for (const id of ids) {
      const gone = await customers.del(id).then(
        () => true,
        (error) => {
          if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
          throw error;
        },
      );
      if (gone) deleted++;
    }
    return deleted;
  },
);

async function known({ customerId }: { customerId: string }) {
  return (await Customer.byId({ customerId }))?.stripeCustomerId ?? null;
}

function savedCard(cardId: string, card: Stripe.PaymentMethod.Card, isDefault: boolean): SavedCard {
  const { brand, last4, exp_month: month, exp_year: year } = card;
  return { cardId, brand, last4, expires: { month, year }, isDefault };
}

const idOf = (value: string | { id: string } | null | undefined) =>
  typeof value === "string" ? value : (value?.id ?? null);

async function ask<Answer>(question: () => Promise<Answer>) {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    Log.error("wallet.unavailable", error);
    throw new DomainError(
      "unavailable",
      "wallet.unavailable",
      "We can't reach the payment service right now. Please try again in a moment.",
    );
  }
}

function unknownWhenRefused(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) throw unknown();
  throw error;
}

const unknown = () => new DomainError("not_found", "wallet.unknown_card", "We can't find this card.");
