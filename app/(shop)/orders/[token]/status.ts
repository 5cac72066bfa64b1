import type { OrderView, Status } from "@securecart/core/order";

/** Orders that go on by themselves within seconds or minutes. */
export const isMoving = (status: Status) => status === "pending" || status === "authorized";

/** Orders that are settled with the bank and have not left the house: the shopper may still give them up. */
export const isCancelable = (status: Status) =>
  status === "authorized" || status === "in_review" || status === "paid" || status === "packed";

type Explanation = { tone: "good" | "warning" | "bad" | "plain"; text: string };
type Arrival = { checked: boolean; canceled: boolean; paid: boolean };

/** What the status means for the shopper and what comes next. */
export function explain({ status, closing, contact }: OrderView, arrival: Arrival): Explanation {
  switch (status) {
    case "pending":
      return explainPending(closing !== null, arrival);
    case "authorized":
      return good(
        `Thank you! Your payment is approved and your order is confirmed. We write to ${contact.email}.`,
      );
    case "in_review":
      return good("Thank you! We are taking a closer look at your order and write to you soon.");
    case "paid":
      return good(
        `Thank you! Your payment has arrived and we are getting your order ready. We write to ${contact.email}.`,
      );
    case "packed":
      return good("Your order is packed and leaves soon.");
    case "shipped":
      return good("Your order is on its way.");
    case "delivered":
      return good("Your order has arrived.");
    case "expired":
      return {
        tone: "warning",
        text: "The time to pay ran out, so the items were released. Nothing was charged.",
      };
    case "canceled":
      return { tone: "warning", text: "This order was canceled. Nothing was charged." };
    case "canceled_refunded":
      return {
        tone: "warning",
        text: "This order was canceled. Your payment goes back to you in full.",
      };
  }
}

function explainPending(closing: boolean, { checked, canceled, paid }: Arrival): Explanation {
  if (closing) return { tone: "plain", text: "This order is being closed. Please look again in a minute." };
  if (!checked || paid) {
    return { tone: "plain", text: "We are checking your payment. This page brings itself up to date." };
  }
  const waits = "The items are held for you until you pay or cancel.";
  return canceled
    ? { tone: "plain", text: `You left the payment page: nothing was charged. ${waits}` }
    : { tone: "plain", text: `This order waits for its payment. ${waits}` };
}

const good = (text: string): Explanation => ({ tone: "good", text });
