import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { collections } from "#platform/store";
import type { Address, Contact } from "../cart";
import type { Discount, TaxClass, TaxRule, Totals } from "../pricing";
import type { Check } from "../tax-id";
import { numberOf } from "./number";
import type { Alert, Override } from "./obstacles";
import type { Status } from "./status";

export type OrderLine = {
  sku: string;
  slug: string;
  path: string;
  name: string;
  title: string;
  image: { key: string; alt: string };
  unitPrice: number;
  quantity: number;
  total: number;
  /** What it was taxed as when it was bought. */
  taxClass: TaxClass;
};

export type RefundRow = {
  refundId: string;
  orderId: string;
  amount: number;
  lines: { sku: string; quantity: number; restock: boolean; settled?: number | undefined }[];
  reason: string;
  actor: string;
  state: "pending" | "succeeded" | "failed" | "superseded";
  method?: "stripe" | "outside" | undefined;
  reference?: string | undefined;
  stage?: "unshipped" | "shipped" | "canceled" | undefined;
  supersededBy?: string | undefined;
  attempt: number;
  tries?: number | undefined;
  stripeRefundId?: string | undefined;
  failure?: string | undefined;
  failedAfter?: "pending" | "succeeded" | undefined;
  createdAt: string;
  dueAt: string;
};

export type ReturnRow = {
  returnId: string;
  orderId: string;
  lines: { sku: string; quantity: number }[];
  reason: "damaged" | "wrong_item" | "not_as_described" | "does_not_fit" | "unwanted";
  note?: string | undefined;
  state: "requested" | "approved" | "declined" | "received";
  actor?: string | undefined;
  answer?: string | undefined;
  decidedAt?: string | undefined;
  refundId?: string | undefined;
  restocked?: { sku: string; quantity: number }[] | undefined;
  createdAt: string;
};

/** A dispute at Stripe. Amounts in minor units of `currency`. */
export type DisputeRow = {
  orderId: string;
  disputeId: string;
  chargeId: string;
  intentId: string;
  amount: number;
  currency: string;
  reason: string;
  status: string;
  state: "open" | "closed";
  /** What the bank took from us, and what of it came back. */
  withdrawn: number;
  reinstated: number;
  evidenceDueAt?: string | undefined;
  openedAt: string;
  closedAt?: string | undefined;
};

/** A card network's report that a payment is fraud; `actionable` until it is refunded or disputed. */
export type WarningRow = {
  orderId: string;
  warningId: string;
  chargeId: string;
  intentId: string;
  fraudType: string;
  actionable: boolean;
  warnedAt: string;
};

export type Risk = { result: "approve" | "review" | "block"; score: number; reasons: string[]; at: string };
export type Shipment = { carrier: string; tracking: string };
export type Review = { approved: boolean; actor: string; cause: string; at: string };
export type Task = { token: string; until: Status[] };

/** A discount code as it stands on an order: what it takes off, and the customer it counts for. */
export type OrderCoupon = { code: string; customer: string; discount: Discount };

export type Step = { status: Status; at: string; actor: string; cause: string };

/** An entry of the timeline that is no step: a refund made at Stripe, a dispute, a decision. */
export type Remark = { about: string; at: string; actor: string; text: string };

