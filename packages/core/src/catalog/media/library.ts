import { z } from "zod";
import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Cursor, Dynamo, pageOf, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { MediaEntity } from "./media.entity";
import { Focus, type Image, idOf, type Media } from "./types";
import { usersOf } from "./uses";

export const pageSize = 48;

/** Days for which a removed picture can be restored. */
export const restoreDays = 7;

/** Pictures that a search reads in one request, and requests that it may make; it continues on the next page. */
const searched = 2_000;
const mostRequests = 2;

export const Ref = z.object({ mediaId: Id.schema("media") });

/** Returns a picture of the library, or null when there is none. One request. */
export const find = fn(Ref, async (ref): Promise<Media | null> => {
  const { data } = await MediaEntity.get(ref).go({ consistent: true });
  return data;
});

/** Returns the pictures with these ids, in no particular order. One request for up to 100. */
export const states = fn(z.array(z.string()).max(100), async (mediaIds): Promise<Media[]> => {
  const ids = [...new Set(mediaIds)].filter((mediaId) => Ref.safeParse({ mediaId }).success);
  if (ids.length === 0) return [];
  const items = await Dynamo.batchGet(
    ids.map((mediaId) => Dynamo.keyOf(MediaEntity.get({ mediaId }))),
    { consistent: true },
  );
  return items.flatMap((item) => MediaEntity.parse({ Item: item }).data ?? []);
});

/** Returns the pictures with these keys that can be used, by key. One request for up to 100. */
export const byKeys = fn(z.array(z.string()).max(100), async (keys): Promise<Map<string, Image>> => {
  const found = await states(keys.flatMap((key) => idOf(key) ?? []));
  return new Map(
    found.filter(({ state }) => state === "ready").map((media) => [media.key, imageOf(media)] as const),
  );
});

/** Returns the reference to a picture with its alternative text and focal point of the library. */
export const imageOf = ({ key, alt, width, height, focus }: Media): Image => ({
  key,
  alt,
  width,
  height,
  ...(focus && { focus }),
});

const Query = z.object({
  list: z.enum(["library", "unused", "removed"]).default("library"),
  /** Part of a name or alternative text. */
  q: z.string().max(100).optional(),
  cursor: Cursor.optional(),
});

/**
 * Lists pictures, the newest first, a page at a time. A search looks through 4,000 pictures at once; with more, its page
 * may be short and have a next one. One request, two for a search.
 */
export const list = fn(Query, async ({ list: name, q, cursor }) => {
  const words = q?.trim().toLowerCase() ?? "";
  const found: Media[] = [];
  let before = cursor ? placeOf(cursor) : undefined;
  for (let request = 0; request < (words ? mostRequests : 1); request++) {
    const { data, cursor: more } = await read(name, before).go({
      order: "desc",
      limit: words ? searched : pageSize + 1,
    });
    found.push(...data.filter((media) => media.words.includes(words)));
    before = more ? data.at(-1) : undefined;
    if (found.length > pageSize || !before) break;
  }
  const { rows, next } = pageOf(found, pageSize, ({ createdAt, mediaId }) => ({
    at: createdAt,
    id: mediaId,
  }));
  return { rows, next: next ?? (words && before ? `${before.createdAt}~${before.mediaId}` : null) };
});

type Place = { createdAt: string; mediaId: string };

const placeOf = ({ at, id }: Cursor): Place => ({ createdAt: at, mediaId: id });

function read(name: "library" | "unused" | "removed", before: Place | undefined) {
  const after = before && { createdAt: before.createdAt, mediaId: before.mediaId };
  if (name === "unused") {
    const query = MediaEntity.query.unusedByTime({ unused: "yes" });
    return after ? query.lt(after) : query;
  }
  const query = MediaEntity.query.byTime({ list: name });
  return after ? query.lt(after) : query;
}

/** Age of the newest pictures that forms offer, in seconds. */
const recentSeconds = 2;

/** Returns the newest pictures of the library, up to two seconds old: for choices in forms. One request at most. */
export const recent = () =>
  Cache.through({ key: "media:recent", seconds: recentSeconds, load: async () => (await list({})).rows });

const OnMedia = Ref.extend({ seen: z.int().min(0) });
const Change = OnMedia.extend({ alt: Text.cleaned(300), focus: Focus.optional() });

/**
 * Changes alternative text and focal point. Products that use the picture get the focal point soon after; each has an
 * alternative text of its own. Throws `media.unknown`, `media.changed`.
 */
export const change = fn(Change, ({ mediaId, seen, alt, focus }, also: Writes = {}) => {
  const event = Event.record("media.focus_changed", { mediaId });
  return edit(mediaId, seen, { event, ...also }, ({ focus: _, ...media }) => ({
    ...media,
    alt,
    ...(focus && { focus }),
    words: wordsOf(media.name, alt),
  }));
});

/**
 * Removes a picture from the library; after a week its files are deleted unless it was restored or is used again. Throws
 * `media.in_use` when something uses it, `media.unknown`, `media.changed`.
 */
export const remove = fn(OnMedia, async ({ mediaId, seen }, also: Writes = {}) => {
  await edit(mediaId, seen, also, async ({ unused: _, ...media }) => {
    if ((await usersOf(media.key)).length > 0) throw inUse();
    return { ...media, state: "removed", list: "removed", removedAt: Clock.iso() };
  });
});

/** Restores a removed picture. Throws `media.unknown`, `media.changed`. */
export const restore = fn(OnMedia, ({ mediaId, seen }, also: Writes = {}) =>
  edit(mediaId, seen, also, async ({ removedAt: _, ...media }) => {
    if (media.list === "deleting") throw gone();
    const isUsed = (await usersOf(media.key)).length > 0;
    return {
      ...media,
      state: media.reason ? "refused" : "ready",
      list: "library",
      ...(!isUsed && { unused: "yes" }),
    };
  }),
);

/** Returns the row of a picture. Throws `media.unknown`. */
export async function known(mediaId: string) {
  const { data } = await MediaEntity.get({ mediaId }).go({ consistent: true });
  if (!data) throw gone();
  return data;
}

export type Row = Awaited<ReturnType<typeof known>>;

/** Tries of a change that meets the worker's; it waits for nothing, because both read the row again. */
const mostTries = 4;

/** Writes the next state of a picture that a staff member has seen, with what the caller adds. */
async function edit(mediaId: string, seen: number, also: Writes, next: (media: Row) => Row | Promise<Row>) {
  for (let attempt = 1; ; attempt++) {
    const media = await known(mediaId);
    if (media.edits !== seen) throw changed();
    const result = await transact({
      media: MediaEntity.put({ ...(await next(media)), edits: seen + 1, version: media.version + 1 }).where(
        (at, { eq }) => eq(at.version, media.version),
      ),
      ...also,
    });
    if (result.committed) return;
    if (result.refused !== "media" || attempt === mostTries) throw changed();
  }
}

export const wordsOf = (name: string, alt: string) => `${name}\n${alt}`.toLowerCase();

const changed = () =>
  new DomainError(
    "conflict",
    "media.changed",
    "This picture was changed since you opened it. Look at it again, then save your change.",
  );

const gone = () =>
  new DomainError("not_found", "media.unknown", "This picture was deleted. Upload it again.");

const inUse = () =>
  new DomainError(
    "conflict",
    "media.in_use",
    "This picture is in use, so it was not removed. Take it out of where it is used first.",
  );
