import { z } from "zod";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Money } from "#platform/money";
import { Order, type OrderView } from "../order";
import { Pricing } from "../pricing";
import { Refund } from "../refund";
import { TaxCheck } from "../tax-check";
import { TaxId } from "../tax-id";
import { owesItself, taxKept } from "./owed";

export * as TaxRecheck from "./index";
export { owesItself, taxKept } from "./owed";

/** Actor of automatic steps. */
const system = "system";

/** Limit of orders in one run of the job: each may wait long for the register. */
const mostAtOnce = 5;

/** Statuses in which the order keeps no money, so that no tax is refunded either. */
const over: readonly string[] = ["expired", "canceled", "canceled_refunded"];

type Row = TaxCheck.Row;

/** Log event of an order whose check failed. */
const failure = "tax_recheck.failed";

/** Checks the orders whose tax ID is due to be checked again, and refunds tax that is due. */
export async function sweep() {
  let taken = 0;
  for (const state of ["proven", "open"] as const) {
    const { swept } = await Due.sweep({
      shards: [0],
      read: async () => ({ data: await TaxCheck.due(state, mostAtOnce) }),
      work: advance,
      putOff,
      failure: ({ orderId }) => ({ event: failure, orderId }),
    });
    taken += swept;
  }
  return { taken };
}

const Ask = z.object({ orderId: Id.schema("order"), actor: z.string().min(1) });

/**
 * Checks the tax ID of an order now. Refunds the tax once the number is confirmed. Throws `tax_id.none`,
 * `tax_id.confirmed` when it was confirmed before, `tax_id.unavailable` when the register cannot say.
 */
export const checkNow = fn(Ask, async ({ orderId, actor }, also?: Writes) => {
  const order = await Order.require(orderId);
  const taxId = taxIdOf(order);
  if (!taxId) throw new DomainError("conflict", "tax_id.none", "This order has no business tax ID.");
  if (order.taxIdCheck?.result === "valid")
    throw new DomainError("conflict", "tax_id.confirmed", "This business tax ID is confirmed already.");
  const row = await TaxCheck.find(orderId);
  const check = await TaxId.consult(taxId);
  if (check.result === "unavailable")
    throw new DomainError(
      "unavailable",
      "tax_id.unavailable",
      "We can't reach the register of VAT numbers right now. Please try again later.",
    );
  await record(order, row, check, actor, also);
});

/** Returns the rules for the time at which an order was placed: later registrations do not change it. */
const rulesAt = async ({ createdAt }: Pick<OrderView, "createdAt">) => ({
  ...(await Pricing.storedRules()),
  at: createdAt,
});

/** Returns the number of an order that the register knows how to look up; older rows may hold others. */
export function taxIdOf({ contact, taxIdCheck }: Pick<OrderView, "contact" | "taxIdCheck">) {
  const parsed = TaxId.parse(contact.taxId ?? taxIdCheck?.taxId ?? "");
  return "id" in parsed ? parsed.id : null;
}

async function advance(row: Row) {
  const order = await Order.require(row.orderId);
  const taxId = taxIdOf(order);
  if (!taxId || over.includes(order.status)) return close(row);
  if (row.state === "proven") return refundTax(order, row);
  const check = await TaxId.consult(taxId, TaxId.recheck.patience);
  if (check.result !== "unavailable") return record(order, row, check, system);
  if (isOver(row)) return giveUp(row);
  await TaxCheck.postpone(row);
}

const isOver = ({ createdAt }: Row) => Due.isOver(createdAt, TaxId.recheck.endsAfterSeconds);

/** Schedules an order that failed after a growing pause; after 30 days it is left to staff. */
async function putOff(row: Row) {
  const { orderId, state, createdAt } = row;
  await (isOver(row) ? giveUp(row) : TaxCheck.move(orderId, state, Due.next(createdAt)));
}

/** Records a check on the order and its timeline, and refunds the tax of a confirmed number. */
async function record(order: OrderView, row: Row | null, check: TaxId.Check, actor: string, also?: Writes) {
  const { orderId, trace, totals, currency } = order;
  const confirmed = check.result === "valid";
  const owed = confirmed && owesItself(order, check.taxId, await rulesAt(order));
  const next: Row = {
    orderId,
    state: owed ? "proven" : "closed",
    checks: (row?.checks ?? 0) + 1,
    dueAt: Clock.iso(),
    createdAt: row?.createdAt ?? Clock.iso(),
  };
  const text = confirmed
    ? `The business tax ID was confirmed${consultationOf(check)}. ${owed ? `The VAT of ${Money.format(totals.tax, currency)} is refunded as far as it was not refunded yet.` : "It changes nothing about the tax of this order."}`
    : "The business tax ID is not registered. The VAT that was charged stays.";
  const promised = !confirmed && row?.state === "open";
  const { committed } = await transact({
    // A confirmation is written once, also when two checks run at the same moment.
    remark: Order.remark({ orderId, about: confirmed ? "tax_id" : `tax_id:${check.at}`, actor, text }),
    order: Order.changeTaxIdCheck(orderId, check),
    taxCheck: TaxCheck.put(next),
    event: promised ? Event.record("order.tax_id_refused", { orderId, ...(trace && { trace }) }) : undefined,
    ...also,
  });
  if (!committed) return;
  Log.info("tax_recheck.answered", { orderId, result: check.result });
  if (!owed) return;
  await refundTax({ ...order, taxIdCheck: check }, next).catch((error) => {
    Log.error(failure, error, { orderId });
    return putOff(next);
  });
}

const consultationOf = ({ consultation }: TaxId.Check) =>
  consultation ? ` (consultation ${consultation})` : "";

/** Refunds the tax of a confirmed number, once; before the order is paid, it waits for the payment. */
async function refundTax(order: OrderView, row: Row) {
  const { orderId, captured, totals, refunds } = order;
  if (refunds.some(({ refundId }) => refundId === TaxId.refundIdOf(orderId)) || totals.total === 0)
    return close(row);
  if (captured === 0) return postpone(row);
  const amount = taxKept(order);
  if (amount > 0)
    await Refund.create({
      orderId,
      amount,
      reason: "The business tax ID was confirmed, so no VAT is due on this order.",
      actor: system,
      requestId: TaxId.refundRequest,
    });
  await close(row);
}

/** Pause before the order of a confirmed number is checked again for its payment, in seconds. */
const waitSeconds = 15 * 60;

const postpone = ({ orderId }: Row) => TaxCheck.move(orderId, "proven", Clock.iso(waitSeconds));

const close = ({ orderId, dueAt }: Row) => TaxCheck.move(orderId, "closed", dueAt);

/** Ends the checks of a number that got no result in all that time. Staff can still check it. */
async function giveUp(row: Row) {
  const { orderId } = row;
  await transact({
    remark: Order.remark({
      orderId,
      about: `tax_id:${row.createdAt}`,
      actor: system,
      text:
        row.state === "proven"
          ? "The business tax ID is confirmed, and the VAT could not be refunded for 30 days. Refund it by hand."
          : "The business tax ID could not be checked for 30 days. The VAT stays charged; check it again by hand.",
    }),
    taxCheck: TaxCheck.close(row),
  });
  Log.warn("tax_recheck.given_up", { orderId });
}
