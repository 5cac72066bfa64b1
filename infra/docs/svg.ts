/** Plain pieces of an SVG drawing. Colors are CSS variables, so that a dark page gets a dark picture. */

export type Point = { x: number; y: number };
export type Box = Point & { width: number; height: number };

/** How wide letters are at most, as part of their size: a little more than any system's font needs. */
const widest = { regular: 0.56, bold: 0.64, capitals: 0.74 };
export type Face = keyof typeof widest;

export const textWidth = (text: string, size: number, face: Face = "regular") =>
  text.length * size * widest[face];

export const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function rectangle({ x, y, width, height }: Box, className: string, radius = 8): string {
  return `<rect class="${className}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
}

export function words(
  text: string,
  { x, y }: Point,
  className: string,
  anchor: "start" | "middle" | "end" = "start",
): string {
  const where = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${className}" x="${x}" y="${y}"${where}>${escapeXml(text)}</text>`;
}

/** A line along points, with round corners. */
export function polyline(points: readonly Point[], className: string, marker: string): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const steps = rest.map((corner, index) => {
    const before = points[index] ?? first;
    const after = rest[index + 1];
    if (!after) return `L${corner.x} ${corner.y}`;
    const into = toward(corner, before);
    const out = toward(corner, after);
    return `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
  });
  return `<path class="${className}" marker-end="url(#${marker})" d="M${first.x} ${first.y}${steps.join("")}"/>`;
}

const cornerRadius = 8;

function toward(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const part = Math.min(cornerRadius, distance / 2) / (distance || 1);
  return { x: round(from.x + (to.x - from.x) * part), y: round(from.y + (to.y - from.y) * part) };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Breaks a text into lines that fit; a word is never broken. */
export function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
