import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { load } from "./document";
import { DueEntity } from "./due.entity";
import { write } from "./write";

/**
 * Publishes the drafts whose time has come, each with its audit row, and has the shop shown again when an announcement
 * begins or ends. Returns how many of both.
 */
export async function publishDue() {
  const { data: due } = await DueEntity.query.due({}).lte({ at: Clock.iso() }).go({ limit: 100 });
  let done = 0;
  for (const { at, documentId } of due) {
    try {
      const isDone = documentId === "announcements" ? await announce(at) : await publish(documentId, at);
      if (isDone) done++;
    } catch (error) {
      // A change of the same moment wins; what it leaves is looked at in the next run.
      if (error instanceof DomainError && error.code === "content.changed") continue;
      Log.error("content.publication_failed", error, { documentId });
    }
  }
  return done;
}

/** Publishes a document if it still waits for this time. */
async function publish(documentId: string, at: string) {
  const document = await load(documentId);
  if (document?.publishAt !== at) {
    await DueEntity.delete({ at, documentId }).go();
    return false;
  }
  const audit = Audit.record({
    actor: "schedule",
    action: "content.publish",
    subject: `content:${documentId}`,
    before: { publishAt: at },
    after: { status: "published" },
  });
  await write(document, { actor: "schedule", step: "publish" }, { audit });
  return true;
}

/** Records the event that other announcements are shown from a time on. The same time has the same event. */
async function announce(at: string) {
  const documentId = "announcements";
  const eventId = Id.derived("event", "announcement", at, documentId);
  const shown = { documentId, slugs: [], isSiteWide: true };
  const result = await transact({
    due: DueEntity.remove({ at, documentId }),
    event: Event.record("content.changed", shown, eventId),
  });
  if (!result.committed) await DueEntity.delete({ at, documentId }).go();
  return result.committed;
}
