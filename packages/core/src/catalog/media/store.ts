import { createHash } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Storage } from "#platform/storage";
import { Text } from "#platform/text";
import { imageOf, wordsOf } from "./library";
import { MediaEntity } from "./media.entity";
import { type File, render } from "./render";
import { type Image, keyOf } from "./types";

const forever = "public, max-age=31536000, immutable";

const Picture = z.object({
  bytes: z.instanceof(Uint8Array),
  /** Name of the file. */
  name: z.string(),
  alt: Text.cleaned(300).default(""),
});

/**
 * Stores a picture from its bytes and returns its reference; its files are ready then. The same bytes are one picture,
 * however often they are stored. Throws `media.refused` with the reason in plain words.
 */
export const store = fn(Picture, async ({ bytes, name, alt }): Promise<Image> => {
  const mediaId = Id.derived("media", createHash("sha256").update(bytes).digest("hex"));
  const { data: known } = await MediaEntity.get({ mediaId }).go({ consistent: true });
  if (known?.state === "ready") return { ...imageOf(known), alt: alt || known.alt };
  if (known?.list === "deleting")
    throw new DomainError(
      "conflict",
      "media.deleting",
      "This picture is being deleted. Try again in a minute.",
    );
  const rendered = await render(bytes);
  if ("refused" in rendered) throw new DomainError("input", "media.refused", rendered.refused);
  const { width, height, files } = rendered;
  const key = keyOf(mediaId);
  await putFiles(key, files);
  const version = known?.version ?? 0;
  const media = {
    mediaId,
    key,
    name: nameOf(name),
    alt,
    state: "ready" as const,
    width,
    height,
    bytes: bytes.length,
    createdAt: known?.createdAt ?? Clock.iso(),
    list: "library" as const,
    unused: "yes" as const,
    words: wordsOf(nameOf(name), alt),
    edits: known?.edits ?? 0,
    version: version + 1,
  };
  const isWritten = await Dynamo.written(
    MediaEntity.put(media)
      .where((at, { eq, notExists }) => (known ? eq(at.version, version) : notExists(at.mediaId)))
      .go(),
  );
  // Another process has stored the same picture meanwhile: its row says the same.
  return isWritten ? imageOf(media) : { ...imageOf(media), alt };
});

/** Stores the files of a picture, the largest last, which all pages and link previews use. */
export async function putFiles(key: string, files: File[]) {
  for (const { suffix, body, contentType } of [...files].reverse())
    await Storage.put({ bucket: "images", key: `${key}${suffix}`, body, contentType, cacheControl: forever });
}

/** Returns the name of a file without its folders, cleaned and cut. */
export const nameOf = (name: string) =>
  Text.cut(Text.clean(name.split(/[\\/]/).at(-1) ?? ""), 120) || "Picture";
