import { accessories } from "./accessories";
import { camp } from "./camp";
import { clothing } from "./clothing";
import { desk } from "./desk";
import { type Drawing, dark, distance, group, light, type Paint } from "./ink";
import { kitchen } from "./kitchen";
import { lighting } from "./lighting";
import { living } from "./living";
import { textiles } from "./textiles";

const drawings = {
  ...kitchen,
  ...textiles,
  ...lighting,
  ...living,
  ...clothing,
  ...accessories,
  ...camp,
  ...desk,
};

export type DrawingName = keyof typeof drawings;
export type Art = Paint & { drawing: DrawingName };

/** Calm backgrounds, all of one lightness: they sit well in a light page and in a dark one. */
const TINTS = ["#ddd3c5", "#cfd7d0", "#d3d8de", "#e0cfc4", "#d8d5c0", "#d9d0d6"] as const;

const DEFS = `<defs>
<linearGradient id="side"><stop offset="0" stop-color="#fff" stop-opacity=".16"/><stop offset=".35" stop-color="#fff" stop-opacity=".03"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient>
<linearGradient id="top" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".15"/><stop offset="1" stop-color="#000" stop-opacity=".12"/></linearGradient>
<linearGradient id="none"><stop stop-opacity="0"/></linearGradient>
<linearGradient id="lit" x2="0" y2="1"><stop offset="0" stop-color="#ffe7ad" stop-opacity=".05"/><stop offset="1" stop-color="#ffe7ad" stop-opacity=".6"/></linearGradient>
<linearGradient id="beam" x2="0" y2="1"><stop offset="0" stop-color="#ffedbd" stop-opacity=".7"/><stop offset="1" stop-color="#ffedbd" stop-opacity="0"/></linearGradient>
<linearGradient id="wall" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>
<radialGradient id="dome" cx=".38" cy=".34" r=".75"><stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset=".6" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></radialGradient>
<radialGradient id="contact"><stop offset="0" stop-color="#000" stop-opacity=".34"/><stop offset=".6" stop-color="#000" stop-opacity=".15"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff1c4" stop-opacity=".75"/><stop offset="1" stop-color="#fff1c4" stop-opacity="0"/></radialGradient>
</defs>`;

const svg = (width: number, height: number, inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${DEFS}${inner}</svg>`;

const drawing = (name: DrawingName): Drawing => drawings[name];

/** The tint that sets a color off best; `turn` varies the choice among those that are good enough. */
function tintFor(color: string, turn: number) {
  const ranked = [...TINTS].sort((a, b) => distance(b, color) - distance(a, color));
  return ranked[turn % 4] ?? TINTS[0];
}

function room(width: number, height: number, tint: string, floor?: number) {
  const wall = `<rect width="${width}" height="${height}" fill="${tint}"/><rect width="${width}" height="${height}" fill="url(#wall)"/>`;
  if (floor === undefined) return wall;
  return `${wall}<rect y="${floor}" width="${width}" height="${height - floor}" fill="${dark(tint, 0.07)}"/><rect y="${floor}" width="${width}" height="${height - floor}" fill="url(#wall)"/>`;
}

/** The whole product, in the middle of the board. */
export function frontView(art: Art, turn: number) {
  const { draw, stage, size = 1 } = drawing(art.drawing);
  const floor = stage === "floor" ? 690 : undefined;
  const placed =
    stage === "floor"
      ? group(`translate(${400 - 400 * size} ${756 - 790 * size}) scale(${size})`, draw(art))
      : draw(art);
  return svg(800, 1000, room(800, 1000, tintFor(art.color, turn), floor) + placed);
}

/** The same product, closer, on a second tint. */
export function detailView(art: Art, turn: number) {
  const { draw, focus } = drawing(art.drawing);
  const { x, y, zoom } = focus;
  const moved = `translate(${400 - x * zoom} ${500 - y * zoom}) scale(${zoom})`;
  return svg(800, 1000, room(800, 1000, light(tintFor(art.color, turn + 1), 0.12)) + group(moved, draw(art)));
}

/** Three products side by side: what a category holds, at a glance. */
export function coverView(arts: Art[], turn: number) {
  const tint = TINTS[turn % TINTS.length] ?? TINTS[0];
  const things = arts.slice(0, 3).map((art, i) => {
    const { draw, stage } = drawing(art.drawing);
    const scale = stage === "floor" ? 0.64 : 0.6;
    const drop = stage === "floor" ? 655 - 790 * scale : 400 - 500 * scale;
    return group(`translate(${230 + i * 370 - 400 * scale} ${drop}) scale(${scale})`, draw(art));
  });
  return svg(1200, 800, room(1200, 800, tint, 590) + things.join(""));
}

/** The picture a link to the shop unfolds to. */
export function socialView(arts: Art[]) {
  const things = arts.slice(0, 5).map((art, i) => {
    const scale = 0.48;
    const drop = drawing(art.drawing).stage === "floor" ? 515 - 790 * scale : 320 - 500 * scale;
    return group(
      `translate(${166 + i * 220 - 400 * scale} ${drop}) scale(${scale})`,
      drawing(art.drawing).draw(art),
    );
  });
  return svg(1200, 630, room(1200, 630, TINTS[1], 470) + things.join(""));
}
