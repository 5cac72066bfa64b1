import { Money } from "#platform/money";
import { type EmailWords, Settings } from "#platform/settings";
import { type Look, Shop } from "#platform/shop";
import type { OrderView } from "../order";
import { OrderAccess } from "../order-access";
import { Pricing, type SumRow } from "../pricing";
import { ProductReviews } from "../product-review";
import { refundIdOf } from "../tax-id";

/** Kinds of emails about an order. */
export const kinds = [
  "received",
  "in_review",
  "paid",
  "shipped",
  "delivered",
  "canceled",
  "canceled_refunded",
  "refunded",
  "refund_failed",
  "return_requested",
  "return_approved",
  "return_declined",
  "tax_id_refused",
  "review_due",
] as const;

export type Kind = (typeof kinds)[number];

/** Content of an email about an order: sums and links are computed, nothing is left to look up. */
export type Content = {
  kind: Kind;
  shop: string;
  look: Look;
  /** Order number: "SC-7K2Q9MXA". */
  number: string;
  /** Name as the customer typed it: always escape it. */
  name: string;
  /** Link to the order's page; of a request for reviews, to the page where they are written. */
  link: string;
  /** Lines of the order, then its sums. */
  rows: { label: string; value: string; look: SumRow["look"] }[];
  /** Captured amount, before the capture the amount to pay; null when there is nothing to pay. */
  total: string | null;
  /** Amount of the refund that the email is about, else of all refunds so far. */
  refunded: string;
  /** Way of the payment, if not to the card. */
  paidBy: string | null;
  /** Of a canceled order: amount refunded with it, amount refunded before, and whether anything was charged. */
  canceled: { now: string | null; before: string | null; wasCharged: boolean };
  /** Reason of a refund that was made automatically. */
  why: string | null;
  shipment: { carrier: string; tracking: string } | null;
  /** Items of the return and the answer of staff; null when the email is about no return. */
  returned: { items: string[]; answer: string } | null;
  /** Cause of the order's last status change. */
  cause: string;
  /** Text that the merchant wrote for this kind of email; null: the usual one. */
  words: EmailWords | null;
};

/** Returns the content of an email. `about` is the id of the refund or return that it is about. */
export async function contentOf(order: OrderView, kind: Kind, about?: string): Promise<Content> {
  const { totals, refunds, refunded, timeline } = order;
  const refund = refunds.find(({ refundId }) => refundId === about);
  const back = refund?.amount ?? refunded;
  return {
    kind,
    shop: await Shop.name(),
    look: await Shop.look(),
    number: order.number,
    name: order.contact.name,
    link: kind === "review_due" ? reviewLinkTo(order) : linkTo(order),
    rows: rowsOf(order),
    total: totals.total === 0 ? null : amount(order, order.captured || totals.total),
    refunded: amount(order, back),
    paidBy: refund?.method === "outside" ? (refund.reference ?? null) : null,
    canceled: canceledOf(order),
    why: about === refundIdOf(order.orderId) ? taxRefund : null,
    shipment: order.shipment,
    returned: returnOf(order, about),
    cause: timeline.at(-1)?.cause ?? "",
    words: (await Settings.shown("emails"))[kind],
  };
}

/** Adds up the refunds that did not fail: no email promises money that does not move. */
function canceledOf(order: OrderView): Content["canceled"] {
  const alive = order.refunds.filter(({ state }) => state === "pending" || state === "succeeded");
  const sum = (isNow: boolean) => {
    const rows = alive.filter(({ stage }) => (stage === "canceled") === isNow);
    const minor = rows.reduce((total, row) => total + row.amount, 0);
    return minor > 0 ? amount(order, minor) : null;
  };
  return { now: sum(true), before: sum(false), wasCharged: order.captured > 0 };
}

/**
 * Tells whether an email is sent at all. A refund of nothing moves no money. A customer got no email about a refund
 * that failed at once, unless the whole order was canceled with it.
 */
export function isWorthSending(order: OrderView, kind: Kind, about?: string) {
  const { refunds } = order;
  const refund = refunds.find(({ refundId }) => refundId === about);
  if (kind === "review_due") return ProductReviews.isWorthAsking(order);
  if (kind === "refunded") return refund?.amount !== 0;
  if (kind === "refund_failed") return refund?.failedAfter === "succeeded" || refund?.stage === "canceled";
  return true;
}

const taxRefund = "Your business tax ID is confirmed, so no VAT is due on this order.";

/** Returns the link to an order's page. Anyone who has it can see the order. */
export const linkTo = ({ orderId }: OrderView) => `${Shop.url()}/orders/${OrderAccess.token(orderId)}`;

/** Returns the link with which the products of an order are reviewed. It does not show the order. */
export const reviewLinkTo = ({ orderId }: Pick<OrderView, "orderId">) =>
  `${Shop.url()}/reviews/${OrderAccess.reviewToken(orderId)}`;

function returnOf({ returns, lines }: OrderView, about?: string): Content["returned"] {
  const found = returns.find(({ returnId }) => returnId === about);
  if (!found) return null;
  const items = found.lines.map(
    ({ sku, quantity }) => `${quantity} × ${lines.find((line) => line.sku === sku)?.name ?? sku}`,
  );
  return { items, answer: found.answer ?? "" };
}

function rowsOf(order: OrderView): Content["rows"] {
  const { totals, lines } = order;
  return [
    ...lines.map(({ name, title, quantity, total }) => ({
      label: `${quantity} × ${name}${title ? ` – ${title}` : ""}`,
      value: amount(order, total),
      look: "plain" as const,
    })),
    ...Pricing.rows(totals).map(({ label, amount: minor, free, look }) => ({
      label,
      look,
      value: free ? "Free" : amount(order, minor),
    })),
  ];
}

/** Formats an amount in minor units; a negative one with a minus sign instead of a hyphen. */
const amount = ({ currency }: OrderView, minor: number) =>
  minor < 0 ? `−${Money.format(-minor, currency)}` : Money.format(minor, currency);
