import { z } from "zod";
import { Sku } from "../catalog/types";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { Event } from "../event";
import { fn } from "../fn";
import { Id } from "../id";
import { Order, type OrderView } from "../order";
import { Refund } from "../refund";
import { Store } from "../store";
import { Text } from "../text";
import { ReturnEntity, returnReasons } from "./return.entity";

export * as Return from "./index";
export { returnReasons as reasons, returnStates as states } from "./return.entity";

/** So long after they have arrived goods may be sent back, in seconds: 30 days. */
export const windowSeconds = 30 * 24 * 3600;

const tries = 8;

const Ref = z.object({ orderId: Id.schema("order"), returnId: Id.schema("return") });

const Request = z.object({
  orderId: Id.schema("order"),
  lines: z
    .array(z.object({ sku: Sku, quantity: z.int("Enter a whole number.").min(1).max(10_000) }))
    .min(1, "Choose at least one item.")
    .max(40),
  reason: z.enum(returnReasons, "Choose a reason."),
  note: Text.optional(500),
  /** The same request twice is one return. */
  requestId: z.uuid(),
});

/** Until when goods of an order may be sent back; null as long as they have not arrived. */
export function endsAt({ timeline }: Pick<OrderView, "timeline">) {
  const arrived = timeline.find(({ status }) => status === "delivered")?.at;
  return arrived ? new Date(Date.parse(arrived) + windowSeconds * 1000).toISOString() : null;
}

/** How many of each line can be asked to be sent back now: what was bought, less what was, or is asked to be. */
export function returnable(order: Pick<OrderView, "lines" | "refundedLines" | "returns">) {
  const asked = order.returns
    .filter(({ state }) => state === "requested" || state === "approved")
    .flatMap(({ lines }) => lines);
  return order.lines.map(({ sku, name, title, quantity }) => {
    const open = asked.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0);
    return { sku, name, title, left: Math.max(0, quantity - (order.refundedLines[sku] ?? 0) - open) };
  });
}

/** Whether an order's page offers to send something back. */
export function isOpen(order: OrderView) {
  const until = endsAt(order);
  return (
    order.status === "delivered" &&
    until !== null &&
    until > Clock.iso() &&
    returnable(order).some(({ left }) => left > 0)
  );
}

/**
 * A customer asks to send goods back: row and event are written together. No more can be asked for than was bought and
 * has not gone back yet, however many ask at once. Answers the return's id. Throws `return.not_delivered`,
 * `return.too_late`, `return.unknown_line`, `return.too_many`.
 */
export const request = fn(Request, async ({ orderId, requestId, ...wish }) => {
  const returnId = Id.derived("return", orderId, requestId);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.require(orderId);
    if (order.returns.some((row) => row.returnId === returnId)) return { returnId };
    refuseUnlessReturnable(order, wish.lines);
    const { refundVersion, trace } = order;
    const written = await Store.write(({ order: row, returnrequest, event }) => [
      row
        .patch({ orderId })
        .set({ refundVersion: refundVersion + 1 })
        .where((at, { eq, notExists }) =>
          refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion),
        )
        .commit(),
      returnrequest
        .create({
          orderId,
          returnId,
          lines: wish.lines,
          reason: wish.reason,
          ...(wish.note && { note: wish.note }),
          state: "requested",
          createdAt: Clock.iso(),
        })
        .commit(),
      event
        .create(Event.row("order.return_requested", { orderId, returnId, ...(trace && { trace }) }))
        .commit(),
    ]);
    if (written.done) return { returnId };
    await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** attempt));
  }
  throw new DomainError("conflict", "return.busy", "This order is being changed. Please try again.");
});

function refuseUnlessReturnable(order: OrderView, lines: { sku: string; quantity: number }[]) {
  const until = endsAt(order);
  if (order.status !== "delivered" || !until)
    throw new DomainError(
      "conflict",
      "return.not_delivered",
      "Only what has arrived can be sent back. As long as nothing has been sent, you can cancel the order.",
    );
  if (until <= Clock.iso())
    throw new DomainError(
      "conflict",
      "return.too_late",
      "The 30 days in which things can be sent back are over. Please write to us.",
    );
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const can = returnable(order);
  for (const [sku, quantity] of wanted) {
    const line = can.find((found) => found.sku === sku);
    if (!line) throw new DomainError("input", "return.unknown_line", `This order has no ${sku}.`);
    if (quantity > line.left)
      throw new DomainError(
        "conflict",
        "return.too_many",
        line.left === 0
          ? `All of ${line.name} is on its way back already.`
          : `Only ${line.left} of ${line.name} can be sent back.`,
      );
  }
}

const Verdict = Ref.extend({
  approved: z.boolean(),
  actor: z.string().min(1),
  /** What the customer is told. */
  answer: Text.line(500, "Tell the customer why, or where to send it."),
});

/** Staff decide on a request; the first verdict counts. Throws `return.unknown`, `return.decided`. */
export const decide = fn(Verdict, async ({ orderId, returnId, approved, actor, answer }) => {
  const { order, found } = await require({ orderId, returnId });
  const type = approved ? "order.return_approved" : "order.return_declined";
  const { trace } = order;
  const written = await Store.write(({ returnrequest, event }) => [
    returnrequest
      .patch({ orderId, returnId })
      .set({ state: approved ? "approved" : "declined", actor, answer, decidedAt: Clock.iso() })
      .composite({ createdAt: found.createdAt })
      .where((at, { eq }) => eq(at.state, "requested"))
      .commit(),
    event.create(Event.row(type, { orderId, returnId, ...(trace && { trace }) })).commit(),
  ]);
  if (!written.done)
    throw new DomainError("conflict", "return.decided", "Somebody has decided on this return already.");
});

const Receipt = Ref.extend({ actor: z.string().min(1), restock: z.boolean() });

/**
 * The goods are back: their money goes back with them, once. Throws `return.not_approved`, and what `Refund.create`
 * throws when part of it was refunded by hand meanwhile.
 */
export const receive = fn(Receipt, async ({ orderId, returnId, actor, restock }) => {
  const { found } = await require({ orderId, returnId });
  if (found.state === "received") return { refundId: found.refundId ?? null };
  if (found.state !== "approved")
    throw new DomainError(
      "conflict",
      "return.not_approved",
      "This return is not approved: decide on it first.",
    );
  const { refundId } = await Refund.create({
    orderId,
    lines: together(found.lines).map((line) => ({ ...line, restock })),
    reason: "Returned goods have arrived.",
    actor,
    requestId: `return:${returnId}`,
  });
  await Store.write(({ returnrequest }) => [
    returnrequest
      .patch({ orderId, returnId })
      .set({ state: "received", refundId })
      .composite({ createdAt: found.createdAt })
      .where((at, { eq }) => eq(at.state, "approved"))
      .commit(),
  ]);
  return { refundId };
});

/** Returns that wait for somebody: requests for a verdict, approved ones for a parcel. The longest waiting first. */
export const waiting = fn(z.object({ state: z.enum(["requested", "approved"]) }), async ({ state }) => {
  const { data } = await ReturnEntity.query.byState({ state }).go({ limit: 100 });
  return data;
});

async function require({ orderId, returnId }: z.output<typeof Ref>) {
  const order = await Order.require(orderId);
  const found = order.returns.find((row) => row.returnId === returnId);
  if (!found) throw new DomainError("not_found", "return.unknown", "We do not know this return.");
  return { order, found };
}

/** A SKU that was named twice is refunded once, with its whole quantity. */
function together(lines: { sku: string; quantity: number }[]) {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
}
