import { createHash } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Storage } from "#platform/storage";
import { reasons } from "./inspect";
import { known, type Row, wordsOf } from "./library";
import { MediaEntity } from "./media.entity";
import { type Rendered, render } from "./render";
import { nameOf, putFiles } from "./store";
import { keyOf, type MediaState, mostBytes } from "./types";

/** Time in which an upload must begin, in seconds. */
const ticketSeconds = 3600;

const bucket = "artifacts";
const uploadOf = (mediaId: string) => `${Storage.uploads}${mediaId}`;

const Ref = z.object({ mediaId: Id.schema("media") });

/**
 * Returns the form with which a browser uploads one file straight to the bucket, and the id that the picture will have.
 * `back` is the page that opens after a form without JavaScript. Nothing is written.
 */
export const ticket = fn(z.object({ back: z.url().optional() }), async ({ back }) => {
  const mediaId = Id.create("media");
  const form = await Storage.presignPost({
    key: uploadOf(mediaId),
    mostBytes,
    seconds: ticketSeconds,
    ...(back && { back }),
  });
  return { mediaId, ...form };
});

/** Returns the id of the picture whose file has this key in the bucket, or null. */
export function idOfUpload(key: string) {
  const parsed = Id.schema("media").safeParse(
    key.startsWith(Storage.uploads) ? key.slice(Storage.uploads.length) : "",
  );
  return parsed.success ? parsed.data : null;
}

/**
 * Stores the bytes of a file where browsers upload, for `confirm`. Returns its id: the same bytes have the same one,
 * however often they are sent.
 */
export const receive = fn(z.object({ bytes: z.instanceof(Uint8Array) }), async ({ bytes }) => {
  const mediaId = Id.derived("media", "upload", createHash("sha256").update(bytes).digest("hex"));
  const contentType = "application/octet-stream";
  await Storage.put({ bucket, key: uploadOf(mediaId), body: bytes, contentType });
  return { mediaId };
});

const Confirmed = Ref.extend({ name: z.string().max(1_000) });

/**
 * Puts an uploaded file into the library and has it checked and prepared; what is passed after the input is written with
 * it. The same upload again changes nothing. Throws `media.missing` when the file did not arrive.
 */
export const confirm = fn(Confirmed, async ({ mediaId, name }, also: Writes = {}) => {
  if (!(await Storage.has({ bucket, key: uploadOf(mediaId) })))
    throw new DomainError("not_found", "media.missing", reasons.missing);
  const clean = nameOf(name);
  await transact({
    media: MediaEntity.create({
      mediaId,
      key: keyOf(mediaId),
      name: clean,
      alt: "",
      state: "uploaded",
      width: 0,
      height: 0,
      bytes: 0,
      createdAt: Clock.iso(),
      list: "library",
      unused: "yes",
      words: wordsOf(clean, ""),
      edits: 0,
      version: 1,
    }),
    event: Event.record("media.uploaded", { mediaId }),
    ...also,
  });
});

/**
 * Checks an uploaded file and makes the pictures for the pages, or refuses it with a reason. Safe to repeat and to be
 * killed: until the last write the picture is not ready, and the files of a second run are the same.
 */
export const prepare = fn(Ref, async ({ mediaId }) => {
  const media = await move(mediaId, ["uploaded", "processing"], { state: "processing" });
  if (!media) return;
  const bytes = await received(mediaId);
  const result: Rendered = bytes ? await render(bytes) : { refused: reasons.missing };
  const size = { bytes: bytes?.length ?? 0 };
  if ("refused" in result) {
    Log.info("media.refused", { mediaId, reason: result.refused });
    await move(mediaId, ["processing"], { ...size, state: "refused", reason: result.refused });
  } else {
    const { width, height, files } = result;
    await putFiles(media.key, files);
    await move(mediaId, ["processing"], { ...size, state: "ready", width, height });
  }
  await Storage.remove({ bucket, key: uploadOf(mediaId) });
});

/** Returns the bytes of an upload, at most one more than is allowed; null when there is none. */
async function received(mediaId: string): Promise<Uint8Array | null> {
  const object = await Storage.get({ bucket, key: uploadOf(mediaId) });
  if (!object) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of object.body) {
    parts.push(part);
    size += part.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(parts);
}

const mostTries = 5;

/**
 * Moves a picture to its next state, whatever staff change of its texts meanwhile. Returns its row as it was; null when
 * it is in none of the states, because another run has done the work.
 */
async function move(mediaId: string, from: MediaState[], next: Partial<Row>): Promise<Row | null> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const media = await known(mediaId);
    if (!from.includes(media.state)) return null;
    const isMoved = await Dynamo.written(
      MediaEntity.put({ ...media, ...next, version: media.version + 1 })
        .where((at, { eq }) => eq(at.version, media.version))
        .go(),
    );
    if (isMoved) return media;
  }
  throw new Error(`The picture ${mediaId} was changed each time its work went on.`);
}
