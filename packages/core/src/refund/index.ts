import { z } from "zod";
import { Sku } from "../catalog/types";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { Event } from "../event";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { Money } from "../money";
import { Order, type OrderView } from "../order";
import { Store } from "../store";
import { Stripe, StripeDoor } from "../stripe";
import { refundable, worthOf } from "./amount";
import { RefundEntity } from "./refund.entity";

export { refundable, worthOf } from "./amount";
export * as Refund from "./index";

/** A refund Stripe has not settled is asked after again after so many seconds. */
const resendSeconds = 60;
const tries = 12;

const Line = z.object({ sku: Sku, quantity: z.int().min(1).max(10_000), restock: z.boolean() });

const Request = z.object({
  orderId: Id.schema("order"),
  lines: z.array(Line).max(40).default([]),
  /** In minor units of the order's currency; without it, what the lines are worth. */
  amount: Money.Amount.min(1, "A refund is of one cent or more.").optional(),
  reason: z.string().trim().min(1, "Say why the money goes back.").max(500),
  actor: z.string().min(1),
  /** Ends the order as well: the goods stay here, all money goes back. */
  cancel: z.boolean().default(false),
  /** The same request twice is one refund. */
  requestId: z.string().max(100).optional(),
});

/**
 * Gives money of a captured order back: by line, by amount, or all of it with `cancel`. The refund is written first,
 * under the condition that no more goes back than came in; then Stripe is asked, under the refund's own key.
 * Answers the refund's id. Throws `refund.nothing_captured`, `refund.above_rest`, `refund.too_many`,
 * `refund.unknown_line`, `refund.too_late`.
 */
export const create = fn(Request, async (request) => {
  const refundId = request.requestId
    ? Id.derived("refund", request.orderId, request.requestId)
    : Id.create("refund");
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.require(request.orderId);
    if (order.refunds.some((refund) => refund.refundId === refundId)) return { refundId };
    if (await write(refundId, order, request)) {
      await send({ orderId: order.orderId, refundId }).catch((error) =>
        Log.error("refund.unsent", error, { refundId }),
      );
      return { refundId };
    }
    await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** Math.min(attempt, 5)));
  }
  throw new DomainError(
    "conflict",
    "refund.busy",
    "This order is being changed by somebody else. Please look at it again.",
  );
});

async function write(
  refundId: string,
  order: OrderView,
  { lines, amount, reason, actor, cancel }: z.output<typeof Request>,
) {
  const { orderId, refundVersion, refundedLines } = order;
  const rest = refundable(order);
  if (order.captured === 0)
    throw new DomainError(
      "conflict",
      "refund.nothing_captured",
      "Nothing was captured for this order; cancel it instead.",
    );
  if (cancel && !["paid", "packed"].includes(order.status)) {
    throw new DomainError(
      "conflict",
      "refund.too_late",
      "This order can no longer be canceled. Refund what comes back instead.",
    );
  }
  const all = order.lines.map(({ sku, quantity }) => ({
    sku,
    quantity: quantity - (refundedLines[sku] ?? 0),
    restock: true,
  }));
  const taken = cancel ? all.filter(({ quantity }) => quantity > 0) : lines;
  const money = cancel ? rest : (amount ?? worthOf(order, lines));
  worthOf(order, taken);
  if (money > rest || money < 1) {
    const left = Money.format(rest, order.currency);
    throw new DomainError(
      "conflict",
      "refund.above_rest",
      rest === 0 ? "All of this order's money has gone back." : `At most ${left} can go back.`,
    );
  }
  const after = { ...refundedLines };
  for (const { sku, quantity } of taken) after[sku] = (after[sku] ?? 0) + quantity;
  const back = taken.filter(({ restock }) => restock);
  const set = { refunded: order.refunded + money, refundedLines: after, refundVersion: refundVersion + 1 };
  const rows: Rows = ({ refund, stock, movement }) => [
    refund
      .create({
        orderId,
        refundId,
        amount: money,
        lines: taken,
        reason,
        actor,
        state: "pending",
        attempt: 1,
        createdAt: Clock.iso(),
        dueAt: Clock.iso(resendSeconds),
      })
      .commit(),
    ...back.flatMap(({ sku, quantity }) => [
      stock.patch({ sku }).add({ available: quantity }).commit(),
      movement
        .create({ sku, reference: `return:${orderId}:${refundId}`, kind: "return", quantity, cause: reason })
        .commit(),
    ]),
  ];
  if (!cancel) return note(order, set, rows);
  const from = [order.status];
  return (
    (await Order.move({
      orderId,
      from,
      to: "canceled_refunded",
      actor,
      cause: reason,
      set,
      refundVersion,
      also: rows,
    })) === "moved"
  );
}

type Rows = NonNullable<Parameters<typeof Order.move>[0]["also"]>;
type Sums = { refunded: number; refundedLines: Record<string, number>; refundVersion: number };

/** Writes an order's sums with the rows they come from, unless another refund was faster. */
async function note({ orderId, refundVersion }: OrderView, set: Sums, rows: Rows) {
  const written = await Store.write((entities) => [
    entities.order
      .patch({ orderId })
      .set(set)
      .where((at, { eq, notExists }) =>
        refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion),
      )
      .commit(),
    ...rows(entities),
  ]);
  return written.done;
}

const Ref = z.object({ orderId: Id.schema("order"), refundId: Id.schema("refund") });

