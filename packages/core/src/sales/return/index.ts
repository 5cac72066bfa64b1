import { z } from "zod";
import { Sku } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { returnReasons, Settings } from "#platform/settings";
import { Text } from "#platform/text";
import { Inventory, type Quantity } from "../inventory";
import { Order, type OrderView, type ReturnRow } from "../order";
import { Refund } from "../refund";
import { amountOf } from "./amount";
import { ReturnEntity } from "./return.entity";
import { endsAt, isSent, opensAt, returnable } from "./window";

export { isInUnion } from "./amount";
export { erasePersonal } from "./erase";
export * as Return from "./index";
export { returnStates as states } from "./return.entity";
export { arrivesSeconds, endsAt, isOpen, opensAt, returnable } from "./window";

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

/**
 * Requests a return for a customer: row and event are written together. No more can be requested than was bought
 * and is not back yet, however many ask at once. Returns the return's id. Throws `return.not_delivered`,
 * `return.too_late`, `return.unknown_line`, `return.too_many`, `return.other_reason`.
 */
export const request = fn(Request, async ({ orderId, requestId, ...wish }) => {
  const returnId = Id.derived("return", orderId, requestId);
  const { reasons } = await Settings.read("returns");
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.require(orderId);
    if (order.returns.some((row) => row.returnId === returnId)) return { returnId };
    refuseUnlessReturnable(order, wish.lines);
    if (!reasons.includes(wish.reason))
      throw new DomainError("input", "return.other_reason", "Please choose another reason.", "reason");
    const { trace } = order;
    const { committed } = await transact({
      order: Order.countReturn(order),
      return: ReturnEntity.create({
        orderId,
        returnId,
        lines: wish.lines,
        reason: wish.reason,
        ...(wish.note && { note: wish.note }),
        state: "requested",
        createdAt: Clock.iso(),
      }),
      event: Event.record("order.return_requested", { orderId, returnId, ...(trace && { trace }) }),
    });
    if (committed) return { returnId };
    await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** attempt));
  }
  throw new DomainError("conflict", "return.busy", "This order is being changed. Please try again.");
});

function refuseUnlessReturnable(order: OrderView, lines: { sku: string; quantity: number }[]) {
  const from = opensAt(order);
  const until = endsAt(order);
  if (!isSent(order) || !from || !until)
    throw new DomainError(
      "conflict",
      "return.not_delivered",
      "This order has not been shipped yet, so nothing can be sent back. You can cancel it instead.",
    );
  if (from > Clock.iso())
    throw new DomainError(
      "conflict",
      "return.not_delivered",
      "This order is still on its way. You can request a return once it has arrived.",
    );
  if (until <= Clock.iso())
    throw new DomainError(
      "conflict",
      "return.too_late",
      order.returnDays === 0
        ? "This order cannot be returned here. Please contact us."
        : `The ${order.returnDays} days for returns are over. Please contact us.`,
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
          ? `All of ${line.name} was returned or refunded, or is about to be.`
          : `Only ${line.left} of ${line.name} can be sent back.`,
      );
  }
}

const Verdict = Ref.extend({
  approved: z.boolean(),
  actor: z.string().min(1),
  /** Answer to the customer. */
  answer: Text.line(500, "Tell the customer why, or where to send it."),
});

/** Decides on a request; the first verdict counts. Throws `return.unknown`, `return.decided`. */
export const decide = fn(Verdict, ({ approved, ...verdict }, also?: Writes) =>
  end({ ...verdict, from: "requested", to: approved ? "approved" : "declined" }, also),
);

/**
 * Closes an approved return whose goods never arrived, with an answer to the customer. Throws `return.unknown`,
 * `return.decided`.
 */
export const close = fn(Verdict.omit({ approved: true }), (verdict, also?: Writes) =>
  end({ ...verdict, from: "approved", to: "declined" }, also),
);

type Answer = { orderId: string; returnId: string; actor: string; answer: string };
type Answered = Answer & { from: ReturnRow["state"]; to: "approved" | "declined" };

async function end({ orderId, returnId, from, to, actor, answer }: Answered, also: Writes = {}) {
  const { order, found } = await require({ orderId, returnId });
  const { trace } = order;
  const { committed } = await transact({
    return: ReturnEntity.patch({ orderId, returnId })
      .set({ state: to, actor, answer, decidedAt: Clock.iso() })
      .composite({ createdAt: found.createdAt })
      .where((at, { eq }) => eq(at.state, from)),
    event: Event.record(`order.return_${to}`, { orderId, returnId, ...(trace && { trace }) }),
    ...also,
  });
  if (!committed)
    throw new DomainError("conflict", "return.decided", "A staff member has already decided on this return.");
}

