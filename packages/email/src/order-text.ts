import type { Content, Kind } from "@securecart/core/order-email";
import { filled } from "./filled";

/**
 * Text of an email about an order. `listed`: the order's lines and sums follow below. Without a button of its own it
 * leads to the order.
 */
export type OrderText = {
  subject: string;
  heading: string;
  paragraphs: string[];
  listed: boolean;
  button?: { label: string; foot: string };
};

/** Returns the label of the button of an email, and what is written below it. */
export const buttonOf = ({ number }: Content, { button }: Pick<OrderText, "button">) =>
  button ?? {
    label: "See your order",
    foot: `Order ${number}. Keep this email to yourself: anyone with its link can see your order.`,
  };

const untilSeen = "Depending on your bank, it may take a few days to appear.";

/** Returns the text of an email about an order: the merchant's, or the usual one. */
export function orderWords(content: Content): OrderText {
  const usual = orderText[content.kind](content);
  return content.words ? { ...usual, ...filled(content.words, valuesOf(content)) } : usual;
}

/** Returns the values of the placeholders that the merchant's text may have. */
const valuesOf = (content: Content) => ({
  shop: content.shop,
  name: content.name,
  number: content.number,
  total: content.total ?? "",
  carrier: content.shipment?.carrier || "the carrier",
  tracking: content.shipment?.tracking ?? "",
  cause: content.cause,
  refund: refundOf(content.canceled).join(" "),
  refunded: content.refunded,
  why: content.why ?? "",
  way: wayOf(content),
  items: itemsOf(content.returned),
  answer: content.returned?.answer ?? "",
});

const wayOf = ({ paidBy }: Pick<Content, "paidBy">) =>
  paidBy ? `We returned it another way: ${paidBy}.` : untilSeen;

/** Returns what a canceled order means for the customer's money, in sentences. */
function refundOf({ now, before, wasCharged }: Content["canceled"]) {
  if (!wasCharged) return ["Nothing was charged."];
  if (!now && !before) return ["Your refund has not gone through yet. We will contact you about it."];
  return [
    ...(now ? [`We have asked your bank to refund ${now}.`, untilSeen] : []),
    ...(before ? [`${before} was refunded before.`] : []),
  ];
}

const itemsOf = (returned: Content["returned"]) => returned?.items.join(", ") ?? "";

/** Text of each email about an order. A new kind is one more entry here and in core's list of kinds. */
export const orderText: Record<Kind, (content: Content) => OrderText> = {
  received: ({ number, total }) => ({
    subject: `We have your order ${number}`,
    heading: "Thank you for your order",
    paragraphs: [
      `We have your order${total ? " and your payment is authorized" : ""}. We will write again as soon as it is on its way.`,
    ],
    listed: true,
  }),
  in_review: ({ number }) => ({
    subject: `We are checking your order ${number}`,
    heading: "We are checking your order",
    paragraphs: [
      "One of us checks your order before we pack it, usually within a day. Nothing has been charged yet.",
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
  refunded: ({ number, refunded, why, ...content }) => ({
    subject: `A refund for order ${number}`,
    heading: "Your refund",
    paragraphs: [
      `We have refunded ${refunded} for your order ${number}.`,
      ...(why ? [why] : []),
      wayOf(content),
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
    subject: `Your return request for order ${number}`,
    heading: "We have your request",
    paragraphs: [
      `You want to send back: ${itemsOf(returned)}.`,
      "We will check it and write to you soon. Please keep the goods until then.",
    ],
    listed: false,
  }),
  return_approved: ({ number, returned }) => ({
    subject: `Your return of order ${number} is approved`,
    heading: "You can send it back",
    paragraphs: [
      `You can send back: ${itemsOf(returned)}.`,
      ...(returned?.answer ? [returned.answer] : []),
      "We will refund it as soon as it has arrived.",
    ],
    listed: false,
  }),
  return_declined: ({ number, returned }) => ({
    subject: `About your return of order ${number}`,
    heading: "We cannot accept your return",
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
      "When you ordered, we could not check your business tax ID. We have checked it now: it is not in the register of the European Union (VIES), so the VAT that you paid is not refunded.",
      "If the number has a typing error, or was registered only recently, please write to us.",
    ],
    listed: false,
  }),
  review_due: ({ number }) => ({
    subject: `How do you like your order ${number}?`,
    heading: "How do you like it?",
    paragraphs: [
      `Your order ${number} was sent to you some days ago. Other customers would like to know what you think of it.`,
      "Choose some stars and write as much or as little as you want.",
    ],
    listed: false,
    button: {
      label: "Write a review",
      foot: `Order ${number}. We ask once for each order. Keep this email to yourself: anyone with its link can review what you bought.`,
    },
  }),
};
