import { Clock } from "#platform/clock";
import { transact, type Write, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { Media } from "../media";
import { ownerOfDefault } from "./defaults/pages";
import { type Document, liveParts, picturesOf } from "./document";
import { DocumentEntity } from "./document.entity";
import { DueEntity } from "./due.entity";
import { EntryEntity } from "./entry.entity";
import { PathEntity } from "./path.entity";
import type { PageValue, Value } from "./types";
import { VersionEntity } from "./version.entity";
import { needsOf, noNeeds } from "./words";

/** Change of a document by a staff member. */
export type Change = {
  actor: string;
  /** New value; absent: as it is. */
  value?: Value | undefined;
  /** Time at which the value is published; null for none; absent: as it is. */
  publishAt?: string | null | undefined;
  step?: "publish" | "unpublish" | "archive" | "unarchive" | "discard" | undefined;
};

/** Change of what shoppers see, as the event of it says. */
export type Shown = { documentId: string; slugs: string[]; isSiteWide: boolean };

/**
 * Writes a change of a document with all that follows from it: its entry, slugs, version, schedule and event, and what
 * the caller adds. Returns what shoppers see differently, or null. Throws `content.changed` when the document is no
 * longer as it was read, `content.slug_taken`.
 */
export async function write(before: Document, change: Change, also: Writes = {}): Promise<Shown | null> {
  const next = nextOf(before, change);
  checkSlug(next);
  const shown = shownBy(before, next, change);
  const result = await transact({
    document: documentWrite(before, next),
    entry: entryWrite(before, next, change),
    paths: next.kind === "page" ? pathWrites(before, next, change) : [],
    version: change.step === "publish" ? versionWrite(next) : [],
    due: dueWrites(before, next),
    ...pictureWrites(before, next),
    event: shown ? Event.record("content.changed", shown) : [],
    ...also,
  });
  if (result.committed) return shown;
  if (result.refused === "paths") throw slugTaken(slugOf(next.value));
  throw changed();
}

export const changed = () =>
  new DomainError(
    "conflict",
    "content.changed",
    "Another staff member has changed this since you opened it. Nothing of yours was saved yet.",
  );

const slugTaken = (slug: string) =>
  new DomainError(
    "conflict",
    "content.slug_taken",
    `Another page has the address ${slug}. Choose another one.`,
    "slug",
  );

type Next = Document & { editor: string; editedAt: string };

function nextOf(before: Document, { actor, value = before.value, publishAt, step }: Change): Next {
  const version = before.version + 1;
  const editedAt = Clock.iso();
  const isSame = JSON.stringify(value) === JSON.stringify(before.value);
  const kept = publishAt === undefined ? before.publishAt : (publishAt ?? undefined);
  const next = { ...before, value, version, editor: actor, editedAt, publishAt: kept };
  switch (step) {
    case "publish": {
      const liveSlug = before.kind === "page" ? slugOf(value) : undefined;
      const live = { live: version, liveSlug, liveTitle: titleOf(before.kind, value), publishedAt: editedAt };
      return {
        ...next,
        ...live,
        ...liveParts(value),
        isChanged: false,
        isArchived: false,
        publishAt: undefined,
      };
    }
    case "unpublish":
    case "archive": {
      const none = { live: 0, liveSlug: undefined, liveTitle: undefined, publishedAt: undefined };
      return {
        ...next,
        ...none,
        ...liveParts(null),
        isChanged: false,
        isArchived: step === "archive",
        publishAt: undefined,
      };
    }
    case "discard":
      return { ...next, isChanged: false };
    case "unarchive":
      return { ...next, isArchived: false };
    default:
      return { ...next, isChanged: before.isChanged || !isSame };
  }
}

const isPage = (value: Value): value is PageValue => "slug" in value;
const slugOf = (value: Value) => (isPage(value) ? value.slug : "");
const titleOf = (kind: Document["kind"], value: Value) => (isPage(value) ? value.title : kind);

/** Refuses the slug of a page that every shop has and that may not have a row yet. */
function checkSlug({ documentId, value }: Next) {
  const owner = isPage(value) ? ownerOfDefault(value.slug) : undefined;
  if (owner && owner !== documentId) throw slugTaken(slugOf(value));
}

function documentWrite(
  before: Document,
  { value, liveTitle: _, livePictures: __, liveTimes: ___, ...next }: Next,
) {
  return DocumentEntity.put({ ...defined(next), draft: value }).where((at, { eq, notExists }) =>
    before.version === 0 ? notExists(at.documentId) : eq(at.version, before.version),
  );
}

type Defined<Row> = { [Name in keyof Row]: Exclude<Row[Name], undefined> };

/** Leaves out what is undefined. */
const defined = <Row extends object>(row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Defined<Row>;

/** Returns the write of the entry; one that exists keeps what it says of the published value. */
function entryWrite(before: Document, next: Next, { step }: Change) {
  const { documentId, kind, value, editor, editedAt, isArchived, isChanged } = next;
  const needs = isPage(value) ? needsOf(value) : noNeeds;
  const own = {
    ...{ kind, editor, editedAt, isArchived, isChanged, needs },
    title: titleOf(kind, value),
    slug: slugOf(value),
    isLive: next.live > 0,
    ...(next.publishAt && { publishAt: next.publishAt }),
  };
  const live = {
    liveTitle: titleOf(kind, value),
    liveSlug: slugOf(value),
    liveNeeds: needs,
    publishedAt: editedAt,
    ...(kind !== "page" && { value }),
  };
  const isPublished = step === "publish";
  if (before.version === 0)
    return EntryEntity.put({ documentId, ...own, liveNeeds: noNeeds, ...(isPublished && live) });
  const patched = EntryEntity.patch({ documentId }).set({ ...own, ...(isPublished && live) });
  const gone = [
    ...(next.publishAt ? [] : (["publishAt"] as const)),
    ...(next.live > 0 ? [] : (["liveTitle", "liveSlug", "publishedAt", "value"] as const)),
  ];
  return gone.length > 0 ? patched.remove(gone) : patched;
}

const versionWrite = ({ documentId, version, value, editor, editedAt }: Next) =>
  VersionEntity.put({ documentId, number: version, value, actor: editor, at: editedAt });

/** Returns the writes of the slugs that a page has, had and will have. */
function pathWrites(before: Document, next: Next, { step }: Change): Write[] {
  const { documentId } = next;
  const slug = slugOf(next.value);
  const states = new Map<string, "reserved" | "live" | "former" | "free">();
  if (before.version > 0 && slugOf(before.value) !== before.liveSlug)
    states.set(slugOf(before.value), "free");
  if (before.liveSlug) states.set(before.liveSlug, next.live > 0 && step !== "publish" ? "live" : "former");
  if (step === "publish") states.set(slug, "live");
  else if (states.get(slug) !== "live") states.set(slug, "reserved");
  return [...states].flatMap(([one, state]): Write[] => {
    if (state === "live" && step !== "publish") return [];
    if (state === "free")
      return [
        PathEntity.delete({ slug: one }).where(
          (at, { eq, notExists }) => `${notExists(at.slug)} OR ${eq(at.documentId, documentId)}`,
        ),
      ];
    const live = state === "live" ? { value: next.value, publishedAt: next.editedAt } : {};
    return [
      PathEntity.put({ slug: one, documentId, state, ...live }).where(
        (at, { eq, notExists }) =>
          `${notExists(at.slug)} OR ${eq(at.documentId, documentId)} OR ${eq(at.state, "former")}`,
      ),
    ];
  });
}

/** Returns the writes that record which pictures the draft and the published value use. */
function pictureWrites(before: Document, next: Next): Writes {
  const used = ({ value, livePictures }: Document) => [...picturesOf(value), ...livePictures];
  const was = before.version === 0 ? [] : used(before);
  return Media.useWrites({ user: `content:${next.documentId}`, before: was, after: used(next) });
}

/** Returns the writes that move what waits for a time. */
function dueWrites(before: Document, next: Next): Write[] {
  const { documentId } = next;
  const old = new Set(timesOf(before));
  const now = new Set(timesOf(next));
  return [
    ...[...old].filter((at) => !now.has(at)).map((at) => DueEntity.delete({ at, documentId })),
    ...[...now].filter((at) => !old.has(at)).map((at) => DueEntity.put({ at, documentId })),
  ];
}

/** Returns the times for which a document waits: its publication, and each start and end of its announcements. */
const timesOf = ({ publishAt, liveTimes }: Document) => [...(publishAt ? [publishAt] : []), ...liveTimes];

/** Returns what shoppers see differently after a change. The links to a page are on every page of the shop. */
function shownBy(before: Document, next: Next, { step }: Change): Shown | null {
  const isShown = step === "publish" || (before.live > 0 && next.live === 0);
  if (!isShown) return null;
  const { documentId, kind } = next;
  const slugs = [...new Set([before.liveSlug, next.liveSlug])].filter((slug) => slug !== undefined);
  const isSiteWide =
    kind === "menus" ||
    kind === "announcements" ||
    (kind === "page" && (before.liveSlug !== next.liveSlug || before.liveTitle !== next.liveTitle));
  return { documentId, slugs, isSiteWide };
}

/** Returns the cache tags of the pages that show a change. */
export const tagsOf = ({ documentId, slugs, isSiteWide }: Shown) => [
  ...(documentId === "home" ? ["home"] : []),
  ...(isSiteWide ? ["content"] : []),
  ...slugs.map((slug) => `page:${slug}`),
];
