import { expect, test } from "vitest";
import { looksOf, picturesOf, swatchesOf } from "./looks";
import type { Product } from "./types";

const variant = (Color: string, Size: string, image: number) => ({ options: { Color, Size }, image });
const shirts = [
  variant("Chalk", "S", 0),
  variant("Chalk", "M", 0),
  variant("Moss", "S", 2),
  variant("Moss", "M", 2),
];
const options = [
  { name: "Color", values: ["Chalk", "Moss", "Navy"] },
  { name: "Size", values: ["S", "M"] },
];
const images = [0, 1, 2, 3].map((n) => ({ key: `p/${n}`, alt: "", width: 1, height: 1 }));

test("swatches are the values that are for sale, of the option whose pictures differ", () => {
  const looks = looksOf({ options, images }, shirts);
  expect(looks).toEqual({ option: "Color", values: ["Chalk", "Moss"], pictures: [0, 2], another: 1 });
  const swatches = swatchesOf({ looks, images } as Pick<Product, "looks" | "images">);
  expect(swatches.map(({ value, image }) => [value, image.key])).toEqual([
    ["Chalk", "p/0"],
    ["Moss", "p/2"],
  ]);
});

test("a product without a picture for each value has no swatches, but keeps its second view", () => {
  const plain = shirts.map((one) => ({ ...one, image: 0 }));
  expect(looksOf({ options, images }, plain)).toEqual({ option: "", values: [], pictures: [], another: 1 });
  expect(looksOf({ options, images: images.slice(0, 1) }, plain).another).toBeUndefined();
  expect(picturesOf("Size", ["S", "M"], shirts)).toBeNull();
});

test("a row from before cards showed swatches has none", () => {
  expect(swatchesOf({ images } as Pick<Product, "looks" | "images">)).toEqual([]);
});
