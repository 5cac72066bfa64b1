import { randomUUID } from "node:crypto";
import sharp from "sharp";

/** Creates a photo as a phone takes it: on its side, with its place and its camera. Its left half is red. */
export async function phonePhoto(width: number, height: number) {
  const half = { create: { width: width / 2, height, channels: 3, background: "#ff0000" } } as const;
  return sharp({ create: { width, height, channels: 3, background: "#0000ff" } })
    .composite([{ input: half, left: 0, top: 0 }])
    .jpeg({ quality: 60 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "Phone Camera", ImageDescription: randomUUID() },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" },
    })
    .toBuffer();
}

/** Creates a plain picture of a format. */
export const plainPicture = (format: "gif" | "png") =>
  sharp({ create: { width: 400, height: 400, channels: 3, background: "#808080" } })
    .toFormat(format)
    .toBuffer();

/** Reads from a photo of `phonePhoto` how it stands, and whether it still says where it was taken. */
export async function readPhoto(body: Buffer) {
  const { exif, xmp, iptc, width = 0, height = 0 } = await sharp(body).metadata();
  const at = { left: Math.floor(width / 2), top: Math.floor(height / 4), width: 1, height: 1 };
  const [red = 0, , blue = 0] = await sharp(body).extract(at).removeAlpha().raw().toBuffer();
  return { hasMetadata: Boolean(exif ?? xmp ?? iptc), isUpright: height > width, isRedAbove: red > blue };
}
