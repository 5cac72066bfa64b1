import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { TaxId } from "../tax-id";
import { type CheckState, TaxCheckEntity } from "./tax-check.entity";

export * as TaxCheck from "./index";

export type Row = { orderId: string; state: CheckState; checks: number; dueAt: string; createdAt: string };

/** Returns the write that has an order's tax ID checked again, for the transaction that places the order. */
export const open = (orderId: string) =>
  TaxCheckEntity.create({
    orderId,
    state: "open",
    checks: 0,
    dueAt: Due.after(TaxId.recheck.pausesSeconds, 0),
    createdAt: Clock.iso(),
  });

/** Returns the write that stores a row as it is given. */
export const put = (row: Row) => TaxCheckEntity.put(row);

/** Returns the write that ends the checks of an order. */
export const close = ({ orderId, dueAt }: Row) =>
  TaxCheckEntity.patch({ orderId }).set({ state: "closed", dueAt });

/** Returns the row of an order, or null. One request. */
export async function find(orderId: string): Promise<Row | null> {
  return (await TaxCheckEntity.get({ orderId }).go({ consistent: true })).data;
}

/** Returns rows in a state that are due, the longest waiting first. One request. */
export async function due(state: CheckState, limit: number): Promise<Row[]> {
  const { data } = await TaxCheckEntity.query.byState({ state }).lte({ dueAt: Clock.iso() }).go({ limit });
  return data;
}

/** Moves a row to a state and a time. */
export const move = (orderId: string, state: CheckState, dueAt: string) =>
  TaxCheckEntity.patch({ orderId }).set({ state, dueAt }).go();

/** Counts a check without a result and schedules the next one. */
export const postpone = ({ orderId, checks }: Row) =>
  TaxCheckEntity.patch({ orderId })
    .set({ checks: checks + 1, dueAt: Due.after(TaxId.recheck.pausesSeconds, checks + 1) })
    .composite({ state: "open" })
    .go();
