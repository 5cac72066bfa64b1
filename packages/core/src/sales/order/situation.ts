import { type Obstructed, obstacles } from "./obstacles";
import type { Status } from "./status";
import type { OrderView } from "./view";

/** Situation of an order: everything that decides what its customer reads and what staff and customer can do. */
export type Situation = {
  status: Status;
  /** failed: one failed and is not settled. pending: one is on its way. Else how much of the money was refunded. */
  refund: "none" | "partial" | "full" | "pending" | "failed";
  /** State of the return that staff must act on next; none when all are done. */
  returns: "none" | "requested" | "approved";
  dispute: "none" | "open" | "lost";
  /** An obstacle keeps the goods from being shipped, and staff have not overridden it. */
  isBlocked: boolean;
  /** Some goods were not refunded. */
  hasGoods: boolean;
};

export type CustomerAction = "pay" | "cancel" | "request_return";
export type StaffAction =
  | "approve"
  | "reject"
  | "pack"
  | "ship"
  | "deliver"
  | "cancel"
  | "refund"
  | "retry_refund"
  | "settle_refund"
  | "decide_return"
  | "receive_return"
  | "close_return"
  | "override"
  | "answer_dispute";

/** Key of the text that the customer reads; the page has the text. */
export type Says =
  | "pending"
  | "confirmed"
  | "in_review"
  | "paid"
  | "packed"
  | "shipped"
  | "delivered"
  | "expired"
  | "canceled"
  | "refunded"
  | "canceled_refund_pending"
  | "canceled_refund_failed"
  | "canceled_refunded";

export type Outlook = {
  label: string;
  says: Says;
  customerMay: CustomerAction[];
  staffMay: StaffAction[];
  /** Continues automatically: by the sweeper, the workflow, or Stripe. */
  goesOn: boolean;
};

type Rule = {
  when: { [Key in keyof Situation]?: Situation[Key][] };
  gives: Partial<Omit<Outlook, "goesOn">> & {
    goesOn?: true;
    customerMayNot?: CustomerAction[];
    staffMayNot?: StaffAction[];
  };
};

const paid: Status[] = ["paid", "packed", "shipped", "delivered"];
const unshippedPaid: Status[] = ["paid", "packed"];

/**
 * Table of situations. Every rule that matches applies, in this order: a later label or text replaces an earlier one,
 * actions add up, and an action that a rule removes stays removed.
 */
const table: Rule[] = [
  {
    when: { status: ["pending"] },
    gives: {
      label: "Waiting for payment",
      says: "pending",
      customerMay: ["pay", "cancel"],
      staffMay: ["cancel"],
      goesOn: true,
    },
  },
  {
    when: { status: ["authorized"] },
    gives: {
      label: "Confirmed",
      says: "confirmed",
      customerMay: ["cancel"],
      staffMay: ["cancel"],
      goesOn: true,
    },
  },
  {
    when: { status: ["in_review"] },
    gives: {
      label: "In review",
      says: "in_review",
      customerMay: ["cancel"],
      staffMay: ["approve", "reject", "cancel"],
    },
  },
  {
    when: { status: ["paid"] },
    gives: { label: "Paid", says: "paid", customerMay: ["cancel"], staffMay: ["pack", "refund", "cancel"] },
  },
  {
    when: { status: ["packed"] },
    gives: {
      label: "Packed",
      says: "packed",
      customerMay: ["cancel"],
      staffMay: ["ship", "refund", "cancel"],
    },
  },
  {
    when: { status: ["shipped"] },
    gives: {
      label: "Shipped",
      says: "shipped",
      customerMay: ["request_return"],
      staffMay: ["deliver", "refund"],
    },
  },
  {
    when: { status: ["delivered"] },
    gives: { label: "Delivered", says: "delivered", customerMay: ["request_return"], staffMay: ["refund"] },
  },
  { when: { status: ["expired"] }, gives: { label: "Expired", says: "expired" } },
  { when: { status: ["canceled"] }, gives: { label: "Canceled", says: "canceled" } },
  {
    when: { status: ["canceled_refunded"], refund: ["none"] },
    gives: { label: "Canceled", says: "canceled", staffMay: ["refund"] },
  },
  {
    when: { status: ["canceled_refunded"], refund: ["partial"] },
    gives: { label: "Canceled, partly refunded", says: "canceled_refunded", staffMay: ["refund"] },
  },
  {
    when: { status: ["canceled_refunded"], refund: ["full"] },
    gives: { label: "Canceled and refunded", says: "canceled_refunded" },
  },
  {
    when: { status: ["canceled_refunded"], refund: ["pending"] },
    gives: { label: "Canceled, refund on its way", says: "canceled_refund_pending" },
  },
  {
    when: { status: ["canceled_refunded"], refund: ["failed"] },
    gives: { label: "Canceled, refund failed", says: "canceled_refund_failed" },
  },
  { when: { status: paid, refund: ["full"] }, gives: { label: "Refunded", staffMayNot: ["refund"] } },
  { when: { status: unshippedPaid, refund: ["full"] }, gives: { says: "refunded" } },
  { when: { refund: ["pending"] }, gives: { goesOn: true } },
  { when: { refund: ["failed"] }, gives: { staffMay: ["retry_refund", "settle_refund"] } },
  {
    when: { hasGoods: [false] },
    gives: { staffMayNot: ["pack", "ship"], customerMayNot: ["request_return"] },
  },
  { when: { returns: ["requested"] }, gives: { staffMay: ["decide_return"] } },
  { when: { returns: ["approved"] }, gives: { staffMay: ["receive_return", "close_return"] } },
  { when: { dispute: ["open"] }, gives: { staffMay: ["answer_dispute"] } },
  {
    when: { status: unshippedPaid, isBlocked: [true] },
    gives: { staffMay: ["override"], staffMayNot: ["pack", "ship"] },
  },
];

