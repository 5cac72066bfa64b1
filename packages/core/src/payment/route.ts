import { Dispute } from "../dispute";
import { Refund } from "../refund";
import { type Stripe, StripeDoor } from "../stripe";

/**
 * Handles an event about something else than a payment or its page, by what its object is. The event only says where to
 * look: each handler asks Stripe for the object as it is now. Returns what was done, or null when the event is about a
 * payment or its page.
 */
export async function route({ data: { object } }: Stripe.Event): Promise<string | null> {
  switch (object.object) {
    case "refund":
      return `refund ${await Refund.apply(await StripeDoor.client().refunds.retrieve(object.id))}`;
    case "dispute":
      return Dispute.sync({ disputeId: object.id });
    case "radar.early_fraud_warning":
      return Dispute.syncWarning({ warningId: object.id });
    default:
      return null;
  }
}
