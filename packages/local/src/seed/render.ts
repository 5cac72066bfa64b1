import sharp from "sharp";

sharp.concurrency(1); // many pictures in parallel, one thread each, are faster than one picture on all threads

export const WIDTHS = [1280, 960, 640, 320] as const;

export type Board = { key: string; width: number; height: number; svg: () => string };
export type Rendition = { key: string; body: Buffer };

/** Small files that are quick to encode; flat art shows no visible loss. */
const WEBP = { quality: 74, effort: 0, smartSubsample: false } as const;

/** Renders a board once at full size and scales it down to every width, smallest last. */
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

/** Returns the pixels of a drawing at this size. */
function raster(source: string, width: number, height: number) {
  const [, boardWidth] = source.match(/viewBox="0 0 (\d+)/) ?? [];
  return sharp(Buffer.from(source), { density: (72 * width) / Number(boardWidth) })
    .resize(width, height, { fit: "fill" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}
