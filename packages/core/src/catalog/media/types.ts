import { z } from "zod";
import { Id } from "#platform/id";

const Percent = z.int().min(0).max(100);

/** Point of a picture that stays in view when it is cropped, in percent of its width and height. */
export const Focus = z.object({ x: Percent, y: Percent });
export type Focus = z.output<typeof Focus>;

/** Reference to a picture, as products, categories and settings store it. Width and height are in pixels, upright. */
export const Image = z.object({
  key: z.string().min(1),
  alt: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  focus: Focus.optional(),
});
export type Image = z.output<typeof Image>;

/**
 * States of a picture: `uploaded` waits for the worker, `processing` is being prepared, `ready` can be used, `refused`
 * failed a check and has a reason, `removed` is deleted after a week unless it is restored.
 */
export const mediaStates = ["uploaded", "processing", "ready", "refused", "removed"] as const;
export type MediaState = (typeof mediaStates)[number];

/** Picture in the library. */
export type Media = {
  mediaId: string;
  key: string;
  /** Name of the file that was uploaded. */
  name: string;
  alt: string;
  state: MediaState;
  /** Reason of a refusal, in plain words. */
  reason?: string | undefined;
  /** Zero until the picture is ready. */
  width: number;
  height: number;
  /** Size of the file as it was uploaded. */
  bytes: number;
  focus?: Focus | undefined;
  createdAt: string;
  removedAt?: string | undefined;
  /** Set while nothing uses the picture. */
  unused?: "yes" | undefined;
  /** Number of changes by staff, to refuse one that has not seen the last. */
  edits: number;
};

/** Largest file, in bytes, and largest picture, in pixels: photos of current phones pass. */
export const mostBytes = 25 * 1024 * 1024;
export const mostPixels = 60_000_000;

/** Start of the keys of pictures that were uploaded. These have WebP and AVIF files. */
const prefix = "media/";

/** Returns the key of a picture. Its files are `<key>-<width>.webp` and `.avif`. */
export const keyOf = (mediaId: string) => `${prefix}${mediaId.slice(4).toLowerCase()}`;

/** Returns the id of the picture with this key; null for a picture that was not uploaded, such as a demo picture. */
export function idOf(key: string) {
  if (!key.startsWith(prefix)) return null;
  const parsed = Id.schema("media").safeParse(`med_${key.slice(prefix.length).toUpperCase()}`);
  return parsed.success ? parsed.data : null;
}
