import { type Art, layoutOf, paint } from "./artwork";
import { dark, distance, light } from "./color";

/** Calm backgrounds of equal lightness that suit a light page and a dark one. */
const TINTS = ["#ddd3c5", "#cfd7d0", "#d3d8de", "#e0cfc4", "#d8d5c0", "#d9d0d6"] as const;

const DEFS = `<defs>
<linearGradient id="side"><stop offset="0" stop-color="#fff" stop-opacity=".16"/><stop offset=".35" stop-color="#fff" stop-opacity=".03"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient>
<linearGradient id="top" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".15"/><stop offset="1" stop-color="#000" stop-opacity=".12"/></linearGradient>
<linearGradient id="lit" x2="0" y2="1"><stop offset="0" stop-color="#ffe7ad" stop-opacity=".05"/><stop offset="1" stop-color="#ffe7ad" stop-opacity=".6"/></linearGradient>
<linearGradient id="beam" x2="0" y2="1"><stop offset="0" stop-color="#ffedbd" stop-opacity=".7"/><stop offset="1" stop-color="#ffedbd" stop-opacity="0"/></linearGradient>
<radialGradient id="dome" cx=".38" cy=".34" r=".75"><stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset=".6" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></radialGradient>
<radialGradient id="contact"><stop offset="0" stop-color="#000" stop-opacity=".34"/><stop offset=".6" stop-color="#000" stop-opacity=".15"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff1c4" stop-opacity=".75"/><stop offset="1" stop-color="#fff1c4" stop-opacity="0"/></radialGradient>
</defs>`;

const svg = (width: number, height: number, inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${DEFS}` +
  `<g stroke-linecap="round" stroke-linejoin="round">${inner}</g></svg>`;

const placed = (x: number, y: number, scale: number, art: Art) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${paint(art)}</g>`;

/** Returns one of the four tints that contrast most with a color; `turn` selects which. */
function tintFor(color: string, turn: number) {
  const ranked = [...TINTS].sort((a, b) => distance(b, color) - distance(a, color));
  return ranked[turn % 4] ?? TINTS[0];
}

/** Draws a wall and a floor in plain colors: a gradient of a few tones over so many pixels would show as bands. */
function room(width: number, height: number, tint: string, floor?: number) {
  const plane = (y: number, fill: string) =>
    `<rect y="${y}" width="${width}" height="${height - y}" fill="${fill}"/>`;
  return plane(0, tint) + (floor === undefined ? "" : plane(floor, dark(tint, 0.07)));
}

/** Draws the whole product in the middle of the board. */
export function frontView(art: Art, turn: number) {
  const { stage, size } = layoutOf(art);
  const tint = tintFor(art.color, turn);
  if (stage === "flat") return svg(800, 1000, room(800, 1000, tint) + paint(art));
  return svg(800, 1000, room(800, 1000, tint, 690) + placed(400 - 400 * size, 756 - 790 * size, size, art));
}

/** Draws a detail of the product, enlarged, on a second tint. */
export function detailView(art: Art, turn: number) {
  const [x, y, zoom] = layoutOf(art).focus;
  const wall = room(800, 1000, light(tintFor(art.color, turn + 1), 0.12));
  return svg(800, 1000, wall + placed(400 - x * zoom, 500 - y * zoom, zoom, art));
}

/** Draws the product from another side: what stands is turned around, what lies flat is turned on the floor. */
export function angleView(art: Art, turn: number) {
  const { stage, size } = layoutOf(art);
  const tint = light(tintFor(art.color, turn + 2), 0.2);
  if (stage === "flat")
    return svg(
      800,
      1000,
      `${room(800, 1000, tint)}<g transform="rotate(-14 400 500) translate(56 70) scale(.86)">${paint(art)}</g>`,
    );
  const scale = size * 1.06;
  const turned = `<g transform="translate(800 0) scale(-1 1)">${placed(400 - 400 * scale, 800 - 790 * scale, scale, art)}</g>`;
  return svg(800, 1000, room(800, 1000, tint, 640) + turned);
}

/** Draws the product beside another one, which shows its size. */
export function pairView(art: Art, other: Art, turn: number) {
  const tint = tintFor(art.color, turn + 3);
  const isFloor = layoutOf(art).stage === "floor";
  const put = (one: Art, x: number, share: number) => {
    const { stage, size } = layoutOf(one);
    const scale = share * size;
    return stage === "floor"
      ? placed(x - 400 * scale, 770 - 790 * scale, scale, one)
      : placed(x - 400 * scale, (isFloor ? 390 : 500) - 500 * scale, scale, one);
  };
  return svg(
    800,
    1000,
    `${room(800, 1000, tint, isFloor || layoutOf(other).stage === "floor" ? 700 : undefined)}${put(other, 600, 0.6)}${put(art, 255, 0.72)}`,
  );
}

/** Draws the cover of a category: three of its products side by side. */
export function coverView(arts: Art[], turn: number) {
  const things = arts.slice(0, 3).map((art, i) => {
    const onFloor = layoutOf(art).stage === "floor";
    const scale = onFloor ? 0.64 : 0.6;
    return placed(230 + i * 370 - 400 * scale, onFloor ? 655 - 790 * scale : 400 - 500 * scale, scale, art);
  });
  return svg(1200, 800, room(1200, 800, TINTS[turn % TINTS.length] ?? TINTS[0], 590) + things.join(""));
}
