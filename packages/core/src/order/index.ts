import { z } from "zod";
import { Address, Contact } from "../cart/details";
import { Sku } from "../catalog/types";
import { Clock } from "../clock";
import { shardOf } from "../dynamo/shard";
import { DomainError } from "../error";
import { Event } from "../event";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { Metric } from "../metric";
import { Money } from "../money";
import { type Discount, type TaxClass, type Totals, taxClasses } from "../pricing";
import { Promotion, type Taken } from "../promotion";
import { collections, Store } from "../store";
import { Trace } from "../trace";
import { buyerOf, numberOf } from "./number";
import { type Status, statuses, steps } from "./status";

export * as Order from "./index";
export { list, lookUp, type OrderRow, pageSize } from "./list";
export { numberOf } from "./number";
export { type Status, statuses, steps };

/** A hold without a payment page behind it lasts so long, in seconds. */
export const holdSeconds = 10 * 60;

/** Stripe takes 30 minutes or more for a session's life; a minute more for the way there. Seconds. */
export const sessionSeconds = 31 * 60;

/** The sweeper first asks after an order so long after it was placed, in seconds. */
const firstCheckSeconds = 60;

/** The sweeper finishes what was marked for closing after so long, in seconds. */
const closingCheckSeconds = 30;

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
  lines: { sku: string; quantity: number; restock: boolean }[];
  reason: string;
  actor: string;
  state: "pending" | "succeeded" | "failed";
  attempt: number;
  stripeRefundId?: string | undefined;
  failure?: string | undefined;
  createdAt: string;
  dueAt: string;
};

export type Risk = { result: "approve" | "review" | "block"; score: number; reasons: string[]; at: string };
export type Shipment = { carrier: string; tracking: string };
export type Review = { approved: boolean; actor: string; cause: string; at: string };
export type Task = { token: string; until: Status[] };

/** A discount code as it stands on an order: what it takes off, and the customer it counts for. */
export type OrderCoupon = { code: string; customer: string; discount: Discount };

export type Step = { status: Status; at: string; actor: string; cause: string };

export type OrderView = {
  orderId: string;
  /** What a person reads and quotes: "SC-7K2Q9MXA". */
  number: string;
  cartId: string;
  status: Status;
  closing: "expired" | "canceled" | null;
  closingCause: string | null;
  currency: Money.Currency;
  lines: OrderLine[];
  totals: Totals;
  contact: Contact;
  address: Address;
  delivery: { id: string; label: string; description: string; amount: number };
  coupon: OrderCoupon | null;
  attempt: number;
  paymentExpiresAt: string;
  sessionId: string | null;
  intentId: string | null;
  captured: number;
  captureBefore: string | null;
  refunded: number;
  refundedLines: Record<string, number>;
  refundVersion: number;
  refunds: RefundRow[];
  origin: string | null;
  trace: string | null;
  risk: Risk | null;
  shipment: Shipment | null;
  review: Review | null;
  task: Task | null;
  createdAt: string;
  timeline: Step[];
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
    status: order.status,
    closing: order.closing ?? null,
    closingCause: order.closingCause ?? null,
    currency: Money.Currency.parse(order.currency),
    lines: order.lines as OrderLine[],
    totals: { ...noExtras, ...(order.totals as Totals) },
    contact: order.contact as Contact,
    address: order.address as Address,
    delivery: order.delivery as OrderView["delivery"],
    coupon: (order.coupon ?? null) as OrderCoupon | null,
    attempt: order.attempt,
    paymentExpiresAt: order.paymentExpiresAt,
    sessionId: order.sessionId ?? null,
    intentId: order.intentId ?? null,
    captured: order.captured ?? 0,
    captureBefore: order.captureBefore ?? null,
    refunded: order.refunded ?? 0,
    refundedLines: (order.refundedLines ?? {}) as Record<string, number>,
    refundVersion: order.refundVersion ?? 0,
    refunds: data.refund,
    origin: order.origin ?? null,
    trace: order.trace ?? null,
    risk: (order.risk ?? null) as Risk | null,
    shipment: (order.shipment ?? null) as Shipment | null,
    review: (order.review ?? null) as Review | null,
    task: (order.task ?? null) as Task | null,
    createdAt: order.createdAt,
    timeline: data.transition.map(({ status, at, actor, cause }) => ({ status, at, actor, cause })),
  };
});

/** As `byId`, for callers to whom a missing order is an error: throws `order.unknown`. */
export async function require(orderId: string) {
  const order = await byId({ orderId });
  if (!order) throw new DomainError("not_found", "order.unknown", "We do not know this order.");
  return order;
}

