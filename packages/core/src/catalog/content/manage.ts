import { z } from "zod";
import { Clock } from "#platform/clock";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { type Document, DocumentId, defaultOf, load, required, unsaved } from "./document";
import { version } from "./read";
import { type Value, values } from "./types";
import { needsOf, openOf } from "./words";
import { currentWords } from "./words-now";
import { type Change, changed, write } from "./write";

const By = z.object({
  actor: z.string().min(1),
  /** Version that the staff member has seen; a newer one is not overwritten. */
  seen: z.int().min(0),
});

const How = By.extend({
  publish: z.boolean().default(false),
  /** Time at which the draft is published; absent for none. */
  publishAt: z.iso.datetime().optional(),
  /** Publishes a page with places that are not filled in. */
  confirmed: z.boolean().default(false),
});

const Save = z.discriminatedUnion("kind", [
  How.extend({ kind: z.literal("page"), documentId: Id.schema("page"), value: values.page }),
  How.extend({ kind: z.literal("home"), value: values.home }),
  How.extend({ kind: z.literal("menus"), value: values.menus }),
  How.extend({ kind: z.literal("announcements"), value: values.announcements }),
]);

/**
 * Saves a document as a draft, publishes it, or schedules it. A page that does not exist is created when `seen` is 0. What
 * is passed after the input is written with it. Throws `content.changed`, `content.slug_taken`, `content.past`, and
 * `content.unfilled` when something is still to be filled in and it is not confirmed.
 */
export const save = fn(Save, async (input, also: Writes = {}) => {
  const documentId = input.kind === "page" ? input.documentId : input.kind;
  const before = (await load(documentId)) ?? unsaved(documentId, input.value);
  if (before.version !== input.seen) throw changed();
  const publishAt = input.publish ? undefined : input.publishAt;
  checkTime(publishAt, before);
  if ((input.publish || publishAt) && !input.confirmed) await checkFilled(input.value);
  const { actor, value } = input;
  return write(
    before,
    { actor, value, publishAt: publishAt ?? null, step: input.publish ? "publish" : undefined },
    also,
  );
});

function checkTime(publishAt: string | undefined, before: Document) {
  if (!publishAt || publishAt === before.publishAt || publishAt > Clock.iso()) return;
  throw new DomainError("input", "content.past", "Choose a time in the future.", "publishAt");
}

async function checkFilled(value: Value) {
  if (!("body" in value)) return;
  const open = openOf(needsOf(value), await currentWords());
  if (open.length === 0) return;
  const places = open.length === 1 ? "1 place" : `${open.length} places`;
  throw new DomainError(
    "conflict",
    "content.unfilled",
    `This page still has ${places} to fill in: ${open.join("; ").slice(0, 600)}.`,
  );
}

const Seen = By.extend({ documentId: DocumentId });

/**
 * Takes a document out of the shop; it stays as a draft. Without a published home page or menus, the shop has those that
 * every shop begins with. Throws `content.changed`.
 */
export const unpublish = fn(Seen, (input, also?: Writes) => step(input, { step: "unpublish" }, also));

/** Takes a page out of the shop and out of the list. Throws `content.changed`. */
export const archive = fn(Seen, (input, also?: Writes) => step(input, { step: "archive" }, also));

/** Brings an archived page back as a draft. Throws `content.changed`. */
export const unarchive = fn(Seen, (input, also?: Writes) => step(input, { step: "unarchive" }, also));

async function step(
  { documentId, actor, seen }: z.output<typeof Seen>,
  change: Pick<Change, "step">,
  also?: Writes,
) {
  const before = await required(documentId);
  if (before.version !== seen) throw changed();
  return write(before, { ...change, actor }, also);
}

/** Gives up the draft: it is again what is published, or what every shop begins with. Throws `content.changed`. */
export const discard = fn(Seen, async ({ documentId, actor, seen }, also?: Writes) => {
  const before = await required(documentId);
  if (before.version !== seen) throw changed();
  const value =
    before.live > 0 ? await version({ documentId, number: before.live }) : await defaultOf(documentId);
  if (!value) throw noVersion();
  return write(before, { actor, value, publishAt: null, step: "discard" }, also);
});

/** Makes the value of an earlier version the draft. Throws `content.changed`, `content.unknown_version`. */
export const restore = fn(
  Seen.extend({ number: z.int().min(1) }),
  async ({ documentId, actor, seen, number }, also?: Writes) => {
    const before = await required(documentId);
    if (before.version !== seen) throw changed();
    const value = await version({ documentId, number });
    if (!value) throw noVersion();
    return write(before, { actor, value, publishAt: null }, also);
  },
);

const noVersion = () =>
  new DomainError("not_found", "content.unknown_version", "This version does not exist.");
