import { z } from "zod";
import { Clock } from "#platform/clock";
import { pageOf, transact } from "#platform/dynamo";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { Money } from "#platform/money";
import { StripeApi } from "#platform/stripe";
import { type DisputeRow, Order, type OrderView, type WarningRow } from "../order";
import { DisputeEntity, disputeStates } from "./dispute.entity";
import { orderIdOf } from "./owner";
import { alertOf, needsEvidence, openedText, rowOf, statusText } from "./state";
import { WarningEntity } from "./warning.entity";

export * as Dispute from "./index";
export { alertOf, isClosed, moneyOf, needsEvidence } from "./state";
export { syncWarning } from "./warning";

export const pageSize = 50;

const tries = 12;

/** Returns the page of a payment at Stripe, where evidence is sent. */
export const urlAtStripe = StripeApi.dashboardUrl;

/** The timeline reminds of evidence this long before it is due, in seconds. */
const reminderSeconds = 3 * 24 * 3600;

const Ref = z.object({ disputeId: z.string().min(1).max(200) });

/**
 * Updates an order to the current state of a dispute at Stripe: row, obstacle, timeline and event are written together.
 * Safe to repeat. Returns what was done. Throws Stripe's errors when it cannot be reached.
 */
export const sync = fn(Ref, async ({ disputeId }) => {
  const orderId = await orderIdOf(await StripeApi.client().disputes.retrieve(disputeId));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = orderId ? await Order.byId({ orderId }) : null;
    if (!order) return "not about an order of ours";
    const done = await bringUp(order, disputeId);
    if (done) return done;
  }
  throw new Error(`The dispute ${disputeId} could not be written: its order is being changed.`);
});

/**
 * Writes a dispute to an order that was read before Stripe is asked, so that no older response replaces a newer one.
 * Returns null when the order changed.
 */
async function bringUp(order: OrderView, disputeId: string) {
  const now = await StripeApi.client().disputes.retrieve(disputeId);
  const before = order.disputes.find((row) => row.disputeId === disputeId);
  const row = rowOf(order.orderId, now, before, Clock.iso());
  if (before && isSame(before, row)) return "nothing";
  const alert = alertOf(row);
  const others = order.alerts.filter(({ key }) => !key.endsWith(`:${disputeId}`));
  const { orderId, trace } = order;
  const about = { orderId, disputeId, ...(trace && { trace }) };
  const closed = row.state === "closed" && before?.state !== "closed";
  const { committed } = await transact({
    order: Order.changeObstacles(order, { alerts: alert ? [...others, alert] : others }),
    dispute: DisputeEntity.put(row),
    remarks: remarksOf(row, before).map(Order.replaceRemark),
    opened: before ? undefined : Event.record("order.dispute_opened", about),
    closed: closed ? Event.record("order.dispute_closed", { ...about, outcome: row.status }) : undefined,
  });
  if (!committed) return null;
  Log.warn("order.dispute", { ...about, status: row.status });
  if (!before) Metric.count("disputes_opened", orderId);
  return `dispute ${row.status}`;
}

/** Returns the new entries of the timeline for a dispute. */
function remarksOf(row: DisputeRow, before: DisputeRow | undefined) {
  const { orderId, disputeId, status, openedAt } = row;
  const at = Clock.iso();
  const remark = (name: string, when: string, text: string) => ({
    orderId,
    about: `dispute:${disputeId}:${name}`,
    at: when,
    actor: "stripe",
    text,
  });
  const told = before ? before.status === status : needsEvidence(status);
  return [
    ...(before ? [] : [remark("opened", openedAt, openedText(row, moneyOf(row)))]),
    ...(told ? [] : [remark(status, row.closedAt ?? at, statusText(row, moneyOf(row)))]),
  ];
}

const moneyOf = ({ amount, currency }: DisputeRow) => Money.format(amount, Money.Currency.parse(currency));

const compared = ["amount", "status", "reason", "evidenceDueAt", "withdrawn", "reinstated"] as const;
const isSame = (before: DisputeRow, now: DisputeRow) => compared.every((name) => before[name] === now[name]);

/** End of a page of disputes: a time and an id of Stripe. Safe in a URL. */
const Cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~d[pu]_\w{1,200}$/, "This is not a page of this list.")
  .transform((text) => {
    const [dueAt = "", disputeId = ""] = text.split("~");
    return { dueAt, disputeId };
  });

const Question = z.object({ state: z.enum(disputeStates), cursor: Cursor.optional() });

/** Lists disputes a page at a time: open ones by deadline, the next first; closed ones newest first. One request. */
export const list = fn(Question, async ({ state, cursor }) => {
  const all = DisputeEntity.query.byState({ state });
  const rest = !cursor ? all : state === "open" ? all.gt(cursor) : all.lt(cursor);
  const { data } = await rest.go({ order: state === "open" ? "asc" : "desc", limit: pageSize + 1 });
  return pageOf(data, pageSize, ({ dueAt, disputeId }) => ({ at: dueAt, id: disputeId }));
});

/** Lists the fraud warnings of payments that were neither refunded nor disputed since, newest first. One request. */
export const warnings = fn(z.object({}), async (): Promise<WarningRow[]> => {
  const { data } = await WarningEntity.query
    .byState({ state: "open" })
    .go({ order: "desc", limit: pageSize });
  return data;
});

/**
 * Asks Stripe about every open dispute, in case a webhook was lost, and reminds staff of evidence that is due. One that
 * fails does not stop the others. Reads a page at a time: for a job, never for a request.
 */
export async function sweep() {
  const counts = { disputes: 0, changed: 0, failed: 0 };
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({
      state: "open",
      ...(cursor === null ? {} : { cursor }),
    });
    for (const row of page.rows) {
      counts.disputes++;
      try {
        if ((await sync(row)) !== "nothing") counts.changed++;
        await remind(row);
      } catch (error) {
        counts.failed++;
        Log.error("dispute.sweep_failed", error, { disputeId: row.disputeId });
      }
    }
    cursor = page.next;
  } while (cursor);
  return counts;
}

async function remind({ orderId, disputeId }: DisputeRow) {
  const order = await Order.require(orderId);
  const row = order.disputes.find((found) => found.disputeId === disputeId);
  const due = row?.evidenceDueAt;
  if (!row || !due || !needsEvidence(row.status) || due > Clock.iso(reminderSeconds)) return;
  const text = `The evidence for the dispute is due by ${due.slice(0, 10)}.`;
  const about = `dispute:${disputeId}:due:${due}`;
  if (order.remarks.some((remark) => remark.about === about)) return;
  await Order.replaceRemark({ orderId, about, actor: "reconciliation", text }).go();
  Metric.count("disputes_due", orderId);
}
