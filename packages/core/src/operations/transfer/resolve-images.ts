import type { Image } from "#catalog/catalog";
import type { Draft } from "./draft";
import type { Stored } from "./resolve";

/** Picture that was fetched and stored. */
export type Picture = { key: string; width: number; height: number };

export type Images = {
  images: Image[];
  /** Index of each picture of the draft in `images`; undefined while it is not fetched. */
  places: (number | undefined)[];
  /** Index in `images` by the index that a picture had before. */
  former: (index: number) => number;
  pending: string[];
};

/**
 * Returns the pictures of a product: those of the file in its order, then those that only the product has, unless the file
 * has all of the product.
 */
export function imagesOf(draft: Draft, stored: Stored | null, fetched: Map<string, Picture>): Images {
  const before = stored?.product.images ?? [];
  if (!draft.images) return { images: before, places: [], former: (index) => index, pending: [] };
  const images: Image[] = [];
  const places: (number | undefined)[] = [];
  const pending: string[] = [];
  for (const image of draft.images) {
    const picture = "url" in image ? fetched.get(image.url) : image;
    if (!picture && "url" in image) pending.push(image.url);
    places.push(
      picture
        ? added(
            images,
            before,
            { ...picture, alt: image.alt || altOf(draft, picture.key, before) },
            draft.isWhole,
          )
        : undefined,
    );
  }
  if (!draft.isWhole || pending.length > 0)
    for (const image of before) if (!images.some(({ key }) => key === image.key)) images.push(image);
  const former = (index: number) =>
    Math.max(
      0,
      images.findIndex(({ key }) => key === before[index]?.key),
    );
  return { images, places, former, pending: [...new Set(pending)] };
}

/** Returns the alt text of a picture that the file has none for: the one it has, else the title; none in our own format. */
const altOf = ({ isWhole, title }: Draft, key: string, before: Image[]) =>
  isWhole ? "" : before.find((one) => one.key === key)?.alt || title;

function added(
  images: Image[],
  before: Image[],
  { key, width, height, alt, focus }: Image,
  isWhole: boolean,
) {
  const known = images.findIndex((one) => one.key === key);
  if (known >= 0 && !isWhole) return known;
  const had = before.find((one) => one.key === key);
  const point = isWhole ? focus : (focus ?? had?.focus);
  images.push({
    ...(point && { focus: point }),
    key,
    width,
    height,
    alt,
  });
  return images.length - 1;
}