const Placement = Ref.extend({
  cartId: Id.schema("cart"),
  cartVersion: z.int().min(1),
  lines: z
    .array(
      z.object({
        sku: Sku,
        slug: z.string(),
        path: z.string(),
        name: z.string(),
        title: z.string(),
        image: z.object({ key: z.string(), alt: z.string() }),
        unitPrice: Money.Amount,
        quantity: z.int().min(1),
        total: Money.Amount,
        taxClass: z.enum(taxClasses),
      }),
    )
    .min(1),
  contact: Contact,
  address: Address,
  delivery: z.object({ id: z.string(), label: z.string(), description: z.string(), amount: Money.Amount }),
  totals: z.custom<Totals>((totals) => typeof totals === "object" && totals !== null),
  /** Where it comes from, as `Fraud.originOf` gives it. */
  origin: z.string().optional(),
  trace: Trace.TraceId.optional(),
  coupon: z.custom<Taken & OrderCoupon>((coupon) => typeof coupon === "object" && coupon !== null).optional(),
});

/**
 * Places an order: order, holds, coupon, event and the cart's note of it are written together or not at all. Placing it again
 * changes nothing. Throws `order.item_gone` when stock is short, `order.cart_changed` when the cart moved on, and why its
 * coupon cannot be taken (`promotion.exhausted`, `promotion.used_before`, `promotion.changed`).
 */
export const place = fn(Placement, async ({ cartVersion, origin, trace, coupon: taken, ...input }) => {
  const { orderId, cartId, lines, totals } = input;
  if (totals.total > Money.limit)
    throw new DomainError("input", "order.too_large", "This order is too large to pay at once.");
  if (totals.total > 0 && totals.total < Money.least[totals.currency])
    throw new DomainError(
      "input",
      "order.too_small",
      `The least that can be paid is ${Money.format(Money.least[totals.currency], totals.currency)}. Please add an item or remove the discount.`,
    );
  const now = Clock.iso();
  const written = await Store.write(({ order, cart, hold, transition, event, stock, ...rest }) => [
    order
      .create({
        ...input,
        ...(origin && { origin }),
        ...(trace && { trace }),
        ...(taken && { coupon: { code: taken.code, customer: taken.customer, discount: taken.discount } }),
        status: "pending",
        currency: totals.currency,
        attempt: 1,
        paymentExpiresAt: Clock.iso(sessionSeconds),
        createdAt: now,
        month: now.slice(0, 7),
      })
      .commit(),
    cart
      .patch({ cartId })
      .set({ orderId })
      .where((at, { eq }) => eq(at.version, cartVersion))
      .commit(),
    hold
      .create({
        orderId,
        shard: shardOf(orderId),
        lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
        expiresAt: Clock.iso(holdSeconds),
        checkAt: Clock.iso(firstCheckSeconds),
      })
      .commit(),
    transition
      .create({
        orderId,
        at: now,
        status: "pending",
        actor: "shopper",
        cause: "The order was placed.",
        number: numberOf(orderId),
        buyer: buyerOf(input.contact.email),
      })
      .commit(),
    event.create(Event.row("order.placed", { orderId, trace })).commit(),
    ...lines.map(({ sku, quantity }) =>
      stock
        .patch({ sku })
        .subtract({ available: quantity })
        .add({ held: quantity })
        .where((at, { gte }) => gte(at.available, quantity))
        .commit(),
    ),
    ...(taken ? Promotion.take(rest, orderId, taken) : []),
  ]);
  if (written.done) {
    Log.info("order.placed", { orderId, ...(trace && { trace }) });
    return Metric.count("orders_placed", orderId);
  }
  const [orderExists, cartMoved, , , , ...short] = written.refused;
  if (orderExists) return;
  const gone = lines.find((_, i) => short[i]);
  if (gone)
    throw new DomainError(
      "conflict",
      "order.item_gone",
      `${gone.name} has just sold out in this quantity. Please check your cart.`,
    );
  if (cartMoved)
    throw new DomainError(
      "conflict",
      "order.cart_changed",
      "Your cart changed in another window. Please review it again.",
    );
  if (taken && short.includes(true)) throw await Promotion.refusal(taken, short.slice(lines.length));
  throw new DomainError("conflict", "order.busy", "Please try again.");
});

const Move = Ref.extend({
  from: z.array(z.enum(statuses)).min(1),
  to: z.enum(statuses),
  actor: z.string(),
  cause: z.string(),
});

export type Move = z.input<typeof Move> & {
  /** What else changes on the order. */
  set?: {
    intentId?: string;
    sessionId?: string;
    captured?: number;
    captureBefore?: string;
    refunded?: number;
    refundedLines?: Record<string, number>;
    refundVersion?: number;
    shipment?: Shipment;
  };
  /** Only if no refund was written since this version was read. */
  refundVersion?: number;
  /** What happens to the goods: a hold becomes a sale or goes back, stock is taken anew, a sale comes back. */
  goods?: { does: "sell" | "release" | "take" | "return"; lines: { sku: string; quantity: number }[] };
  /** A pending order is closed only by whoever marked it closing. */
  onlyIfClosing?: boolean;
  /** Rows of other modules that belong to the same step, such as the claim of the webhook that caused it. */
  also?: (
    entities: Parameters<Parameters<typeof Store.write>[0]>[0],
  ) => ReturnType<Parameters<typeof Store.write>[0]>;
};