export type OrderView = {
  orderId: string;
  /** What a person reads and quotes: "SC-7K2Q9MXA". */
  number: string;
  cartId: string;
  /** Whose it is, when it is a customer's. */
  customerId: string | null;
  stripeCustomerId: string | null;
  status: Status;
  closing: "expired" | "canceled" | null;
  closingCause: string | null;
  currency: Money.Currency;
  lines: OrderLine[];
  totals: Totals;
  contact: Contact;
  address: Address;
  /** Where that is: "US-CA", "ES-CN". Null on orders from before places were found. */
  territory: string | null;
  delivery: {
    id: string;
    label: string;
    description: string;
    amount: number;
    /** The cheapest way that was offered with it; absent on older orders. */
    cheapest?: number | undefined;
  };
  /** The tax it was priced under; null on orders from before they kept it. */
  tax: TaxRule | null;
  /** What the register of VAT numbers said of the contact's tax ID; null when it was never asked. */
  taxIdCheck: Check | null;
  coupon: OrderCoupon | null;
  /** Digest of the review that was ordered. */
  reviewed: string | null;
  attempt: number;
  paymentExpiresAt: string;
  sessionId: string | null;
  intentId: string | null;
  /** Who had the authorized payment voided, and why. */
  release: { actor: string; cause: string } | null;
  captured: number;
  captureBefore: string | null;
  refunded: number;
  refundedLines: Record<string, number>;
  /** SKU → units whose goods were settled by a refund that failed later. */
  goodsSettled: Record<string, number>;
  /** False on orders from before stock knew allocated goods, until they are brought up to it. */
  allocated: boolean;
  refundVersion: number;
  refunds: RefundRow[];
  returns: ReturnRow[];
  disputes: DisputeRow[];
  warnings: WarningRow[];
  alerts: Alert[];
  override: Override | null;
  obstacleVersion: number;
  origin: string | null;
  trace: string | null;
  risk: Risk | null;
  shipment: Shipment | null;
  review: Review | null;
  task: Task | null;
  createdAt: string;
  timeline: Step[];
  remarks: Remark[];
};

const Ref = z.object({ orderId: Id.schema("order") });

/** What the totals of an order from before discounts do not name. */
const noExtras = { shippingDiscount: 0, relief: 0, shippingRelief: 0, exempt: null, discounts: [] };

/** An order with its timeline, or null. One request. */
export const byId = fn(Ref, async ({ orderId }): Promise<OrderView | null> => {
  const { data } = await collections.order({ orderId }).go({ pages: "all", consistent: true });
  const order = data.order[0];
  if (!order) return null;
  return {
    orderId,
    number: numberOf(orderId),
    cartId: order.cartId,
    customerId: order.customerId ?? null,
    stripeCustomerId: order.stripeCustomerId ?? null,
    status: order.status,
    closing: order.closing ?? null,
    closingCause: order.closingCause ?? null,
    currency: Money.Currency.parse(order.currency),
    lines: order.lines as OrderLine[],
    totals: { ...noExtras, ...(order.totals as Totals) },
    contact: order.contact as Contact,
    address: order.address as Address,
    territory: order.territory ?? null,
    delivery: order.delivery as OrderView["delivery"],
    tax: (order.tax ?? null) as TaxRule | null,
    taxIdCheck: (order.taxIdCheck ?? null) as Check | null,
    coupon: (order.coupon ?? null) as OrderCoupon | null,
    reviewed: order.reviewed ?? null,
    attempt: order.attempt,
    paymentExpiresAt: order.paymentExpiresAt,
    sessionId: order.sessionId ?? null,
    intentId: order.intentId ?? null,
    release: (order.release ?? null) as OrderView["release"],
    captured: order.captured ?? 0,
    captureBefore: order.captureBefore ?? null,
    refunded: order.refunded ?? 0,
    refundedLines: (order.refundedLines ?? {}) as Record<string, number>,
    goodsSettled: (order.goodsSettled ?? {}) as Record<string, number>,
    allocated: order.allocated ?? false,
    refundVersion: order.refundVersion ?? 0,
    refunds: data.refund,
    returns: data.returnrequest,
    disputes: data.dispute,
    warnings: data.fraudwarning,
    alerts: (order.alerts ?? []) as Alert[],
    override: (order.override ?? null) as Override | null,
    obstacleVersion: order.obstacleVersion ?? 0,
    origin: order.origin ?? null,
    trace: order.trace ?? null,
    risk: (order.risk ?? null) as Risk | null,
    shipment: (order.shipment ?? null) as Shipment | null,
    review: (order.review ?? null) as Review | null,
    task: (order.task ?? null) as Task | null,
    createdAt: order.createdAt,
    timeline: data.transition.map(({ status, at, actor, cause }) => ({ status, at, actor, cause })),
    remarks: data.remark.map(({ about, at, actor, text }) => ({ about, at, actor, text })),
  };
});

/** As `byId`, for callers to whom a missing order is an error: throws `order.unknown`. */
export async function require(orderId: string) {
  const order = await byId({ orderId });
  if (!order) throw new DomainError("not_found", "order.unknown", "We do not know this order.");
  return order;
}
