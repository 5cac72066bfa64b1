import { availableParallelism } from "node:os";
import { Storage } from "@securecart/core/storage";
import sharp from "sharp";
import { inParallel } from "./chance";

export const WIDTHS = [1280, 960, 640, 320] as const;

export type Board = { key: string; width: number; height: number; svg: () => string };
export type Rendition = { key: string; body: Buffer };

/** Small files, quick to make: flat art loses nothing that one could see. */
const WEBP = { quality: 74, effort: 0, smartSubsample: false } as const;
const FOREVER = "public, max-age=31536000, immutable";

/** Draws a board once at full size and scales it down to every width, smallest last. */
export async function render({ key, width, height, svg }: Board): Promise<Rendition[]> {
  const source = svg();
  const { data, info } = await raster(source, width, height);
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const renditions: Rendition[] = [];
  for (const target of WIDTHS) {
    const scaledHeight = Math.round((height * target) / width);
    const scaled = sharp(data, raw).resize(target, scaledHeight, { kernel: "linear" });
    renditions.push({ key: `${key}-${target}.webp`, body: await scaled.webp(WEBP).toBuffer() });
  }
  return renditions;
}

function raster(source: string, width: number, height: number) {
  const [, boardWidth] = source.match(/viewBox="0 0 (\d+)/) ?? [];
  return sharp(Buffer.from(source), { density: (72 * width) / Number(boardWidth) })
    .resize(width, height, { fit: "fill" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Draws and stores all boards; with `resume`, only those which are not there yet. The largest file goes last and vouches for the rest. */
export async function drawAll(boards: readonly Board[], { resume }: { resume: boolean }) {
  sharp.concurrency(1); // many pictures at once, each on one thread, is faster than one picture on all
  let drawn = 0;
  await inParallel(boards, availableParallelism() + 1, async (board) => {
    if (resume && (await Storage.has({ bucket: "images", key: `${board.key}-${WIDTHS[0]}.webp` }))) return;
    const [largest, ...others] = await render(board);
    await Promise.all(others.map(store));
    if (largest) await store(largest);
    drawn += 1;
  });
  return drawn;
}

const store = ({ key, body }: Rendition) =>
  Storage.put({ bucket: "images", key, body, contentType: "image/webp", cacheControl: FOREVER });

/** The shop's mark and the picture that a shared link shows. */
export async function drawSite({ icon, social }: { icon: string; social: string }) {
  const { data, info } = await raster(social, 1200, 630);
  const jpeg = await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .jpeg({ quality: 82 })
    .toBuffer();
  const cacheControl = "public, max-age=86400";
  await Promise.all([
    Storage.put({
      bucket: "images",
      key: "site/social.jpg",
      body: jpeg,
      contentType: "image/jpeg",
      cacheControl,
    }),
    Storage.put({
      bucket: "images",
      key: "site/icon.svg",
      body: icon,
      contentType: "image/svg+xml",
      cacheControl,
    }),
  ]);
}
