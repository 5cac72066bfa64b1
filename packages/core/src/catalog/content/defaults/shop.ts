import { Text } from "#platform/text";
import type { HomeValue, MenusValue } from "../types";

type Category = {
  slug: string;
  name: string;
  image: { key: string; alt: string; width: number; height: number };
};

/**
 * Returns the home page of a shop whose merchant has not arranged it: its name, all categories, featured products. A shop
 * with categories opens with the first one.
 */
export function defaultHome([first]: readonly Category[], shopName: string): HomeValue {
  return {
    seoTitle: "",
    seoDescription: `All products of ${shopName}, with prices and what is in stock.`,
    blocks: [
      {
        type: "hero",
        id: "welcome",
        title: `Welcome to ${shopName}`,
        text: "",
        button: first
          ? { label: Text.cut(`Shop ${first.name}`, 40), link: `category:${first.slug}` }
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
