/** What a drawing is painted with. `color` is the variant's color, `accent` the second material. */
export type Paint = { color: string; accent: string; motif: string };

/** A drawing on a board of 800 × 1000, the floor at y = 790; `focus` is where the detail view looks. */
export type Drawing = {
  draw: (paint: Paint) => string;
  stage: "floor" | "flat";
  /** How much larger a small thing is shown, grown from where it stands. */
  size?: number;
  focus: { x: number; y: number; zoom: number };
};

export const INK = "#26231f";
export const WOOD = "#c49a6c";
export const DARK_WOOD = "#7d5a3c";
export const BRASS = "#c9a355";
export const STEEL = "#b9bec2";
export const PAPER = "#f4efe6";

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

export function mix(from: string, to: string, share: number) {
  const target = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(value + ((target[i] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Distance between two colors as the eye roughly weighs them; 0 is equal. */
export function distance(a: string, b: string) {
  const other = channels(b);
  const weights = [0.3, 0.59, 0.11];
  return channels(a).reduce(
    (sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)) * (weights[i] ?? 0),
    0,
  );
}

export const dark = (color: string, share = 0.22) => mix(color, "#1c1814", share);
export const light = (color: string, share = 0.3) => mix(color, "#ffffff", share);

/** An element's own opacity is painted through a layer as large as the picture; that of its fill or stroke is free. */
const cheap = (of: "fill" | "stroke", more: string) => more.replace(/\bopacity=/, `${of}-opacity=`);

export const path = (d: string, fill: string, more = "") =>
  `<path d="${d}" fill="${fill}" ${cheap("fill", more)}/>`;

export const stroke = (d: string, color: string, width: number, more = "") =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" ` +
  `stroke-linejoin="round" ${cheap("stroke", more)}/>`;

export const stitch = (d: string, color: string) =>
  stroke(d, color, 2.5, 'stroke-dasharray="9 7" opacity=".6"');

export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more = "") =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${cheap("fill", more)}/>`;

export const circle = (cx: number, cy: number, r: number, fill: string, more = "") =>
  ellipse(cx, cy, r, r, fill, more);

export const box = (x: number, y: number, w: number, h: number, r: number, fill: string, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${cheap("fill", more)}/>`;

/** A body lit from the left: the flat color, then light and shade over the same outline. */
export const solid = (d: string, color: string, shade = "side") => path(d, color) + path(d, `url(#${shade})`);

export const solidBox = (
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  color: string,
  shade = "side",
) => box(x, y, w, h, r, color) + box(x, y, w, h, r, `url(#${shade})`);

export const solidEllipse = (cx: number, cy: number, rx: number, ry: number, color: string, shade = "side") =>
  ellipse(cx, cy, rx, ry, color) + ellipse(cx, cy, rx, ry, `url(#${shade})`);

/** Cloth or a board lying flat: its own soft shadow below, then the lit body. */
export const laid = (d: string, color: string, shade = "side") =>
  path(d, "#000", 'opacity=".07" transform="translate(16 26)"') +
  path(d, "#000", 'opacity=".1" transform="translate(7 12)"') +
  solid(d, color, shade);

/** Where a thing touches the floor. */
export const contact = (cx: number, cy: number, rx: number, ry = rx * 0.14) =>
  ellipse(cx + rx * 0.06, cy, rx * 1.12, ry, "url(#contact)");

export const clip = (id: string, d: string, inner: string) =>
  `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${inner}</g>`;

export const group = (transform: string, inner: string) => `<g transform="${transform}">${inner}</g>`;

export const range = (count: number) => Array.from({ length: count }, (_, i) => i);

export const repeat = (count: number, one: (i: number) => string) => range(count).map(one).join("");

/** The left half mirrored at the middle of the board: for what is symmetric. */
export const mirrored = (inner: string) => inner + group("translate(800 0) scale(-1 1)", inner);
