import { Audit } from "#platform/audit";
import { DomainError } from "#platform/error";

export type Act = { actor: string; requestId: string; subject: string; note?: string | undefined };

/**
 * Does what a member of staff asked for and writes down what came of it, with the state before and after. The same
 * request again finds that it was done and does nothing; a refusal is written down as one.
 */
export async function recorded(
  action: string,
  { actor, requestId, subject, note }: Act,
  look: () => Promise<Record<string, unknown> | undefined>,
  work: () => Promise<unknown>,
) {
  const auditId = Audit.idOf(action, subject, requestId);
  if (await Audit.has({ auditId })) return;
  const entry = { actor, action, subject, ...(note && { note }) };
  const before = await look();
  try {
    await work();
  } catch (error) {
    if (await Audit.has({ auditId })) return; // the same request, sent twice, was faster
    const why = error instanceof DomainError ? error.code : "An error of ours.";
    await Audit.write({
      ...entry,
      outcome: error instanceof DomainError ? "refused" : "failed",
      note: note ? `${note} (${why})` : why,
      ...(before && { before }),
    });
    throw error;
  }
  const after = await look();
  await Audit.write({ ...entry, auditId, ...(before && { before }), ...(after && { after }) });
}
