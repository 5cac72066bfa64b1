import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { type Document, load } from "./document";
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
      if (await settle(documentId, at)) done++;
    } catch (error) {
      // A change of the same moment wins; what it leaves is looked at in the next run.
      if (error instanceof DomainError && error.code === "content.changed") continue;
      Log.error("content.publication_failed", error, { documentId });
    }
  }
  return done;
}

/** Does what a document is due for at a time. Returns false when it no longer waits for that time. */
async function settle(documentId: string, at: string) {
  const document = await load(documentId);
  if (document?.publishAt === at) return publish(document, at);
  if (documentId === "announcements") return announce(at);
  await DueEntity.delete({ at, documentId }).go();
  return false;
}

/** Publishes a document that waits for this time. */
async function publish(document: Document, at: string) {
  const { documentId } = document;
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
