import { Money } from "@securecart/core/money";
import { Order, type OrderView, type Status } from "@securecart/core/order";

/** Reports whether an order's status changes automatically within seconds or minutes. */
export const isMoving = (status: Status) => status === "pending" || status === "authorized";

type Explanation = {
  tone: "good" | "warning" | "bad" | "plain";
  text: string;
  /** Set while the goods are held for a payment. */
  isHeld?: true;
};
type Arrival = { checked: boolean; canceled: boolean; paid: boolean };

/** Explains an order's status to its customer, and what happens next. */
export function explain(order: OrderView, arrival: Arrival): Explanation {
  const { email } = order.contact;
  const money = (minor: number) => Money.format(minor, order.currency);
  switch (Order.outlook(order).says) {
    case "pending":
      return explainPending(order.closing !== null, arrival);
    case "confirmed":
      return good(`Thank you! Your payment is approved and your order is confirmed. We'll email ${email}.`);
    case "in_review":
      return good("Thank you! We are taking a closer look at your order and will email you soon.");
    case "paid":
      return good(
        `Thank you! We have received your payment and are getting your order ready. We'll email ${email}.`,
      );
    case "packed":
      return good("Your order is packed and will ship soon.");
    case "shipped":
      return good("Your order is on its way.");
    case "delivered":
      return good("Your order has arrived.");
    case "refunded":
      return warning(`This order was refunded: ${money(order.refunded)} will be returned to your card.`);
    case "expired":
      return warning("The time to pay ran out, so the items were released. Nothing was charged.");
    case "canceled":
      return warning(
        order.captured > 0
          ? "This order was canceled. We will contact you about your refund."
          : "This order was canceled. Nothing was charged.",
      );
    case "canceled_refund_pending":
      return warning(`This order was canceled. Your refund of ${money(order.refunded)} is on its way.`);
    case "canceled_refunded":
      return warning(`This order was canceled and ${money(order.refunded)} was refunded.`);
    case "canceled_refund_failed":
      return {
        tone: "bad",
        text: `This order was canceled, but your bank did not accept the refund of ${money(order.captured - order.refunded)}. You do not need to do anything: we will return the money another way, or contact you.`,
      };
  }
}

function explainPending(closing: boolean, { checked, canceled, paid }: Arrival): Explanation {
  if (closing) return { tone: "plain", text: "This order is being closed. Please check again in a minute." };
  if (!checked || paid) {
    return { tone: "plain", text: "We are checking your payment. This page updates automatically." };
  }
  const text = canceled
    ? "You left the payment page. Nothing was charged."
    : "This order is waiting for payment.";
  return { tone: "plain", text, isHeld: true };
}

const good = (text: string): Explanation => ({ tone: "good", text });
const warning = (text: string): Explanation => ({ tone: "warning", text });
