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
  /** Changed thing; without it, the acts of a day are listed. */
  subject: z.string().max(300).optional(),
  /** Day in UTC, such as "2026-11-21"; today when absent. */
  day: z.iso.date().optional(),
  cursor: Cursor.optional(),
});

/** Lists the acts on a subject or of a day, newest first, a page at a time. One request. */
export const list = fn(Query, async ({ subject, day = Clock.iso().slice(0, 10), cursor }) => {
  const options = { order: "desc", limit: pageSize + 1 } as const;
  const before = cursor ? { at: cursor.at, auditId: cursor.id } : undefined;
  const about = AuditEntity.query.bySubject({ subject: subject ?? "" });
  const on = AuditEntity.query.byDay({ day });
  const { data } = subject
    ? await (before ? about.lt(before) : about).go(options)
    : await (before ? on.lt(before) : on).go(options);
  return pageOf<AuditRow>(data, pageSize, ({ at, auditId }) => ({ at, id: auditId }));
});

/** Removes the words of a data subject from an audit row. Returns whether it had one of them. */
export async function erasePersonal(
  row: { auditId: string; note?: unknown; before?: unknown; after?: unknown },
  words: readonly string[],
) {
  const set = Scrub.changes(row, ["note", "before", "after"], words);
  if (Object.keys(set).length === 0) return false;
  return Dynamo.change(Dynamo.keyOf(AuditEntity.get({ auditId: row.auditId })), set);
}
