import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type Image, Media } from "#catalog/media";
import { Audit } from "#platform/audit";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Act, recorded } from "./recorded";

const Ref = z.object({ mediaId: Id.schema("media") });
const OnPicture = Act.extend(Ref.shape).extend({ seen: z.coerce.number().pipe(z.int().min(0)) });

const subjectOf = (mediaId: string) => `media:${mediaId}`;

/** Puts an uploaded file into the library, once. Throws what `Media.confirm` throws. */
export const addPicture = fn(
  Act.pick({ actor: true }).extend(Ref.shape).extend({ name: z.string() }),
  ({ actor, mediaId, name }) =>
    Media.confirm(
      { mediaId, name },
      {
        audit: Audit.record({
          auditId: Id.derived("audit", "media.upload", mediaId),
          actor,
          action: "media.upload",
          subject: subjectOf(mediaId),
          after: { name },
        }),
      },
    ),
);

/** Time that an upload waits for its picture, and pause between two looks at it, in milliseconds. */
const wait = { most: 10_000, pause: 250 };

/**
 * Puts the file of a form into the library and returns the picture, once it is checked and prepared. The same file again
 * is the same picture. Throws `media.refused` with the reason in plain words, `media.preparing` when it takes longer.
 */
export const uploadPicture = fn(
  Act.pick({ actor: true }).extend({ bytes: z.instanceof(Uint8Array), name: z.string() }),
  async ({ actor, bytes, name }): Promise<Image> => {
    const { mediaId } = await Media.receive({ bytes });
    await addPicture({ actor, mediaId, name });
    const end = Date.now() + wait.most;
    do {
      const found = await Media.find({ mediaId });
      if (found?.state === "ready") return Media.imageOf(found);
      if (found?.state === "refused") throw new DomainError("input", "media.refused", found.reason ?? "");
      await delay(wait.pause);
    } while (Date.now() < end);
    throw new DomainError(
      "conflict",
      "media.preparing",
      "The picture is in the library, but is still being prepared. Choose it there in a moment.",
    );
  },
);

/** Changes the alternative text and the focal point of a picture. Throws what `Media.change` throws. */
export const changePicture = fn(OnPicture.extend({ alt: z.string(), focus: Media.Focus.optional() }), (act) =>
  onPicture("media.change", act, (also) => Media.change(act, also)),
);

/** Removes an unused picture from the library. Throws what `Media.remove` throws. */
export const removePicture = fn(OnPicture, (act) =>
  onPicture("media.remove", act, (also) => Media.remove(act, also)),
);

/** Restores a removed picture. Throws what `Media.restore` throws. */
export const restorePicture = fn(OnPicture, (act) =>
  onPicture("media.restore", act, (also) => Media.restore(act, also)),
);

/** Removes the unused pictures of one page of the library. Returns how many; what came into use meanwhile stays. */
export const removeUnusedPictures = fn(Act, async (act) => {
  const { rows } = await Media.list({ list: "unused" });
  let removed = 0;
  for (const { mediaId, edits } of rows) {
    try {
      await removePicture({ ...act, mediaId, seen: edits });
      removed++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return removed;
});

type OnPictureAct = z.output<typeof OnPicture>;

function onPicture(action: string, { mediaId, ...act }: OnPictureAct, work: Parameters<typeof recorded>[3]) {
  const look = async () => {
    const media = await Media.find({ mediaId });
    if (!media) return undefined;
    const { name, state, alt, focus } = media;
    return { name, state, alt, "focal point": focus ? `${focus.x} %, ${focus.y} %` : "" };
  };
  return recorded(action, { ...act, subject: subjectOf(mediaId) }, look, work);
}
