import { Money } from "#platform/money";
import { Shop } from "#platform/shop";
import type { OrderView } from "../order";
import { OrderAccess } from "../order-access";
import { Pricing, type SumRow } from "../pricing";
import { refundIdOf } from "../tax-id";

/** What there is to tell a customer of an order. */
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
] as const;

export type Kind = (typeof kinds)[number];

/** News of an order as a letter tells it: every sum and every link made, nothing left to look up. */
export type News = {
  kind: Kind;
  shop: string;
  /** The order's number, as a person quotes it. */
  number: string;
  /** The customer's own words: only ever text. */
  name: string;
  /** The order's page. */
  link: string;
  /** Lines, then sums: what it is, what it costs. */
  rows: { label: string; value: string; look: SumRow["look"] }[];
  /** What was captured, until then what is to pay; null when that is nothing. */
  total: string | null;
  /** The amount of this refund, or of all so far. */
  refunded: string;
  /** How the money was returned, when not to the card. */
  paidBy: string | null;
  /** Of a canceled order: what is refunded with it, what was refunded before, and whether anything was charged. */
  canceled: { now: string | null; before: string | null; wasCharged: boolean };
  /** Why the refund was made, where no person asked for it. */
  why: string | null;
  shipment: { carrier: string; tracking: string } | null;
  /** What goes back, and what staff say to it; null when it is about no return. */
  returned: { items: string[]; answer: string } | null;
  /** Why the order stands where it stands. */
  cause: string;
};

/** What a letter is made of. `about` names the refund or the return that it tells of. */
export function newsOf(order: OrderView, kind: Kind, about?: string): News {
  const { totals, refunds, refunded, timeline } = order;
  const refund = refunds.find(({ refundId }) => refundId === about);
  const back = refund?.amount ?? refunded;
  return {
    kind,
    shop: Shop.name(),
    number: order.number,
    name: order.contact.name,
    link: linkTo(order),
    rows: rowsOf(order),
    total: totals.total === 0 ? null : amount(order, order.captured || totals.total),
    refunded: amount(order, back),
    paidBy: refund?.method === "outside" ? (refund.reference ?? null) : null,
    canceled: canceledOf(order),
    why: about === refundIdOf(order.orderId) ? taxRefund : null,
    shipment: order.shipment,
    returned: returnOf(order, about),
    cause: timeline.at(-1)?.cause ?? "",
  };
}

/** Only refunds that did not fail count: no email promises money that does not move. */
function canceledOf(order: OrderView): News["canceled"] {
  const alive = order.refunds.filter(({ state }) => state === "pending" || state === "succeeded");
  const sum = (isNow: boolean) => {
    const rows = alive.filter(({ stage }) => (stage === "canceled") === isNow);
    const minor = rows.reduce((total, row) => total + row.amount, 0);
    return minor > 0 ? amount(order, minor) : null;
  };
  return { now: sum(true), before: sum(false), wasCharged: order.captured > 0 };
}

/**
 * Tells whether there is something to write about. A refund of nothing moves no money; of a refund that failed at once
 * the customer never heard, unless the whole order was canceled with it.
 */
export function isNews({ refunds }: OrderView, kind: Kind, about?: string) {
  const refund = refunds.find(({ refundId }) => refundId === about);
  if (kind === "refunded") return refund?.amount !== 0;
  if (kind === "refund_failed") return refund?.failedAfter === "succeeded" || refund?.stage === "canceled";
  return true;
}

const taxRefund = "Your business tax ID is confirmed, so no VAT is due on this order.";

/** The order's page, for whoever has the link. */
export const linkTo = ({ orderId }: OrderView) => `${Shop.url()}/orders/${OrderAccess.token(orderId)}`;

function returnOf({ returns, lines }: OrderView, about?: string): News["returned"] {
  const found = returns.find(({ returnId }) => returnId === about);
  if (!found) return null;
  const items = found.lines.map(
    ({ sku, quantity }) => `${quantity} × ${lines.find((line) => line.sku === sku)?.name ?? sku}`,
  );
  return { items, answer: found.answer ?? "" };
}

function rowsOf(order: OrderView): News["rows"] {
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

/** What is taken off carries the sign that people write. */
const amount = ({ currency }: OrderView, minor: number) =>
  minor < 0 ? `−${Money.format(-minor, currency)}` : Money.format(minor, currency);
