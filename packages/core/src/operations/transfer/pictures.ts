import { createHash } from "node:crypto";
import { Media } from "#catalog/media";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { PublicFetch } from "#platform/public-fetch";
import type { Draft } from "./draft";
import { PictureEntity } from "./picture.entity";
import type { Picture } from "./resolve-images";

const hashOf = (url: string) => createHash("sha256").update(url).digest("base64url");

/** Largest picture, in bytes, and the time to fetch one, in milliseconds. */
const mostBytes = 20 * 1024 * 1024;
const mostMilliseconds = 15_000;

/** Pictures that are fetched at the same time. */
const atOnce = 4;

const addressesIn = (drafts: Draft[]) => [
  ...new Set(
    drafts.flatMap(({ images = [] }) => images.flatMap((image) => ("url" in image ? [image.url] : []))),
  ),
];

/** Returns the pictures of drafts that were fetched already and are still there, by address. Two requests for each 100. */
export async function knownPictures(drafts: Draft[]): Promise<Map<string, Picture>> {
  const urls = addressesIn(drafts);
  const found = new Map<string, Picture>();
  for (let from = 0; from < urls.length; from += 100) {
    const keys = urls
      .slice(from, from + 100)
      .map((url) => Dynamo.keyOf(PictureEntity.get({ urlHash: hashOf(url) })));
    const rows = (await Dynamo.batchGet(keys)).flatMap(
      (item) => PictureEntity.parse({ Item: item }).data ?? [],
    );
    const usable = await Media.byKeys(rows.flatMap(({ key }) => key ?? []));
    for (const { url, key, width, height } of rows)
      if (key && width && height && usable.has(key)) found.set(url, { key, width, height });
  }
  return found;
}

/** Fetches the pictures of a draft that were not fetched yet. Returns all it has, and why others could not be fetched. */
export async function fetchedPictures(draft: Draft) {
  const pictures = await knownPictures([draft]);
  const failed: { url: string; problem: string }[] = [];
  const missing = addressesIn([draft]).filter((url) => !pictures.has(url));
  for (let from = 0; from < missing.length; from += atOnce) {
    await Promise.all(
      missing.slice(from, from + atOnce).map(async (url) => {
        const fetched = await fetchOne(url, draft.title);
        if ("problem" in fetched) failed.push({ url, problem: fetched.problem });
        else pictures.set(url, fetched);
      }),
    );
  }
  return { pictures, failed };
}

/** Fetches a picture and stores it. A refusal is recorded and returned; errors of ours are thrown. */
async function fetchOne(url: string, alt: string): Promise<Picture | { problem: string }> {
  try {
    const bytes = await PublicFetch.get(url, { mostBytes, mostMilliseconds, accept: "image/*" });
    const name = decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "") || "picture";
    const { key, width, height } = await Media.store({ bytes, name, alt });
    await PictureEntity.put({ urlHash: hashOf(url), url, key, width, height }).go();
    return { key, width, height };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await PictureEntity.put({ urlHash: hashOf(url), url, problem: error.message }).go();
    return { problem: error.message };
  }
}
