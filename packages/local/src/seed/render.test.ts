import sharp from "sharp";
import { expect, test } from "vitest";
import { baseCatalog } from "./build";
import { type Board, render, WIDTHS } from "./render";
import { icon } from "./site";

const { products, categories } = baseCatalog();
const mug: Board[] = products.flatMap(({ pictures }) => pictures).slice(0, 1);
const sweater: Board[] = products
  .flatMap(({ pictures }) => pictures)
  .filter(({ key }) => key === "products/aran-cable-sweater/1");
const cover: Board[] = categories.slice(0, 1).map(({ image, svg }) => ({ ...image, svg }));

test.each([...mug, ...sweater].map((board) => [board.key, board] as const))(
  "%s becomes four small WebP files in portrait 4:5",
  async (key, board) => {
    const files = await render(board);
    expect(files.map((file) => file.key)).toEqual(WIDTHS.map((width) => `${key}-${width}.webp`));
    for (const [i, width] of WIDTHS.entries()) {
      const { format, width: w, height: h } = await sharp(files[i]?.body).metadata();
      expect({ format, w, h }).toEqual({ format: "webp", w: width, h: width * 1.25 });
    }
    const sizes = files.map(({ body }) => body.length);
    expect(sizes[2]).toBeLessThan(25_000);
    expect(sizes[0]).toBeLessThan(70_000);
  },
);

test("a cover has the aspect ratio 3:2", async () => {
  expect(cover).toHaveLength(1);
  for (const board of cover) {
    const [, , middle] = await render(board);
    const { width, height } = await sharp(middle?.body).metadata();
    expect({ width, height }).toEqual({ width: 640, height: 427 });
  }
});

test("the same drawing renders to the same bytes", async () => {
  expect(mug).toHaveLength(1);
  for (const board of mug) expect(await render(board)).toEqual(await render(board));
});

test("the shop has an icon", () => {
  expect(icon).toContain("<svg");
});