const Receipt = Ref.extend({ actor: z.string().min(1), restock: z.boolean() });

/**
 * Records that the goods of a return are back and refunds what of them was not refunded before, in one transaction. A
 * free item, or one whose money was refunded by hand, ends the return as well. Returns the refund's id, null when there
 * was nothing left to refund. Throws `return.unknown`, `return.not_approved`.
 */
export const receive = fn(Receipt, async ({ orderId, returnId, actor, restock }, also: Writes = {}) => {
  const { order, found } = await require({ orderId, returnId });
  if (found.state === "received") return { refundId: found.refundId ?? null };
  if (found.state !== "approved")
    throw new DomainError(
      "conflict",
      "return.not_approved",
      "This return is not approved. Decide on it first.",
    );
  const lines = together(found.lines);
  const refunding = lines
    .map(({ sku, quantity }) => ({ sku, restock, quantity: Math.min(quantity, notRefunded(order, sku)) }))
    .filter(({ quantity }) => quantity > 0);
  const restocked = restock ? await restockRefunded(order, returnId, lines, refunding) : [];
  const set = { state: "received" as const, ...(restocked.length > 0 && { restocked }) };
  const receiving = (refundId?: string): Writes => ({
    return: ReturnEntity.patch({ orderId, returnId })
      .set({ ...set, ...(refundId && { refundId }) })
      .composite({ createdAt: found.createdAt })
      .where((at, { eq }) => eq(at.state, "approved")),
    ...also,
  });
  if (refunding.length === 0) {
    await transact(receiving());
    return { refundId: null };
  }
  const requestId = `return:${returnId}`;
  return Refund.create(
    {
      orderId,
      lines: refunding,
      amount: await amountOf(order, refunding),
      upToRest: true,
      reason: "The returned goods have arrived.",
      actor,
      requestId,
    },
    receiving(Refund.idOf(orderId, requestId)),
  );
});

const notRefunded = ({ lines, refundedLines }: OrderView, sku: string) =>
  (lines.find((line) => line.sku === sku)?.quantity ?? 0) - (refundedLines[sku] ?? 0);

/** Puts units up for sale again that were refunded by hand without it, once per return. Returns which. */
async function restockRefunded(
  { orderId, refunds, returns }: OrderView,
  returnId: string,
  lines: Quantity[],
  refunding: Quantity[],
) {
  const sum = (all: readonly Quantity[], sku: string) =>
    all.filter((line) => line.sku === sku).reduce((total, { quantity }) => total + quantity, 0);
  const lost = refunds
    .filter(({ state, stage }) => (state === "pending" || state === "succeeded") && stage === "shipped")
    .flatMap((refund) => refund.lines)
    .filter((line) => !line.restock);
  const done = returns.filter((row) => row.returnId !== returnId).flatMap((row) => row.restocked ?? []);
  const extra = lines
    .map(({ sku, quantity }) => ({
      sku,
      quantity: Math.min(quantity - sum(refunding, sku), sum(lost, sku) - sum(done, sku)),
    }))
    .filter(({ quantity }) => quantity > 0);
  if (extra.length > 0) {
    const why = { reference: `returned:${orderId}:${returnId}`, cause: "The returned goods have arrived." };
    await transact({ goods: Inventory.writes(orderId, Inventory.restock(extra, why)) });
  }
  return extra;
}

/** Returns the returns that wait: requests for a verdict, approved ones for their goods. The longest waiting first. */
export const waiting = fn(z.object({ state: z.enum(["requested", "approved"]) }), async ({ state }) => {
  const { data } = await ReturnEntity.query.byState({ state }).go({ limit: 100 });
  return data;
});

async function require({ orderId, returnId }: z.output<typeof Ref>) {
  const order = await Order.require(orderId);
  const found = order.returns.find((row) => row.returnId === returnId);
  if (!found) throw new DomainError("not_found", "return.unknown", "We can't find this return.");
  return { order, found };
}

/** Adds up lines of the same SKU: it is refunded once, with its whole quantity. */
function together(lines: { sku: string; quantity: number }[]) {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
}
