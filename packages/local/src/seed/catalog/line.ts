import type { DrawingName } from "../draw/scene";

/** Cents in euro and in dollar; each is set by hand, none is computed from the other. */
export type Price = readonly [EUR: number, USD: number];

/** A product as the merchant writes it down; `build` makes products, variants and pictures of it. */
export type Line = {
  slug: string;
  name: string;
  /** What kind of thing it is: the last word of names made up for larger catalogs. */
  noun: string;
  brand: Brand;
  /** How all its SKUs begin. */
  sku: string;
  summary: string;
  about: readonly string[];
  details: Readonly<Record<string, string>>;
  tags: readonly string[];
  art: { drawing: DrawingName; color?: ColorName; accent: ColorName; motif?: string };
  /** Option → values, in the order a shopper sees them. The first one made of colors decides the picture. */
  axes?: Readonly<Record<string, readonly string[]>>;
  /** Combinations that are not made. */
  except?: readonly Readonly<Record<string, string>>[];
  price: Price;
  /** What a value adds to the price. */
  plus?: Readonly<Record<string, Price>>;
  was?: Price;
  grams: number;
  /** What a value adds to the weight. */
  plusGrams?: Readonly<Record<string, number>>;
  taxClass?: "reduced";
  /** On hand of each variant; left out, a believable mixture of plenty, few and none. */
  stock?: number;
  featured?: true;
  hidden?: true;
};

export type Brand =
  | "Alder & Tide"
  | "Northlight Pottery"
  | "Skerry Mills"
  | "Hollin & Rowe"
  | "Ember Lane"
  | "Fernmoor"
  | "Kestrel Ridge"
  | "Quillmark"
  | "Tanner's Row";

export type Shelf = {
  slug: string;
  name: string;
  description: string;
  /** The three products on its cover. */
  cover: readonly [string, string, string];
  lines: readonly Line[];
};

export const palette = {
  Chalk: "#f3eee4",
  Cream: "#eadfc8",
  Oat: "#d9c8a9",
  Sand: "#cdb48b",
  Honey: "#d0a04e",
  Ochre: "#c08a35",
  Amber: "#c97b3a",
  Rust: "#b25a38",
  Brick: "#98452f",
  Clay: "#c47f62",
  Rose: "#d3a79b",
  Plum: "#6f4657",
  Heather: "#93829b",
  Moss: "#7c8a63",
  Sage: "#a5b39a",
  Forest: "#3f5a48",
  Pine: "#2f4a41",
  Lagoon: "#5f8f92",
  Sky: "#9dbac6",
  Denim: "#56708c",
  Navy: "#2f405a",
  Slate: "#5f6c74",
  Fog: "#c3c8c6",
  Charcoal: "#43454a",
  Black: "#2b2b2e",
  Steel: "#aeb4b8",
  Brass: "#c8a152",
  Copper: "#bb7a51",
  Oak: "#c9a06d",
  Ash: "#dcc39b",
  Walnut: "#7b563a",
  Olivewood: "#a87f4a",
  Birch: "#e2cda6",
  Tan: "#b3794a",
  Chestnut: "#7d4a30",
  Natural: "#e6dac2",
} as const;

export type ColorName = keyof typeof palette;

export const isColor = (value: string): value is ColorName => Object.hasOwn(palette, value);
