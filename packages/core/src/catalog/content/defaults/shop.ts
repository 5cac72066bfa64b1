import type { HomeValue, MenusValue } from "../types";

type Category = {
  slug: string;
  name: string;
  image: { key: string; alt: string; width: number; height: number };
};

const claim = "Well-made things for home, kitchen and travel, chosen one by one.";

/** Returns the home page of a shop whose merchant has not arranged it: the first category, all categories, featured products. */
export function defaultHome([first]: readonly Category[]): HomeValue {
  return {
    seoTitle: "",
    seoDescription: claim,
    blocks: [
      {
        type: "hero",
        id: "welcome",
        title: "Fewer things, better made.",
        text: claim,
        button: first
          ? { label: `Shop ${first.name}`.slice(0, 40), link: `category:${first.slug}` }
          : { label: "See all products", link: "search" },
        ...(first?.image.key && { image: { ...first.image, alt: "" } }),
      },
      { type: "categories", id: "categories", title: "Categories" },
      { type: "products", id: "featured", title: "Featured", source: "featured", count: 24 },
    ],
  };
}

/** Menus of a shop whose merchant has not arranged them. */
export const defaultMenus: MenusValue = { header: null, footer: null };
