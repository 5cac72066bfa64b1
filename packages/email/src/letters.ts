import type { Kind, News } from "@securecart/core/order-email";

/** What a letter says: its subject, its heading, a greeting's paragraphs, and whether the order is listed below. */
export type Words = { subject: string; heading: string; paragraphs: string[]; listed: boolean };

const untilSeen = "Depending on your bank, it takes a few days until you see it.";

/** What a canceled order means for the customer's money. */
function refundOf({ now, before, wasCharged }: News["canceled"]) {
  if (!wasCharged) return ["Nothing was charged."];
  if (!now && !before) return ["Your refund has not gone through yet. We will contact you about it."];
  return [
    ...(now ? [`We have asked your bank to refund ${now}.`, untilSeen] : []),
    ...(before ? [`${before} was refunded before.`] : []),
  ];
}

const itemsOf = (returned: News["returned"]) => returned?.items.join(", ") ?? "";

/** The words of each letter. A new kind is one more entry here and in core's list of kinds. */
export const letters: Record<Kind, (news: News) => Words> = {
  received: ({ number, total }) => ({
    subject: `We have your order ${number}`,
    heading: "Thank you for your order",
    paragraphs: [
      `We have your order${total ? " and your payment is authorized" : ""}. We write again as soon as it is on its way.`,
    ],
    listed: true,
  }),
  in_review: ({ number }) => ({
    subject: `We are looking at your order ${number}`,
    heading: "A moment, please",
    paragraphs: [
      "A person looks at your order before we pack it, usually within a day. Nothing has been charged yet.",
    ],
    listed: false,
  }),
  paid: ({ number, total }) => ({
    subject: `Payment received for order ${number}`,
    heading: "Your payment is complete",
    paragraphs: [
      total
        ? `We received ${total} for your order ${number}.`
        : `There is nothing to pay for your order ${number}.`,
    ],
    listed: true,
  }),
  shipped: ({ number, shipment }) => ({
    subject: `Your order ${number} is on its way`,
    heading: "Your order is on its way",
    paragraphs: [
      `We handed your order to ${shipment?.carrier || "the carrier"}.`,
      ...(shipment?.tracking ? [`Its tracking number is ${shipment.tracking}.`] : []),
    ],
    listed: true,
  }),
  delivered: ({ number }) => ({
    subject: `Your order ${number} has arrived`,
    heading: "Your order has arrived",
    paragraphs: ["Your order was delivered. We hope you enjoy it."],
    listed: false,
  }),
  canceled: ({ number }) => ({
    subject: `Order ${number} is canceled`,
    heading: "Your order is canceled",
    paragraphs: ["Your order is canceled and nothing was charged."],
    listed: false,
  }),
  canceled_refunded: ({ number, canceled, cause }) => ({
    subject: `Order ${number} is canceled`,
    heading: "Your order is canceled",
    paragraphs: [...(cause ? [cause] : []), ...refundOf(canceled)],
    listed: false,
  }),
  refunded: ({ number, refunded, paidBy, why }) => ({
    subject: `A refund for order ${number}`,
    heading: "Your refund",
    paragraphs: [
      `We have refunded ${refunded} for your order ${number}.`,
      ...(why ? [why] : []),
      paidBy ? `We returned it another way: ${paidBy}.` : untilSeen,
    ],
    listed: false,
  }),
  refund_failed: ({ number, refunded }) => ({
    subject: `Your refund for order ${number} did not go through`,
    heading: "Your refund did not go through",
    paragraphs: [
      `Your bank did not accept the refund of ${refunded} for your order ${number}.`,
      "You do not need to do anything. We will return the money another way, or contact you about it.",
    ],
    listed: false,
  }),
  return_requested: ({ number, returned }) => ({
    subject: `You want to send back something of order ${number}`,
    heading: "We have your request",
    paragraphs: [
      `You want to send back: ${itemsOf(returned)}.`,
      "We look at it and write to you soon. Please keep the goods until then.",
    ],
    listed: false,
  }),
  return_approved: ({ number, returned }) => ({
    subject: `Your return of order ${number} is approved`,
    heading: "You can send it back",
    paragraphs: [
      `You can send back: ${itemsOf(returned)}.`,
      ...(returned?.answer ? [returned.answer] : []),
      "As soon as it has arrived, we refund it.",
    ],
    listed: false,
  }),
  return_declined: ({ number, returned }) => ({
    subject: `About your return of order ${number}`,
    heading: "We cannot take it back",
    paragraphs: [
      `You wanted to send back: ${itemsOf(returned)}.`,
      ...(returned?.answer ? [returned.answer] : []),
    ],
    listed: false,
  }),
  tax_id_refused: ({ number }) => ({
    subject: `Your business tax ID for order ${number} was not confirmed`,
    heading: "Your business tax ID is not registered",
    paragraphs: [
      "When you ordered, we could not check your business tax ID. We have checked it now: it is not in the register of the European Union (VIES), so the VAT that you paid stays charged.",
      "If the number has a typing error, or was registered only recently, please write to us.",
    ],
    listed: false,
  }),
};