/**
 * The one door for every step of an order: status, goods, timeline, event and `also` are written together. Answers
 * "moved", "refused" when the order is not where the step starts from, "short" when the goods are gone,
 * "claimed" when a row of `also` refused.
 */
export async function move({
  set = {},
  goods,
  onlyIfClosing = false,
  refundVersion,
  also,
  ...input
}: Move): Promise<"moved" | "refused" | "short" | "claimed"> {
  const { orderId, from, to, actor, cause } = Move.parse(input);
  for (const status of from)
    if (!steps[status].includes(to)) throw new Error(`An order never goes from ${status} to ${to}.`);
  const found = await require(orderId);
  const { createdAt, coupon } = found;
  let goodsAt = 0;
  let goodsCount = 0;
  const written = await Store.write((entities) => {
    const { order, transition, event } = entities;
    const step = order
      .patch({ orderId })
      .set({ status: to, ...set })
      .composite({ createdAt })
      .remove(["closing", "closingCause"])
      .where((at, { eq, exists, notExists }) => {
        const standing = `(${from.map((status) => eq(at.status, status)).join(" OR ")})`;
        const conditions = [standing];
        if (onlyIfClosing) conditions.push(exists(at.closing));
        if (refundVersion === 0) conditions.push(notExists(at.refundVersion));
        else if (refundVersion) conditions.push(eq(at.refundVersion, refundVersion));
        return conditions.join(" AND ");
      })
      .commit();
    const moves = goods ? goodsWrites(entities, orderId, goods) : [];
    const first = [
      step,
      transition.create({ orderId, at: Clock.iso(), status: to, actor, cause }).commit(),
      ...eventOf(event, found, to),
    ];
    goodsAt = first.length;
    goodsCount = moves.length;
    return [
      ...first,
      ...moves,
      ...couponWrites(entities, orderId, coupon, { from, to }),
      ...(also?.(entities) ?? []),
    ];
  });
  if (written.done) {
    measure(found, to);
    return "moved";
  }
  if (written.refused[0]) return "refused";
  if (written.refused.slice(goodsAt, goodsAt + goodsCount).includes(true)) return "short";
  return "claimed";
}

const Annotation = Ref.extend({ risk: z.custom<Risk>().optional(), task: z.custom<Task>().optional() });

/** Notes on an order what is no step of it: what the fraud check found, where the fulfillment waits. */
export const annotate = fn(Annotation, async ({ orderId, risk, task }) => {
  await Store.write(({ order }) => [
    order
      .patch({ orderId })
      .set({ ...(risk && { risk }), ...(task && { task }) })
      .commit(),
  ]);
});

const Verdict = Ref.extend({ approved: z.boolean(), actor: z.string(), cause: z.string() });

/** Notes a person's verdict on an order in review, with its event. False when there is one, or the order has moved on. */
export const review = fn(Verdict, async ({ orderId, ...verdict }) => {
  const written = await Store.write(({ order, event }) => [
    order
      .patch({ orderId })
      .set({ review: { ...verdict, at: Clock.iso() } })
      .where((at, { eq, notExists }) => `${eq(at.status, "in_review")} AND ${notExists(at.review)}`)
      .commit(),
    event.create(Event.row("order.reviewed", { orderId, approved: verdict.approved })).commit(),
  ]);
  return written.done;
});

const Closing = Ref.extend({ reason: z.enum(["expired", "canceled"]), cause: z.string() });

/**
 * Marks a pending order as being closed: from then on no payment page may be attached to it, and the sweeper sees to
 * it soon should whoever marked it not come to the end. True when this call marked it.
 */
export const beginClosing = fn(Closing, async ({ orderId, reason, cause }) => {
  const written = await Store.write(({ order, hold }) => [
    order
      .patch({ orderId })
      .set({ closing: reason, closingCause: cause })
      .where(({ status, closing }, { eq, notExists }) => `${eq(status, "pending")} AND ${notExists(closing)}`)
      .commit(),
    hold
      .patch({ orderId })
      .set({ checkAt: Clock.iso(closingCheckSeconds) })
      .composite({ shard: shardOf(orderId) })
      .commit(),
  ]);
  return written.done;
});

const Attempt = Ref.extend({ attempt: z.int(), paymentExpiresAt: z.string() });

