import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { usualReturnDays } from "#platform/settings";
import type { Address, StoredContact } from "../cart";
import { type DateRange, Discount, type TaxClass, type TaxRule, type Totals } from "../pricing";
import type { Check } from "../tax-id";
import { numberOf } from "./number";
import type { Alert, Override } from "./obstacles";
import { OrderEntity } from "./order.entity";
import { RemarkEntity } from "./remark.entity";
import { type DisputeRow, type RefundRow, type ReturnRow, rowsOf, type WarningRow } from "./rows";
import { type Status, statuses } from "./status";
import { TransitionEntity } from "./transition.entity";

export type { DisputeRow, RefundRow, ReturnRow, WarningRow };

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
  /** Tax class when it was bought. */
  taxClass: TaxClass;
};

/** Result of the fraud check, with its reasons. */
export const Risk = z.object({
  result: z.enum(["approve", "review", "block"]),
  score: z.number(),
  reasons: z.array(z.string()),
  at: z.string(),
});
export type Risk = z.output<typeof Risk>;

/** Token of the state machine's task that waits for an order, and the statuses that end the wait. */
export const Task = z.object({ token: z.string(), until: z.array(z.enum(statuses)) });
export type Task = z.output<typeof Task>;

/** Automatic discount of an order, the customer it counts for, and the counters that it adds to. */
export const OrderAutomatic = z.object({
  code: z.string(),
  customer: z.string(),
  discount: Discount,
  counted: z.array(z.enum(["coupon", "customer"])),
});
export type OrderAutomatic = z.output<typeof OrderAutomatic>;

/** Coupon of an order: its discount, and the customer it counts for. */
export const OrderCoupon = z.object({ code: z.string(), customer: z.string(), discount: Discount });
export type OrderCoupon = z.output<typeof OrderCoupon>;

export type Shipment = { carrier: string; tracking: string };
/** Verdict of a staff member on an order in review. */
export type Review = { approved: boolean; actor: string; cause: string; at: string };

export type Step = { status: Status; at: string; actor: string; cause: string };

/** Entry of the timeline without a status change: a refund made at Stripe, a dispute, a decision. */
export type Remark = { about: string; at: string; actor: string; text: string };

export type OrderView = {
  orderId: string;
  /** Order number: "SC-7K2Q9MXA". */
  number: string;
  /** Days after arrival in which a return can be requested. */
  returnDays: number;
  cartId: string;
  /** Customer who owns it; null for a guest. */
  customerId: string | null;
  stripeCustomerId: string | null;
  status: Status;
  closing: "expired" | "canceled" | null;
  closingCause: string | null;
  currency: Money.Currency;
  lines: OrderLine[];
  totals: Totals;
  contact: StoredContact;
  address: Address;
  /** Territory of the address: "US-CA", "ES-CN". Null on older orders. */
  territory: string | null;
  delivery: {
    id: string;
    label: string;
    description: string;
    amount: number;
    /** Price of the cheapest option that was offered; absent on older orders. */
    cheapest?: number | undefined;
    /** Days on which it was promised to arrive; absent where no date was. */
    promise?: DateRange | undefined;
  };
  /** Tax rule that it was priced under; null on older orders. */
  tax: TaxRule | null;
  /** Latest check of the contact's tax ID; null when it was never checked. */
  taxIdCheck: Check | null;
  coupon: OrderCoupon | null;
  automatic: OrderAutomatic | null;
  /** Digest of the review that was ordered. */
  reviewed: string | null;
  attempt: number;
  paymentExpiresAt: string;
  sessionId: string | null;
  intentId: string | null;
  /** Request to void the authorized payment: who and why. */
  voidRequest: { actor: string; cause: string } | null;
  captured: number;
  captureBefore: string | null;
  refunded: number;
  refundedLines: Record<string, number>;
  /** SKU → units whose goods were settled by a refund that failed later. */
  goodsSettled: Record<string, number>;
  /** False on orders from before goods were allocated, until `allocateUnshipped` allocates theirs. */
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

/** Defaults for the totals of an order from before discounts. */
const noExtras = { shippingDiscount: 0, relief: 0, shippingRelief: 0, exempt: null, discounts: [] };

/** Returns an order with its timeline, refunds, returns and disputes, or null. One request. */
export const byId = fn(Ref, async ({ orderId }): Promise<OrderView | null> => {
  const items = await Dynamo.partition(Dynamo.keyOf(OrderEntity.get({ orderId })).pk);
  const item = items.find((found) => Dynamo.entityOf(found) === "order");
  const order = item && OrderEntity.parse({ Item: item }).data;
  if (!order) return null;
  const own = <Row>(name: string, parse: (raw: { Item: object }) => { data: Row | null }) =>
    items.filter((found) => Dynamo.entityOf(found) === name).flatMap((Item) => parse({ Item }).data ?? []);
  const timeline = own("transition", (raw) => TransitionEntity.parse(raw));
  const remarks = own("remark", (raw) => RemarkEntity.parse(raw));
  return {
    orderId,
    number: order.number ?? numberOf(orderId),
    returnDays: order.returnDays ?? usualReturnDays,
    cartId: order.cartId,
    customerId: order.customerId ?? null,
    stripeCustomerId: order.stripeCustomerId ?? null,
    status: order.status,
    closing: order.closing ?? null,
    closingCause: order.closingCause ?? null,
    currency: Money.Currency.parse(order.currency),
    lines: order.lines,
    totals: { ...noExtras, ...order.totals },
    contact: order.contact,
    address: order.address,
    territory: order.territory ?? null,
    delivery: order.delivery,
    tax: order.tax ?? null,
    taxIdCheck: order.taxIdCheck ?? null,
    coupon: order.coupon ?? null,
    automatic: order.automatic ?? null,
    reviewed: order.reviewed ?? null,
    attempt: order.attempt,
    paymentExpiresAt: order.paymentExpiresAt,
    sessionId: order.sessionId ?? null,
    intentId: order.intentId ?? null,
    voidRequest: order.release ?? null,
    captured: order.captured ?? 0,
    captureBefore: order.captureBefore ?? null,
    refunded: order.refunded ?? 0,
    refundedLines: order.refundedLines ?? {},
    goodsSettled: order.goodsSettled ?? {},
    allocated: order.allocated ?? false,
    refundVersion: order.refundVersion ?? 0,
    ...rowsOf(items),
    alerts: order.alerts ?? [],
    override: order.override ?? null,
    obstacleVersion: order.obstacleVersion ?? 0,
    origin: order.origin ?? null,
    trace: order.trace ?? null,
    risk: order.risk ?? null,
    shipment: order.shipment ?? null,
    review: order.review ?? null,
    task: order.task ?? null,
    createdAt: order.createdAt,
    timeline: timeline.map(({ status, at, actor, cause }) => ({ status, at, actor, cause })),
    remarks: remarks.map(({ about, at, actor, text }) => ({ about, at, actor, text })),
  };
});

/** Returns what `byId` does. Throws `order.unknown` when the order does not exist. */
export async function require(orderId: string) {
  const order = await byId({ orderId });
  if (!order) throw new DomainError("not_found", "order.unknown", "We can't find this order.");
  return order;
}
