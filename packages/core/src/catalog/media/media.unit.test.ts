import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { inspect, reasons } from "./inspect";
import { render } from "./render";
import { idOf, keyOf, mostBytes } from "./types";

const text = (words: string) => Buffer.from(words, "latin1");

/** Creates a picture with a red left half and a blue right half. */
const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: "#0000ff" } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: "#ff0000" } },
      left: 0,
      top: 0,
    },
  ]);

const refusal = async (bytes: Uint8Array) => {
  const result = await render(bytes);
  return "refused" in result ? result.refused : null;
};

/** Creates a small ZIP archive with one stored file, as a JAR is. */
function zip() {
  const name = text("A.class");
  const body = text("\xca\xfe\xba\xbe");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(body.length, 18);
  local.writeUInt32LE(body.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + body.length, 16);
  return Buffer.concat([local, name, body, central, name, end]);
}

/** Creates a PNG that claims this size and has almost no data. */
function pngOf(width: number, height: number) {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([text(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeInt32BE(crc(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    text("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(data: Buffer) {
  let sum = -1;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

describe("hostile files", () => {
  const jpeg = () => picture().jpeg().toBuffer();

  test.each([
    ["an empty file", Buffer.alloc(0), reasons.empty],
    ["a file of 100 MB", Buffer.alloc(100 * 1024 * 1024), reasons.large],
    [
      "an SVG named .jpg",
      text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      reasons.svg,
    ],
    ["an SVG after spaces", text("\xef\xbb\xbf \n <svg onload=alert(1)>"), reasons.svg],
    ["a web page", text("<!DOCTYPE html><script>alert(1)</script>"), reasons.html],
    [
      "a web page with the start of a JPEG",
      text("\xff\xd8\xff\xe0<html><script>alert(1)</script>"),
      reasons.script,
    ],
    ["a GIF with a comment that is a program", text("GIF89a/*<script>alert(1)</script>*/"), reasons.script],
    ["a PDF", text("%PDF-1.7\n"), reasons.pdf],
    ["a HEIC photo", text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), reasons.heic],
    ["a TIFF", text("II*\0\x08\0\0\0"), reasons.tiff],
    ["a program", text("MZ\x90\0"), reasons.unknown],
    ["a PNG that claims 2,500 megapixels", pngOf(50_000, 50_000), reasons.pixels],
    ["a PNG with too little data", pngOf(4_000, 4_000), reasons.damaged],
    ["a JPEG of two bytes more than its start", text("\xff\xd8\xff\xe0\0"), reasons.damaged],
  ])("%s is refused", async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  test.each(["jpeg", "gif", "png", "webp", "avif"] as const)(
    "a %s that is also a JAR is refused",
    async (type) => {
      const bytes = Buffer.concat([await picture().toFormat(type).toBuffer(), zip()]);
      expect(await refusal(bytes)).toBe(reasons.archive);
    },
  );

  test.each(["jpeg", "gif", "png", "webp", "avif"] as const)(
    "a %s that ends early is refused",
    async (type) => {
      const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
      const create = { width: 300, height: 300, channels: 3, background: "#888", noise } as const;
      const whole = await sharp({ create }).toFormat(type).toBuffer();
      expect(await refusal(whole)).toBeNull();
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe(reasons.damaged);
    },
  );

  test("a picture that is also a PDF is refused", async () => {
    const head = await jpeg();
    const bytes = Buffer.concat([
      head.subarray(0, 2),
      text("\xff\xfe\0\x10%PDF-1.4 abcde"),
      head.subarray(2),
    ]);
    expect(await refusal(bytes)).toBe(reasons.script);
  });

  test("the largest allowed file is read, one byte more is not", () => {
    expect(inspect(Buffer.alloc(mostBytes))).toEqual({ refused: reasons.unknown });
    expect(inspect(Buffer.alloc(mostBytes + 1))).toEqual({ refused: reasons.large });
  });
});

describe("renditions", () => {
  test("a picture is turned upright and loses its place and its camera", async () => {
    const photo = await picture(400, 200)
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Make: "Camera" },
        IFD3: {
          GPSLatitudeRef: "N",
          GPSLatitude: "52/1 30/1 0/1",
          GPSLongitudeRef: "E",
          GPSLongitude: "13/1 24/1 0/1",
        },
      })
      .toBuffer();
    const before = await sharp(photo).metadata();
    expect(before).toMatchObject({ width: 400, height: 200, orientation: 6 });
    expect(before.exif?.toString("latin1")).toContain("Camera");
    const result = await render(photo);
    if ("refused" in result) throw new Error(result.refused);
    expect(result).toMatchObject({ width: 200, height: 400 });
    expect(result.files).toHaveLength(8);
    for (const { body } of result.files) {
      const { exif, xmp, iptc, icc, width, height } = await sharp(body).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
      expect([width, height]).toEqual([200, 400]);
      expect(Buffer.from(body).toString("latin1")).not.toContain("Camera");
      // The left half was red: turned clockwise, the upper half is.
      const [red = 0, , blue = 255] = await sharp(body)
        .extract({ left: 90, top: 50, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer();
      expect(red).toBeGreaterThan(blue);
    }
  });

  test("a large picture has a file of each width in WebP and AVIF", async () => {
    const result = await render(await picture(2000, 1000).png().toBuffer());
    if ("refused" in result) throw new Error(result.refused);
    const sizes = await Promise.all(
      result.files.map(async ({ suffix, body, contentType }) => {
        const { width, height } = await sharp(body).metadata();
        return `${suffix} ${contentType} ${width}x${height}`;
      }),
    );
    expect(sizes.sort()).toEqual(
      [320, 640, 960, 1280]
        .flatMap((width) =>
          ["avif", "webp"].map((type) => `-${width}.${type} image/${type} ${width}x${width / 2}`),
        )
        .sort(),
    );
  });

  test("of an animation the first frame remains", async () => {
    const frames = await Promise.all(
      ["#ff0000", "#00ff00"].map((background) =>
        sharp({ create: { width: 40, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await sharp(animated).metadata()).toMatchObject({ pages: 2 });
    const result = await render(animated);
    if ("refused" in result) throw new Error(result.refused);
    const [first] = result.files.filter(({ suffix }) => suffix === "-320.webp");
    expect((await sharp(first?.body).metadata()).pages ?? 1).toBe(1);
    expect([...(await sharp(first?.body).removeAlpha().raw().toBuffer()).subarray(0, 2)]).toEqual([255, 0]);
  });

  test("a transparent picture stays transparent", async () => {
    const create = {
      width: 50,
      height: 50,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    } as const;
    const result = await render(await sharp({ create }).png().toBuffer());
    if ("refused" in result) throw new Error(result.refused);
    expect(result.files).toHaveLength(8);
    for (const { body } of result.files) expect((await sharp(body).stats()).isOpaque).toBe(false);
  });

  test("a very tall picture fits", async () => {
    const result = await render(await picture(100, 20_000).png().toBuffer());
    if ("refused" in result) throw new Error(result.refused);
    expect(result).toMatchObject({ width: 100, height: 20_000 });
  });

  test("the same bytes give the same files", async () => {
    const bytes = await picture(700, 500).jpeg().toBuffer();
    expect(await render(bytes)).toEqual(await render(bytes));
  });
});

test("a key tells which picture it is of", () => {
  const mediaId = "med_01HZX3Q4R5S6T7V8W9X0Y1Z2C1";
  expect(idOf(keyOf(mediaId))).toBe(mediaId);
  expect(idOf("products/mug")).toBeNull();
  expect(idOf("media/../x")).toBeNull();
});
