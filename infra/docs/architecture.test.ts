import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { root } from "../paths";
import { arrows } from "./arrows";
import { drawArchitecture, labelOf, linesOf, partOf, resourcesOf, room, wayOf, widest } from "./diagram";
import { code, type Inventory, missing, proof, resource, turn } from "./evidence";
import { failures } from "./failures";
import { boxAt } from "./layout";
import { parts } from "./parts";
import { sections } from "./sections";
import { type Box, overlap } from "./svg";
import { openInventory } from "./synthesized";
import { documents } from "./write";

let inventory: Inventory;
beforeAll(async () => {
  inventory = await openInventory();
});

const entries = sections.flatMap(({ entries }) => entries);

test("no function, component or practice has lost its place", () => {
  const ids = entries.map(({ id }) => id);
  expect(ids).toEqual([...numbered("F", 10), ...numbered("K", 23), ...numbered("R", 14)]);
  const lost = [...entries, ...failures.map(({ what, evidence }) => ({ id: what, evidence }))].flatMap(
    ({ id, evidence }) => evidence.map((piece) => [id, missing(piece, inventory)]),
  );
  expect(lost.filter(([, why]) => why !== null)).toEqual([]);
  expect(entries.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
});

test("every component that is deployed is shown by a resource", () => {
  const components = entries.filter(({ id }) => id.startsWith("K"));
  expect(components.filter(({ evidence }) => !evidence.some(({ kind }) => kind === "resource"))).toEqual([]);
});

test("a place that is gone is noticed, of whatever kind it is", () => {
  const gone = [
    resource("aws:sqs/queue:Queue", /^NoSuchQueue/),
    resource("aws:lb/loadBalancer:LoadBalancer", /./, () => false),
    turn("toString" as never),
    code("packages/core/src/sales/cart/gone.ts"),
    code("packages/core/src/sales/cart/index.ts", "neverExported"),
    proof("infra/docs/architecture.test.ts", "nobody promised this"),
    proof("infra/docs/gone.test.ts", "a file that is gone"),
  ];
  for (const piece of gone) expect(missing(piece, inventory)).toEqual(expect.any(String));
});

test("without its resources a component is missed", () => {
  const [fewer, without] = [/^aws:(sfn|wafv2|lb|sns)\//, (all: Inventory["all"]) => all];
  const cut = (resources: Inventory["all"]) => without(resources).filter(({ type }) => !fewer.test(type));
  const poorer = { always: cut(inventory.always), all: cut(inventory.all) };
  const missed = entries.filter(({ evidence }) => evidence.some((piece) => missing(piece, poorer) !== null));
  expect(missed.map(({ id }) => id)).toEqual(expect.arrayContaining(["F8", "K3", "K13", "K15", "K20"]));
});

test("the picture that is committed is the one that the stage would be drawn as", () => {
  expect(committed("docs/architecture.svg"), outdated).toBe(drawArchitecture(inventory));
});

test("what is committed is what would be written now", () => {
  for (const [path, write] of Object.entries(documents))
    expect(committed(path) === write(inventory), `${path}: ${outdated}`).toBe(true);
});

test("every link of the documents leads somewhere", () => {
  const links = Object.keys(documents).flatMap((path) =>
    [...committed(path).matchAll(/\]\(([^)#]+)\)/g)].map(([, to = ""]) => to),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((to) => !existsSync(join(root, "docs", decodeURIComponent(to))))).toEqual([]);
});

test("every box of the picture stands for something that is deployed", () => {
  for (const part of parts) {
    if (part.kind === "outside") continue;
    expect(resourcesOf(part, inventory).length, part.id).toBeGreaterThan(0);
    if (part.behind) expect(part.is && inventory.always.filter(part.is), `${part.id} is dashed`).toEqual([]);
  }
});

test("every arrow of the picture is a link, a permission or a rule of the stage", () => {
  for (const { from, to, because } of arrows) {
    const outside = [from, to].some((id) => partOf(id).kind === "outside");
    if (!because) expect(outside, `${from} to ${to}`).toBe(true);
    else expect(because(inventory.always) || because(inventory.all), `${from} to ${to}`).toBe(true);
  }
});

test("in the picture nothing overlaps and no text leaves its box", () => {
  for (const part of parts) {
    const found = resourcesOf(part, inventory);
    expect(widest(part, found), `${part.id}: ${part.says(found)}`).toBeLessThanOrEqual(room(part));
    expect(linesOf(part, found).body.length, part.id).toBeLessThanOrEqual(2);
  }
  const boxes = parts.map((part) => ({ name: part.id, box: boxAt(part) }));
  const labels = arrows.flatMap((arrow) => {
    const label = labelOf(arrow);
    return label ? [{ name: `“${label.text}”`, box: label.box }] : [];
  });
  const lines = arrows.flatMap((arrow) =>
    stretches(arrow).map((box) => ({ name: `${arrow.from} to ${arrow.to}`, box })),
  );
  expect(clashes(boxes)).toEqual([]);
  expect(clashes([...boxes, ...labels])).toEqual([]);
  for (const label of labels)
    expect(
      lines.filter(({ box }) => overlap(box, label.box)).map(({ name }) => name),
      label.name,
    ).toEqual([]);
});

const outdated = "outdated; run npm run docs";

const committed = (path: string) => readFileSync(join(root, path), "utf8");

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

type Named = { name: string; box: Box };

const clashes = (things: readonly Named[]) =>
  things.flatMap((one, index) =>
    things
      .slice(index + 1)
      .flatMap((other) => (overlap(one.box, other.box) ? [`${one.name} and ${other.name}`] : [])),
  );

/** The stretches of an arrow as thin boxes. */
function stretches(arrow: (typeof arrows)[number]): Box[] {
  const points = wayOf(arrow);
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { x, y, width: Math.abs(from.x - to.x) + 0.5, height: Math.abs(from.y - to.y) + 0.5 };
  });
}