/** Returns the label, text and actions of a situation, for the customer and for staff. */
export function outlookOf(situation: Situation): Outlook {
  const fitting = table.filter(({ when }) => fits(when, situation)).map(({ gives }) => gives);
  const without = <Action>(all: Action[], taken: readonly Action[]) => [
    ...new Set(all.filter((action) => !taken.includes(action))),
  ];
  return {
    label: fitting.findLast(({ label }) => label)?.label ?? situation.status,
    says: fitting.findLast(({ says }) => says)?.says ?? "pending",
    customerMay: without(
      fitting.flatMap(({ customerMay = [] }) => customerMay),
      fitting.flatMap(({ customerMayNot = [] }) => customerMayNot),
    ),
    staffMay: without(
      fitting.flatMap(({ staffMay = [] }) => staffMay),
      fitting.flatMap(({ staffMayNot = [] }) => staffMayNot),
    ),
    goesOn: fitting.some(({ goesOn }) => goesOn),
  };
}

/** Tells whether nothing is owed: no money, no goods, no decision. Such an order can stay as it is forever. */
export const isSettled = ({ status, refund, returns, dispute }: Situation) =>
  ["delivered", "expired", "canceled", "canceled_refunded"].includes(status) &&
  refund !== "failed" &&
  refund !== "pending" &&
  returns === "none" &&
  dispute !== "open";

type Placed = Obstructed &
  Pick<OrderView, "status" | "refundedLines" | "goodsSettled"> & {
    lines: Pick<OrderView["lines"][number], "sku" | "quantity">[];
    refunds: Pick<OrderView["refunds"][number], "state" | "amount">[];
    returns: Pick<OrderView["returns"][number], "state">[];
    disputes: Pick<OrderView["disputes"][number], "state" | "status">[];
  };

/** Returns the situation of an order. */
export function situationOf(order: Placed): Situation {
  const { status, lines, refundedLines, goodsSettled } = order;
  return {
    status,
    refund: refundOf(order),
    returns: returnsOf(order),
    dispute: disputeOf(order),
    isBlocked: obstacles(order).length > 0,
    hasGoods: lines.some(
      ({ sku, quantity }) => quantity > (refundedLines[sku] ?? 0) + (goodsSettled[sku] ?? 0),
    ),
  };
}

/** Returns the label of an order, the text for its customer, and the actions of customer and staff. */
export const outlook = (order: Placed) => outlookOf(situationOf(order));

function refundOf({ refunds, captured, refunded }: Placed): Situation["refund"] {
  if (refunds.some(({ state }) => state === "failed")) return "failed";
  if (refunds.some(({ state }) => state === "pending")) return "pending";
  if (refunded === 0) return "none";
  return refunded >= captured ? "full" : "partial";
}

function returnsOf({ returns }: Placed): Situation["returns"] {
  if (returns.some(({ state }) => state === "requested")) return "requested";
  return returns.some(({ state }) => state === "approved") ? "approved" : "none";
}

function disputeOf({ disputes }: Placed): Situation["dispute"] {
  if (disputes.some(({ state }) => state === "open")) return "open";
  return disputes.some(({ status }) => status === "lost") ? "lost" : "none";
}

function fits(when: Rule["when"], situation: Situation) {
  const wanted = new Map<string, readonly unknown[]>(Object.entries(when));
  return Object.entries(situation).every(([key, value]) => wanted.get(key)?.includes(value) ?? true);
}
