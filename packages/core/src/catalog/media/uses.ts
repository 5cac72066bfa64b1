import { Dynamo, type Writes } from "#platform/dynamo";
import { Event } from "#platform/event";
import { partsOf } from "#platform/parts";
import { MediaEntity } from "./media.entity";
import { idOf } from "./types";
import { MediaUseEntity } from "./use.entity";

/** Most keys in the detail of an event. */
const mostKeys = 100;

/** Keys of pictures before and after a change, of what has this name: "product:prd_…", "category:lighting". */
export type UseChange = { user: string; before: readonly string[]; after: readonly string[] };

/**
 * Returns the writes that record which pictures something uses after a change, for the transaction of that change. None
 * when it uses the same uploaded pictures as before.
 */
export function useWrites({ user, before, after }: UseChange): Writes {
  const [was, is] = [uploaded(before), uploaded(after)];
  const added = is.filter((key) => !was.includes(key));
  const ended = was.filter((key) => !is.includes(key));
  const keys = [...added, ...ended];
  const events = partsOf(keys, mostKeys).map((part) => Event.record("media.use_changed", { keys: part }));
  return {
    pictureUses: [
      ...added.map((key) => MediaUseEntity.put({ key, user })),
      ...ended.map((key) => MediaUseEntity.remove({ key, user })),
    ],
    pictureEvent: events,
  };
}

const uploaded = (keys: readonly string[]) => [...new Set(keys)].filter((key) => idOf(key) !== null);

/** Returns what uses a picture: 100 at most. One request, which sees every use that was committed before it. */
export async function usersOf(key: string): Promise<string[]> {
  const { data } = await MediaUseEntity.query.byKey({ key }).go({ limit: 100, consistent: true });
  return data.map(({ user }) => user);
}

/** Brings the mark of unused pictures up to date, after uses were added or ended. Safe to repeat. */
export async function markUse({ keys }: { keys: readonly string[] }) {
  for (const key of uploaded(keys)) {
    const mediaId = idOf(key);
    if (!mediaId) continue;
    const isUsed = (await usersOf(key)).length > 0;
    const { data: media } = await MediaEntity.get({ mediaId }).go({ consistent: true });
    if (!media || media.list === "removed" || isUsed === (media.unused === undefined)) continue;
    const { unused: _, ...rest } = media;
    const isMarked = await Dynamo.written(
      MediaEntity.put({ ...rest, version: media.version + 1, ...(!isUsed && { unused: "yes" as const }) })
        .where((at, { eq }) => eq(at.version, media.version))
        .go(),
    );
    if (!isMarked) throw new Error(`The picture ${mediaId} was changed while its use was marked.`);
  }
}
