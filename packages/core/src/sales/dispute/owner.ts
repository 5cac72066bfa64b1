import { Id } from "#platform/id";
import { type Stripe, StripeApi } from "#platform/stripe";
import { idOf } from "./state";

type About = { payment_intent?: string | Stripe.PaymentIntent | null; charge: string | Stripe.Charge };

/**
 * Returns the id of the order that a dispute or warning is about, by its payment's metadata; null when it is not
 * ours.
 */
export async function orderIdOf({ payment_intent, charge }: About) {
  const stripe = StripeApi.client();
  const intent = idOf(payment_intent) || idOf((await stripe.charges.retrieve(idOf(charge))).payment_intent);
  if (!intent) return null;
  const { metadata } = await stripe.paymentIntents.retrieve(intent);
  return Id.schema("order").safeParse(metadata.orderId).data ?? null;
}
