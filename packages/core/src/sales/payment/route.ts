import { Id } from "#platform/id";
import { type Stripe, StripeApi } from "#platform/stripe";
import { Dispute } from "../dispute";
import { Order } from "../order";
import { Refund } from "../refund";

/**
 * Handles an event about anything else than a payment or its page, by the type of its object. The event only names the
 * object: each handler asks Stripe for its current state. Returns what was done, or null when the event is about a
 * payment or its page.
 */
export async function route({ data: { object } }: Stripe.Event): Promise<string | null> {
  switch (object.object) {
    case "refund":
      return `refund ${await Refund.apply(await StripeApi.client().refunds.retrieve(object.id))}`;
    case "charge":
      return syncRefunds(object);
    case "dispute":
      return Dispute.sync({ disputeId: object.id });
    case "radar.early_fraud_warning":
      return Dispute.syncWarning({ warningId: object.id });
    default:
      return null;
  }
}

/**
 * Updates an order's refunds when its charge has one. Returns null, because the charge is about the payment, too. A
 * partial capture also counts as refunded on the charge, so an order that is not captured yet is settled first.
 */
async function syncRefunds({ amount_refunded, metadata, payment_intent }: Stripe.Charge) {
  if (amount_refunded === 0 || !payment_intent) return null;
  const intent =
    typeof payment_intent === "string"
      ? await StripeApi.client().paymentIntents.retrieve(payment_intent)
      : payment_intent;
  const ref = Id.schema("order").safeParse(metadata.orderId ?? intent.metadata.orderId);
  const order = ref.success ? await Order.byId({ orderId: ref.data }) : null;
  if (order && order.captured > 0) await Refund.sync({ orderId: order.orderId });
  return null;
}
