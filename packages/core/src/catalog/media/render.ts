import type { Sharp } from "sharp";
import { inspect, reasons } from "./inspect";
import { mostPixels } from "./types";

/** Widths in which pages show pictures, in pixels. A smaller picture keeps its own width under each name. */
export const widths = [1280, 960, 640, 320] as const;

/** Tallest file as a multiple of its width: a taller picture becomes narrower. */
const tallest = 4;

/** Longest time that decoding or encoding may take, in seconds. */
const mostSeconds = 60;

const webp = { quality: 80, effort: 3 } as const;
const avif = { quality: 55, effort: 2 } as const;

export type File = { suffix: string; body: Uint8Array; contentType: string };
export type Rendered = { width: number; height: number; files: File[] } | { refused: string };

/**
 * Checks a file and makes the pictures for the pages: upright, in sRGB, without any metadata, each width as WebP and
 * AVIF; of an animation its first frame. Width and height are those of the upright picture. The same bytes give the same
 * files. Returns the reason when the file is refused.
 */
export async function render(bytes: Uint8Array): Promise<Rendered> {
  const inspected = inspect(bytes);
  if ("refused" in inspected) return inspected;
  // Loaded here, so that pages which only show pictures do not load the image library.
  const { default: sharp } = await import("sharp");
  const open = () =>
    sharp(bytes, { limitInputPixels: mostPixels, failOn: "truncated", sequentialRead: true }).timeout({
      seconds: mostSeconds,
    });
  const base = await decoded(open);
  if (base.refused !== undefined) return { refused: base.refused };
  const { data, info, width, height } = base;
  const pixels = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const encode = async (target: number) => {
    const scaled = () =>
      sharp(data, pixels)
        .resize({ ...boxOf(target), fit: "inside", withoutEnlargement: true })
        .timeout({ seconds: mostSeconds });
    return { avif: await scaled().avif(avif).toBuffer(), webp: await scaled().webp(webp).toBuffer() };
  };
  const files: File[] = [];
  let encoded: Awaited<ReturnType<typeof encode>> | undefined;
  for (const target of widths) {
    const isSmaller = info.width <= target && info.height <= boxOf(target).height;
    encoded = isSmaller && encoded ? encoded : await encode(target);
    files.push(
      { suffix: `-${target}.avif`, body: encoded.avif, contentType: "image/avif" },
      { suffix: `-${target}.webp`, body: encoded.webp, contentType: "image/webp" },
    );
  }
  return { width, height, files };
}

const boxOf = (width: number) => ({ width, height: width * tallest });

/** Decodes a picture once, at the largest width. Each error of the decoder is a fault of the file. */
async function decoded(open: () => Sharp) {
  try {
    const { autoOrient } = await open().metadata();
    const { width, height } = autoOrient;
    if (width * height > mostPixels) return { refused: reasons.pixels };
    const { data, info } = await open()
      .autoOrient()
      .resize({ ...boxOf(widths[0]), fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { data, info, width, height };
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { refused: isTooLarge ? reasons.pixels : reasons.damaged };
  }
}
