import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Log } from "#platform/log";
import { Storage } from "#platform/storage";
import { restoreDays } from "./library";
import { MediaEntity } from "./media.entity";
import { widths } from "./render";
import { usersOf } from "./uses";

/** Pictures that one run deletes at most. */
const mostPerRun = 200;

/**
 * Deletes the files of pictures that were removed a week ago. One that is used again returns to the library. Safe to
 * repeat and to be killed: a row that is being deleted cannot be restored, and it goes last. Returns how many were deleted.
 */
export async function sweep() {
  const until = Clock.iso(-restoreDays * 24 * 3600);
  const { data: removed } = await MediaEntity.query.byTime({ list: "removed" }).go({ limit: mostPerRun });
  for (const { removedAt: at = "", ...media } of removed) {
    if (at > until) continue;
    const isUsed = (await usersOf(media.key)).length > 0;
    await Dynamo.written(
      MediaEntity.put({
        ...media,
        ...(isUsed
          ? { state: "ready" as const, list: "library" as const }
          : { removedAt: at, list: "deleting" as const }),
        version: media.version + 1,
      })
        .where((stored, { eq }) => eq(stored.version, media.version))
        .go(),
    );
  }
  const { data: doomed } = await MediaEntity.query.byTime({ list: "deleting" }).go({ limit: mostPerRun });
  for (const { mediaId, key } of doomed) {
    const files = widths.flatMap((width) => [`${key}-${width}.webp`, `${key}-${width}.avif`]);
    await Promise.all(files.map((file) => Storage.remove({ bucket: "images", key: file })));
    await MediaEntity.remove({ mediaId }).go();
  }
  if (doomed.length > 0) Log.info("media.deleted", { deleted: doomed.length });
  return doomed.length;
}
