/** Hex values of the color names that the catalog uses for materials and variants. */
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

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function mix(from: string, to: string, share: number) {
  const target = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(value + ((target[i] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export const dark = (color: string, share: number) => mix(color, "#1c1814", share);
export const light = (color: string, share: number) => mix(color, "#ffffff", share);

/** Returns an ink that is legible on a color. */
export const contrast = (color: string) => ((channels(color)[0] ?? 0) > 128 ? "#26231f" : "#f3ede2");

/** Returns the distance between two colors, weighted roughly as the eye perceives them; 0 means equal. */
export function distance(a: string, b: string) {
  const other = channels(b);
  const weights = [0.3, 0.59, 0.11];
  return channels(a).reduce(
    (sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)) * (weights[i] ?? 0),
    0,
  );
}