/** Asks Stripe for a refund, once by its key, and notes what Stripe says. */
export const send = fn(Ref, async ({ orderId, refundId }) => {
  const order = await Order.require(orderId);
  const refund = order.refunds.find((found) => found.refundId === refundId);
  if (refund?.state !== "pending" || !order.intentId) return;
  try {
    await apply((await find(refund, order.intentId)) ?? (await ask(refund, order.intentId)));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeAPIError) await nextAttempt(refund);
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    await fail(order, refund, error.message);
  }
});

/** The refund at Stripe, should an earlier try have made it without our hearing of it. */
async function find({ stripeRefundId, attempt, refundId }: RefundRow, payment_intent: string) {
  const { refunds } = StripeDoor.client();
  if (stripeRefundId) return refunds.retrieve(stripeRefundId);
  if (attempt === 1) return undefined;
  const made = await refunds.list({ payment_intent, limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return made.find(({ metadata }) => metadata?.refundId === refundId);
}

const ask = ({ orderId, refundId, amount, attempt }: RefundRow, payment_intent: string) =>
  StripeDoor.client().refunds.create(
    { payment_intent, amount, metadata: { orderId, refundId } },
    { idempotencyKey: `refund:${refundId}:${attempt}` },
  );

async function nextAttempt({ orderId, refundId, attempt }: RefundRow) {
  await Store.write(({ refund }) => [
    refund
      .patch({ orderId, refundId })
      .set({ attempt: attempt + 1 })
      .where((at, { eq }) => eq(at.attempt, attempt))
      .commit(),
  ]);
}

/** Brings a refund up to what Stripe says of it. A refund that is not ours is left alone. */
export async function apply(answer: Stripe.Refund) {
  const ref = Ref.safeParse(answer.metadata ?? {});
  if (!ref.success) return "not a refund of ours";
  const order = await Order.byId({ orderId: ref.data.orderId });
  const refund = order?.refunds.find(({ refundId }) => refundId === ref.data.refundId);
  if (!order || !refund) return "not a refund of ours";
  if (answer.amount !== refund.amount || answer.currency.toUpperCase() !== order.currency) {
    Log.error("refund.mismatch", "Stripe holds another amount.", { refundId: refund.refundId });
    return "distrusted";
  }
  switch (answer.status) {
    case "succeeded":
      return succeed(order, refund, answer.id);
    case "failed":
    case "canceled":
      return fail(order, refund, answer.failure_reason ?? answer.status);
    default:
      await postpone(refund, answer.id);
      return "pending";
  }
}

/** Asks after refunds that neither an answer nor a webhook has settled. */
export async function sweep() {
  const { data: due } = await RefundEntity.query
    .byState({ state: "pending" })
    .lte({ dueAt: Clock.iso() })
    .go({ limit: 100 });
  for (const { orderId, refundId } of due) {
    await send({ orderId, refundId }).catch((error) => Log.error("refund.sweep_failed", error, { refundId }));
  }
  return due.length;
}

/** Refunds that failed: a person must find another way, or try again. */
export async function failed() {
  const { data } = await RefundEntity.query.byState({ state: "failed" }).go({ limit: 100, order: "desc" });
  return data;
}

type RefundRow = OrderView["refunds"][number];

async function succeed(
  { orderId, trace }: OrderView,
  { refundId, state, dueAt }: RefundRow,
  stripeRefundId: string,
) {
  if (state === "succeeded") return "succeeded";
  const written = await Store.write(({ refund, event }) => [
    refund
      .patch({ orderId, refundId })
      .set({ state: "succeeded", stripeRefundId })
      .composite({ dueAt })
      .where((at, { eq }) => eq(at.state, "pending"))
      .commit(),
    event.create(Event.row("order.refunded", { orderId, refundId, ...(trace && { trace }) })).commit(),
  ]);
  if (written.done) Log.info("refund.succeeded", { orderId, refundId, ...(trace && { trace }) });
  return "succeeded";
}

/** The money stays with us: it can be given back again, by another refund. The goods are where they are. */
async function fail(order: OrderView, row: RefundRow, failure: string): Promise<string> {
  const { orderId, refundId } = row;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const now = attempt === 1 ? order : await Order.require(orderId);
    const before = now.refunds.find((refund) => refund.refundId === refundId)?.state;
    if (!before || before === "failed") return "failed";
    const left = { ...now.refundedLines };
    for (const { sku, quantity } of row.lines) left[sku] = Math.max(0, (left[sku] ?? 0) - quantity);
    const set = {
      refunded: now.refunded - row.amount,
      refundedLines: left,
      refundVersion: now.refundVersion + 1,
    };
    const noted = await note(now, set, ({ refund, event }) => [
      refund
        .patch({ orderId, refundId })
        .set({ state: "failed", failure })
        .composite({ dueAt: row.dueAt })
        .where((at, { eq }) => eq(at.state, before as RefundRow["state"]))
        .commit(),
      event
        .create(
          Event.row("order.refund_failed", { orderId, refundId, ...(now.trace && { trace: now.trace }) }),
        )
        .commit(),
    ]);
    if (noted) {
      Log.warn("refund.failed", { orderId, refundId, failure });
      return "failed";
    }
  }
  throw new Error(`The failed refund ${refundId} could not be noted.`);
}

/** Stripe has it and has not decided. */
async function postpone({ orderId, refundId }: RefundRow, stripeRefundId: string) {
  await RefundEntity.patch({ orderId, refundId })
    .set({ stripeRefundId, dueAt: Clock.iso(resendSeconds) })
    .composite({ state: "pending" })
    .go();
}
