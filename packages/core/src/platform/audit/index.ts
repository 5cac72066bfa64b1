import { z } from "zod";
import { Clock } from "../clock";
import { Cursor, Dynamo, pageOf } from "../dynamo";
import { fn } from "../fn";
import { Id } from "../id";
import { Scrub } from "../scrub";
import { AuditEntity, type Facts } from "./audit.entity";

export * as Audit from "./index";

export type Outcome = "done" | "refused" | "failed";

export type AuditRow = {
  auditId: string;
  actor: string;
  action: string;
  subject: string;
  outcome: Outcome;
  note?: string | undefined;
  before?: Facts | undefined;
  after?: Facts | undefined;
  at: string;
};

export const pageSize = 50;

export type Entry = {
  auditId?: string;
  actor: string;
  action: string;
  subject: string;
  outcome?: Outcome;
  note?: string;
  before?: Facts;
  after?: Facts;
  /** Time of the act, ISO 8601; now when absent. */
  at?: string;
};

/** Returns the id of a request's audit row: the same request always has the same row. */
export const idOf = (action: string, subject: string, requestId: string) =>
  Id.derived("audit", action, subject, requestId);

/** Returns the write of an audit row, for the transaction of the act it describes. */
export const record = (entry: Entry) => AuditEntity.create(row(entry));

export type Row = ReturnType<typeof row>;

/** Returns an audit row. */
export function row({ auditId = Id.create("audit"), outcome = "done", at = Clock.iso(), ...entry }: Entry) {
  return { ...entry, auditId, outcome, at, day: at.slice(0, 10) };
}

/** Writes an audit row in a request of its own. Returns false when it exists already. */
export const write = (entry: Entry) => Dynamo.written(record(entry).go());

/**
 * Adds the state after an act to its audit row, once, or writes the row when the act had no transaction to join. Returns
 * false when another process wrote the row. Puts the whole row: no policy lets a staff action update audit rows.
 */
export const complete = (entry: Row, after: Facts) =>
  Dynamo.written(
    AuditEntity.put({ ...entry, after })
      .where((stored, { eq, notExists }) => {
        const note = entry.note ? eq(stored.note, entry.note) : notExists(stored.note);
        const isOwn = `${eq(stored.at, entry.at)} AND ${note} AND ${notExists(stored.after)}`;
        return `${notExists(stored.auditId)} OR (${isOwn})`;
      })
      .go(),
  );

/** Returns an audit row, or null when there is none. One request. */
export const find = fn(z.object({ auditId: Id.schema("audit") }), async (ref): Promise<AuditRow | null> => {
  const { data } = await AuditEntity.get(ref).go({ consistent: true });
  return data;
});

/** Tells whether an audit row exists. One request. */
export const has = fn(z.object({ auditId: Id.schema("audit") }), async (ref) => {
  const { data } = await AuditEntity.get(ref).go({ consistent: true });
  return data !== null;
});

const Query = z.object({
  subject: z.string().max(300),
  cursor: Cursor.optional(),
});

/** Lists the acts on a subject, newest first, a page at a time. One request. */
export const list = fn(Query, async ({ subject, cursor }) => {
  const all = AuditEntity.query.bySubject({ subject });
  const { data } = await (cursor ? all.lt({ at: cursor.at, auditId: cursor.id }) : all).go({
    order: "desc",
    limit: pageSize + 1,
  });
  return page(data);
});

const Time = z.object({
  /** Moments, ISO 8601 UTC: the first one counts, the last one does not. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  cursor: Cursor.optional(),
});

const day = 24 * 3600 * 1000;

/**
 * Lists the acts of a time of two days at most, newest first, a page at a time. One request for each day of UTC that it
 * touches, as long as the page is not full.
 */
export const during = fn(Time, async ({ from, until, cursor }) => {
  if (Date.parse(until) - Date.parse(from) > 2 * day) throw new RangeError("The time is too long.");
  const last = new Date(Date.parse(until) - 1).toISOString();
  const rows: AuditRow[] = [];
  const before = cursor && cursor.at <= last ? cursor : null;
  let at = before?.at ?? last;
  while (rows.length <= pageSize && at >= from) {
    const to = before?.at === at ? { at, auditId: before.id } : { at: `${at}~` };
    const { data } = await AuditEntity.query
      .byDay({ day: at.slice(0, 10) })
      .between({ at: from }, to)
      .go({ order: "desc", limit: pageSize + 2 });
    rows.push(...data.filter(({ auditId }) => auditId !== before?.id));
    at = new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) - 1).toISOString();
  }
  return page(rows);
});

const page = (rows: AuditRow[]) => pageOf(rows, pageSize, ({ at, auditId }) => ({ at, id: auditId }));

/** Removes the words of a data subject from an audit row. Returns whether it had one of them. */
export async function erasePersonal(
  row: { auditId: string; note?: unknown; before?: unknown; after?: unknown },
  words: readonly string[],
) {
  const set = Scrub.changes(row, ["note", "before", "after"], words);
  if (Object.keys(set).length === 0) return false;
  return Dynamo.change(Dynamo.keyOf(AuditEntity.get({ auditId: row.auditId })), set);
}
