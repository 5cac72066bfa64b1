import type { Box, Point } from "./svg";

/** Where things stand: columns of parts, rows of layers, gaps between them in which the arrows run. */
export const columns = 6;
const left = 72;
const top = 100;
const nodeWidth = 186;
const nodeHeight = 92;
const gutter = 60;
const padding = 16;
const gap = 54;
const pitch = nodeHeight + 2 * padding + gap;

export type Place = { column: number; row: number; rows?: number };

export const picture = (rows: number) => ({
  width: left + columns * nodeWidth + (columns - 1) * gutter + padding + 24,
  height: top + rows * pitch - gap + 64,
});

export function boxAt({ column, row, rows = 1 }: Place): Box {
  return {
    x: left + (column - 1) * (nodeWidth + gutter),
    y: top + padding + row * pitch,
    width: nodeWidth,
    height: nodeHeight + (rows - 1) * pitch,
  };
}

/** The frame of a layer, as wide as so many columns. */
export function frameOf(row: number, wide: number): Box {
  const { x, y } = boxAt({ column: 1, row });
  return {
    x: x - padding,
    y: y - padding,
    width: wide * nodeWidth + (wide - 1) * gutter + 2 * padding,
    height: nodeHeight + 2 * padding,
  };
}

export type Side = "left" | "right" | "top" | "bottom";

/** A point on a side of a box, some part along it. */
export function port({ x, y, width, height }: Box, side: Side, along = 0.5): Point {
  switch (side) {
    case "left":
      return { x, y: y + height * along };
    case "right":
      return { x: x + width, y: y + height * along };
    case "top":
      return { x: x + width * along, y };
    case "bottom":
      return { x: x + width * along, y: y + height };
  }
}

/** The height of a lane in the gap below a row; 0 is its upper end, 1 its lower one. */
export const laneBelow = (row: number, part: number) =>
  top + row * pitch + nodeHeight + 2 * padding + gap * part;

/** The place of a lane in the gutter right of a column. */
export const laneBeside = (column: number, part: number) =>
  left + column * (nodeWidth + gutter) - gutter + gutter * part;
