import { type Arrow, arrows } from "./arrows";
import type { Inventory } from "./evidence";
import { boxAt, frameOf, laneBelow, laneBeside, picture, port, type Side } from "./layout";
import { layers, type Part, parts } from "./parts";
import type { Resource } from "./standing";
import { type Box, escapeXml, type Point, polyline, rectangle, textWidth, words, wrapped } from "./svg";

/** A text of the picture and the room that it takes at most, by which tests see that nothing overlaps. */
export type Label = { text: string; box: Box };

const size = { title: 14.5, body: 11.5, service: 9.5, label: 11.5, layer: 11 };
const inset = 14;

/** docs/architecture.svg, drawn from what the production stage creates and what its switches would add. */
export function drawArchitecture({ always, all }: Inventory): string {
  const { width, height } = picture(8);
  const found = (part: Part) => resourcesOf(part, { always, all });
  const body = [
    ...layers.map(({ row, title, wide }) => layer(frameOf(row, wide), title)),
    ...arrows.map((arrow) => drawArrow(arrow)),
    ...parts.map((part) => drawPart(part, found(part))),
    legend(width),
  ];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">The architecture of SecureCart</title>`,
    `<desc id="desc">${escapeXml(description())}</desc>`,
    `<style>${style}</style>`,
    markers,
    rectangle({ x: 0, y: 0, width, height }, "canvas", 0),
    words("SecureCart on AWS", { x: 56, y: 52 }, "heading"),
    words("Drawn from the resources of the production stage", { x: 56, y: 76 }, "under"),
    ...body,
    words("Dashed: behind a switch, off by default.", { x: 56, y: height - 26 }, "under"),
    "</svg>",
  ].join("\n")}\n`;
}

/** What a part stands for: it is there as the stage is configured, or with its switch. */
export function resourcesOf({ behind, is }: Part, { always, all }: Inventory): readonly Resource[] {
  return is ? (behind ? all : always).filter(is) : [];
}

/** The way each arrow takes; most go straight from one part to the next. */
const ways: Record<string, () => Point[]> = {
  "shopper stripe": () => [at("shopper", "right", 0.3), at("stripe", "left", 0.3)],
  "stripe cdn": () => around(at("stripe", "left", 0.72), at("cdn", "top", 0.8)),
  "shopper cdn": () => around(at("shopper", "right", 0.72), at("cdn", "top", 0.3)),
  "cdn buckets": () => through(at("cdn", "bottom", 0.2), laneBelow(1, 0.3), at("buckets", "top")),
  "cdn api": () => through(at("cdn", "bottom", 0.72), laneBelow(1, 0.72), at("api", "top")),
  "cdn balancer": () => through(at("cdn", "bottom", 0.88), laneBelow(1, 0.3), at("balancer", "top", 0.25)),
  "accelerator balancer": () => straightDown("accelerator", "balancer", 0.6),
  "pages cache": () => through(at("pages", "bottom", 0.8), laneBelow(2, 0.5), at("cache", "top")),
  "door queues": () => {
    const [start, end] = [at("door", "right"), at("queues", "top", 0.35)];
    const [x, y] = [laneBeside(4, 0.5), laneBelow(3, 0.3)];
    return [start, { x, y: start.y }, { x, y }, { x: end.x, y }, end];
  },
  "queues reporting": () => through(at("queues", "top", 0.7), laneBelow(3, 0.72), at("reporting", "bottom")),
  "consumers machine": () =>
    through(at("consumers", "top", 0.85), laneBelow(4, 0.5), at("machine", "bottom", 0.2)),
  "steps texts": () => through(at("steps", "top", 0.85), laneBelow(4, 0.5), at("texts", "bottom")),
  "jobs table": () => beside(at("jobs", "right"), laneBeside(1, 0.35), at("table", "left", 0.4)),
  "consumers table": () => beside(at("consumers", "left"), laneBeside(1, 0.7), at("table", "left", 0.7)),
  "texts customer": () => level("texts", "customer"),
  "mail customer": () => level("mail", "customer"),
};

/** The points of an arrow. */
export function wayOf({ from, to }: Arrow): Point[] {
  const way = ways[`${from} ${to}`];
  if (way) return way();
  const [start, end] = [partOf(from), partOf(to)];
  if (start.column === end.column) return straightDown(from, to);
  return start.column < end.column
    ? [at(from, "right"), at(to, "left")]
    : [at(from, "left"), at(to, "right")];
}

/** Where an arrow's words stand: on its longest level stretch if they fit there, else beside its longest upright one. */
export function labelOf(arrow: Arrow): Label | null {
  if (!arrow.label) return null;
  const width = textWidth(arrow.label, size.label);
  const stretches = wayOf(arrow).flatMap((from, index, points) => {
    const to = points[index + 1];
    return to ? [{ from, to, length: Math.abs(to.x - from.x) + Math.abs(to.y - from.y) }] : [];
  });
  const level = stretches
    .filter(({ from, to, length }) => from.y === to.y && length >= width + 4)
    .sort((one, other) => other.length - one.length)[0];
  const shift = shifts[`${arrow.from} ${arrow.to}`] ?? {};
  if (level && !shift.beside) {
    const middle = (level.from.x + level.to.x) / 2 + (shift.x ?? 0);
    return {
      text: arrow.label,
      box: { x: middle - width / 2, y: level.from.y - 17 + (shift.y ?? 0), width, height: 14 },
    };
  }
  const upright = stretches
    .filter(({ from, to }) => from.x === to.x)
    .sort((one, other) => other.length - one.length)[0];
  const short = stretches[0];
  if (upright) {
    const y = (upright.from.y + upright.to.y) / 2 + (shift.y ?? 0);
    const x = upright.from.x + (shift.beside === "left" ? -7 - width : 7) + (shift.x ?? 0);
    return { text: arrow.label, box: { x, y: y - 7, width, height: 14 } };
  }
  const middle = short ? (short.from.x + short.to.x) / 2 : 0;
  return {
    text: arrow.label,
    box: { x: middle - width / 2, y: (short?.from.y ?? 0) - 17, width, height: 14 },
  };
}

/** Where the middle of a stretch is taken. */
const shifts: Record<string, { x?: number; y?: number; beside?: "left" | "right" }> = {
  "cdn pages": { beside: "left", y: 12 },
  "cdn buckets": { beside: "right" },
  "pages table": { beside: "left" },
  "consumers table": { beside: "right", y: 60 },
};

/** The words in a part, line by line. */
export function linesOf(part: Part, found: readonly Resource[]): { title: string; body: string[] } {
  return { title: part.title, body: wrapped(part.says(found), boxAt(part).width - 2 * inset, size.body) };
}

/** How wide a part's words are at most. */
export const widest = (part: Part, found: readonly Resource[]) =>
  Math.max(
    textWidth(part.service, size.service, "capitals"),
    textWidth(part.title, size.title, "bold"),
    ...linesOf(part, found).body.map((line) => textWidth(line, size.body)),
  );

export const room = (part: Part) => boxAt(part).width - 2 * inset;

function drawPart(part: Part, found: readonly Resource[]): string {
  const box = boxAt(part);
  const { title, body } = linesOf(part, found);
  const x = box.x + inset;
  const y = box.y + (box.height - 92) / 2;
  return [
    `<g class="part ${part.kind}${part.behind ? " switched" : ""}">`,
    rectangle(box, "box", part.kind === "outside" ? 20 : 8),
    words(part.service.toUpperCase(), { x, y: y + 22 }, "service"),
    words(title, { x, y: y + 42 }, "name"),
    ...body.map((line, index) => words(line, { x, y: y + 61 + index * 15 }, "says")),
    "</g>",
  ].join("");
}

function drawArrow(arrow: Arrow): string {
  const dashed = [arrow.from, arrow.to].some((id) => partOf(id).behind);
  const label = labelOf(arrow);
  return [
    polyline(wayOf(arrow), dashed ? "arrow switched" : "arrow", dashed ? "tip-off" : "tip"),
    label ? words(label.text, { x: label.box.x, y: label.box.y + 11 }, "label") : "",
  ].join("");
}

function layer(frame: Box, title: string): string {
  const middle = frame.y + frame.height / 2;
  return `${rectangle(frame, "layer", 14)}<text class="side" transform="translate(${frame.x - 14} ${middle}) rotate(-90)" text-anchor="middle">${title}</text>`;
}

const kinds = [
  ["edge", "edge"],
  ["compute", "compute"],
  ["data", "data"],
  ["message", "messages"],
  ["watch", "watching"],
  ["guard", "guarding"],
] as const;

function legend(width: number): string {
  const step = 96;
  return kinds
    .map(([kind, title], index) => {
      const x = width - 24 - (kinds.length - index) * step;
      return `<g class="part ${kind}">${rectangle({ x, y: 42, width: 12, height: 12 }, "box", 3)}${words(title, { x: x + 19, y: 52 }, "label")}</g>`;
    })
    .join("");
}

function description(): string {
  const told = arrows.map(
    ({ from, to, label }) => `${partOf(from).title} to ${partOf(to).title}${label ? ` (${label})` : ""}`,
  );
  return `Layers from the edge to the data, messages, work, watching and guarding. Arrows: ${told.join("; ")}.`;
}

export function partOf(id: string): Part {
  const part = parts.find((one) => one.id === id);
  if (!part) throw new Error(`The picture has no part ${id}.`);
  return part;
}

const at = (id: string, side: Side, along?: number) => port(boxAt(partOf(id)), side, along);

const straightDown = (from: string, to: string, along = 0.5) => [
  at(from, "bottom", along),
  at(to, "top", along),
];

/** Level until below or above the end, then straight to it. */
const around = (start: Point, end: Point) => [start, { x: end.x, y: start.y }, end];

/** Over a lane between two rows. */
const through = (start: Point, y: number, end: Point) => [start, { x: start.x, y }, { x: end.x, y }, end];

/** Over a lane between two columns. */
const beside = (start: Point, x: number, end: Point) => [start, { x, y: start.y }, { x, y: end.y }, end];

/** To a part that is taller. */
function level(from: string, to: string): Point[] {
  const start = at(from, "right");
  return [start, { x: at(to, "left").x, y: start.y }];
}

const markers = `<defs>${["tip", "tip-off"].map((id) => `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="${id}" d="M0.5 0.8 7.2 4 0.5 7.2Z"/></marker>`).join("")}</defs>`;

const hues = {
  edge: ["#6d4bb3", "#b79cf0"],
  compute: ["#b4591a", "#f0a56a"],
  data: ["#2f62b8", "#8cb4f5"],
  message: ["#a8326f", "#f08fbf"],
  watch: ["#3d7d44", "#8fd197"],
  guard: ["#8c2f2f", "#f09a9a"],
  outside: ["#5a5f66", "#a9b0b8"],
} as const;

const colors = (shade: 0 | 1) =>
  Object.entries(hues)
    .map(([kind, both]) => `--${kind}:${both[shade]};`)
    .join("");

const style = [
  `svg{--canvas:#ffffff;--layer:#f5f6f7;--box:#ffffff;--ink:#1c1f23;--soft:#555c64;--line:#7b838c;${colors(0)}font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Open Sans",sans-serif}`,
  `@media (prefers-color-scheme:dark){svg{--canvas:#0e1116;--layer:#161a20;--box:#1c2129;--ink:#eef1f4;--soft:#aeb6bf;--line:#77808a;${colors(1)}}}`,
  ".canvas{fill:var(--canvas)}.layer{fill:var(--layer)}",
  `.heading{font-size:24px;font-weight:650;fill:var(--ink);letter-spacing:-.01em}.under{font-size:13px;fill:var(--soft)}`,
  `.side{font-size:${size.layer}px;font-weight:600;letter-spacing:.1em;text-transform:uppercase;fill:var(--soft)}`,
  ".box{fill:var(--box);stroke:var(--kind);stroke-width:1.25}.switched .box{stroke-dasharray:5 4}.outside .box{fill:var(--canvas)}",
  Object.keys(hues)
    .map((kind) => `.${kind}{--kind:var(--${kind})}`)
    .join(""),
  `.service{font-size:${size.service}px;font-weight:650;letter-spacing:.07em;fill:var(--kind)}`,
  `.name{font-size:${size.title}px;font-weight:600;fill:var(--ink)}.says{font-size:${size.body}px;fill:var(--soft)}`,
  ".arrow{fill:none;stroke:var(--line);stroke-width:1.4}.arrow.switched{stroke-dasharray:5 4}.tip,.tip-off{fill:var(--line)}",
  `.label{font-size:${size.label}px;fill:var(--soft)}`,
].join("");