/** Begins another attempt at a payment page, with a life of its own. False when somebody else began it. */
export const beginAttempt = fn(Attempt, async ({ orderId, attempt, paymentExpiresAt }) => {
  const written = await Store.write(({ order }) => [
    order
      .patch({ orderId })
      .set({ attempt, paymentExpiresAt })
      .where(
        (at, { eq, notExists }) =>
          `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt - 1)} AND ${notExists(at.closing)} AND ${notExists(at.sessionId)}`,
      )
      .commit(),
  ]);
  return written.done;
});

const Attach = Ref.extend({ attempt: z.int(), sessionId: z.string(), paymentExpiresAt: z.string() });

/**
 * Ties a payment page to an order that is still open, and holds its goods for as long as the page can be paid.
 * False when the order is closing or closed: the page must then be expired, or it would take money for nothing.
 */
export const attach = fn(Attach, async ({ orderId, attempt, sessionId, paymentExpiresAt }) => {
  const written = await Store.write(({ order, hold }) => [
    order
      .patch({ orderId })
      .set({ sessionId })
      .where(
        (at, { eq, notExists }) =>
          `${eq(at.status, "pending")} AND ${eq(at.attempt, attempt)} AND ${notExists(at.closing)} AND (${notExists(at.sessionId)} OR ${eq(at.sessionId, sessionId)})`,
      )
      .commit(),
    hold.patch({ orderId }).set({ expiresAt: paymentExpiresAt }).commit(),
  ]);
  return written.done;
});

type Entities = Parameters<Parameters<typeof Store.write>[0]>[0];

/** The event of a step; placing has its own. */
function eventOf(event: Entities["event"], { orderId, cartId, trace }: OrderView, to: Status) {
  const about = { orderId, ...(trace && { trace }) };
  switch (to) {
    case "pending":
      return [];
    case "authorized":
      return [event.create(Event.row("order.authorized", { ...about, cartId })).commit()];
    default:
      return [event.create(Event.row(`order.${to}`, about)).commit()];
  }
}

/** Counts a step that was just written. What ended unpaid stays counted, also when its payment comes too late. */
function measure({ orderId, createdAt }: OrderView, to: Status) {
  switch (to) {
    case "authorized":
      return Metric.count("payment_latency", orderId, Clock.now() - Date.parse(createdAt));
    case "paid":
      return Metric.count("orders_paid", orderId);
    case "expired":
      Metric.count("hold_expired", orderId);
      return Metric.count("orders_failed", orderId);
    case "canceled":
      return Metric.count("orders_failed", orderId);
  }
}

/** An order that ends unpaid gives its coupon back, one that comes back from there has it again. */
function couponWrites(
  entities: Entities,
  orderId: string,
  coupon: OrderCoupon | null,
  { from, to }: { from: Status[]; to: Status },
) {
  const unpaid = (status: Status) => status === "expired" || status === "canceled";
  if (!coupon) return [];
  if (unpaid(to)) return Promotion.giveBack(entities, { orderId, ...coupon });
  return from.every(unpaid) && to === "authorized"
    ? Promotion.takeAgain(entities, { orderId, ...coupon })
    : [];
}

function goodsWrites(
  { stock, movement, hold }: Entities,
  orderId: string,
  { does, lines }: NonNullable<Move["goods"]>,
) {
  switch (does) {
    case "sell":
      return [
        hold.remove({ orderId }).commit(),
        ...lines.flatMap(({ sku, quantity }) => [
          stock
            .patch({ sku })
            .subtract({ held: quantity })
            .where((at, { gte }) => gte(at.held, quantity))
            .commit(),
          movement
            .create({ sku, reference: `sale:${orderId}`, kind: "sale", quantity: -quantity, cause: "Sold." })
            .commit(),
        ]),
      ];
    case "release":
      return [
        hold.remove({ orderId }).commit(),
        ...lines.map(({ sku, quantity }) =>
          stock
            .patch({ sku })
            .subtract({ held: quantity })
            .add({ available: quantity })
            .where((at, { gte }) => gte(at.held, quantity))
            .commit(),
        ),
      ];
    case "take":
      return lines.flatMap(({ sku, quantity }) => [
        stock
          .patch({ sku })
          .subtract({ available: quantity })
          .where((at, { gte }) => gte(at.available, quantity))
          .commit(),
        movement
          .create({ sku, reference: `sale:${orderId}`, kind: "sale", quantity: -quantity, cause: "Sold." })
          .commit(),
      ]);
    case "return":
      return lines.flatMap(({ sku, quantity }) => [
        stock.patch({ sku }).add({ available: quantity }).commit(),
        movement
          .create({
            sku,
            reference: `return:${orderId}`,
            kind: "return",
            quantity,
            cause: "The order was canceled.",
          })
          .commit(),
      ]);
  }
}
