import { z } from "zod";
import { Audit } from "#platform/audit";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";

/** The staff member and the id of their request: the same request again acts once and has one audit row. */
export const Act = z.object({ actor: z.string().min(1), requestId: z.uuid() });

type Recorded = z.output<typeof Act> & { subject: string; note?: string | undefined };

/**
 * Runs an act of a staff member and records it in the audit log, with the state before and after it. `work` gets the
 * write of the audit row and puts it into the transaction of the act, so that no act is done without its row; `after` is
 * added to the row afterwards. The row of an act without a transaction is written after it. The same request again does
 * nothing. Records a refusal and throws it.
 */
export async function recorded(
  action: string,
  { actor, requestId, subject, note }: Recorded,
  look: () => Promise<Record<string, unknown> | undefined>,
  work: (also: Writes) => Promise<unknown>,
) {
  const auditId = Audit.idOf(action, subject, requestId);
  if (await Audit.has({ auditId })) return;
  const before = await look();
  const entry = { actor, action, subject, ...(note && { note }), ...(before && { before }) };
  const row = Audit.row({ ...entry, auditId });
  try {
    await work({ audit: Audit.record(row) });
  } catch (error) {
    const isDone = await Audit.has({ auditId });
    if (isDone && error instanceof DomainError) return; // the same request was sent twice
    if (!isDone) await recordRefusal(entry, error);
    throw error;
  }
  const after = await look();
  await (after ? Audit.complete(row, after) : Audit.write(row));
}

/** Records a refused act. */
export async function recordRefusal({ note, ...entry }: Omit<Audit.Entry, "auditId">, error: unknown) {
  const isRefused = error instanceof DomainError;
  const why = isRefused ? error.code : "An error of ours.";
  await Audit.write({
    ...entry,
    outcome: isRefused ? "refused" : "failed",
    note: note ? `${note} (${why})` : why,
  });
}
