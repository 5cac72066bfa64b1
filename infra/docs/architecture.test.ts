import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { root } from "../paths";
import { missing, readCoverage, readReference } from "./coverage";
import { arrows, isProved, parts, resourcesOf } from "./diagram";
import { documents, readDocument, render } from "./documents";
import { type Inventory, openInventory } from "./inventory";

let inventory: Inventory;
beforeAll(async () => {
  inventory = await openInventory();
});

const entries = readCoverage(readDocument("docs/architecture.md"));
const covered = entries.filter(({ id }) => /^[FKR]\d+$/.test(id));

test("every feature, service and practice is covered, and every reference exists", () => {
  const ids = covered.map(({ id }) => id);
  expect(ids).toEqual([...numbered("F", 10), ...numbered("K", 23), ...numbered("R", 14)]);
  expect(entries.length - covered.length, "failures").toBeGreaterThanOrEqual(12);
  const lost = entries.flatMap(({ id, references }) =>
    references.map((reference) => [id, missing(reference, inventory)]),
  );
  expect(lost.filter(([, why]) => why !== null)).toEqual([]);
});

test("every AWS service is backed by a deployed resource", () => {
  const services = covered.filter(({ id }) => id.startsWith("K"));
  expect(services.filter(({ references }) => !references.some(({ kind }) => kind === "resource"))).toEqual(
    [],
  );
});

test("a reference of any kind to something that does not exist is missing", () => {
  const gone = [
    "`sqs:Queue NoSuchQueue*`",
    "`lb:LoadBalancer` with `nothing like this`",
    "switch `toString`",
    "[`cart`](../packages/core/src/cart/gone.ts)",
    "[`coverage` `neverExported`](../infra/docs/coverage.ts)",
    "[“a test that does not exist”](../infra/docs/architecture.test.ts)",
    "[“a check that does not exist”](../infra/checks/edge.ts)",
    "[“a test in a missing file”](../infra/docs/gone.test.ts)",
  ];
  for (const text of gone) expect(missing(readReference(text), inventory), text).toEqual(expect.any(String));
  expect(() => readReference("9 × SQS queue")).toThrow("unreadable reference");
});

test("a service without its resources is missing", () => {
  const cut = (resources: Inventory["all"]) =>
    resources.filter(({ type }) => !/^aws:(sfn|wafv2|lb|sns)\//.test(type));
  const poorer = { always: cut(inventory.always), all: cut(inventory.all) };
  const missed = entries.filter(({ references }) => references.some((one) => missing(one, poorer) !== null));
  expect(missed.map(({ id }) => id)).toEqual(expect.arrayContaining(["F8", "K3", "K13", "K15", "K20"]));
});

test("the committed documents are up to date", () => {
  expect(Object.keys(documents)).not.toHaveLength(0);
  for (const [path, blocks] of Object.entries(documents))
    expect(readDocument(path) === render(path, blocks(inventory)), `${path}: run npm run docs`).toBe(true);
});

test("every link of the documents leads to a file", () => {
  const links = Object.keys(documents).flatMap((path) =>
    [...readDocument(path).matchAll(/\]\(([^)#]+)\)/g)].map(([, to = ""]) => to),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((to) => !existsSync(join(root, "docs", decodeURIComponent(to))))).toEqual([]);
});

test("every box of the overview is a deployed resource, and every dashed one needs its switch", () => {
  expect(parts.filter(({ resource }) => !resource).map(({ id }) => id)).toEqual([
    "shopper",
    "stripe",
    "operator",
  ]);
  for (const part of parts) {
    if (!part.resource) continue;
    expect(resourcesOf(part, inventory).length, part.id).toBeGreaterThan(0);
    if (part.switch)
      expect(resourcesOf(part, { ...inventory, all: inventory.always }), `${part.id} is dashed`).toEqual([]);
  }
});

test("every arrow of the overview is a link, a permission or a rule of the stage", () => {
  const ids = parts.map(({ id }) => id);
  for (const arrow of arrows) {
    const name = `${arrow.from} to ${arrow.to}`;
    expect(ids, name).toEqual(expect.arrayContaining([arrow.from, arrow.to]));
    if (!arrow.because) expect(name).toBe("shopper to stripe");
    else expect(isProved(arrow, inventory.always) || isProved(arrow, inventory.all), name).toBe(true);
  }
  const [arrow] = arrows.filter(({ because }) => because?.[0]?.[1]);
  expect(
    isProved({ ...arrow, from: "", to: "", because: [["iam:Role", "iam:PassAnything"]] }, inventory.all),
  ).toBe(false);
});

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
