import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SwitchName, switches } from "../../stacks/config";
import { root } from "../paths";
import type { Resource } from "./standing";

/** Where something has its place. Each kind is looked up, so that a place that is gone is noticed. */
export type Evidence =
  | { kind: "resource"; type: string; name: RegExp; with: ((inputs: Resource["inputs"]) => boolean) | null }
  | { kind: "switch"; name: SwitchName }
  | { kind: "code"; path: string; exports: string[] }
  | { kind: "test"; path: string; named: string };

export type Entry = {
  id: string;
  name: string;
  /** How it is done here, in a sentence or two. */
  how: string;
  evidence: Evidence[];
};

export type Inventory = {
  /** What the production stage creates as it is configured. */
  always: readonly Resource[];
  /** The same with every switch on. */
  all: readonly Resource[];
};

export const resource = (
  type: string,
  name = /./,
  inputs: ((inputs: Resource["inputs"]) => boolean) | null = null,
): Evidence => ({ kind: "resource", type, name, with: inputs });

/** A switch that is off by default. */
export const turn = (name: SwitchName): Evidence => ({ kind: "switch", name });

export const code = (path: string, ...exports: string[]): Evidence => ({ kind: "code", path, exports });

export const proof = (path: string, named: string): Evidence => ({ kind: "test", path, named });

/** What every stage promises, checked on each synthesis and broken by a planted mistake. */
export const promise = (file: string, named: string): Evidence => proof(`infra/checks/${file}.ts`, named);

/** Where a module of the domain is, and where its handlers are. */
export const core = (path: string) => `packages/core/src/${path}`;
export const handlers = (path: string) => `packages/functions/src/${path}`;

/** What is wrong with a piece of evidence; null when it is there. */
export function missing(evidence: Evidence, inventory: Inventory): string | null {
  switch (evidence.kind) {
    case "resource":
      return matches(evidence, inventory.all).length + matches(evidence, inventory.always).length > 0
        ? null
        : `no resource ${evidence.type} is called like ${evidence.name}`;
    case "switch":
      return Object.hasOwn(switches, evidence.name) ? null : `there is no switch ${evidence.name}`;
    case "code":
      return missingCode(evidence);
    case "test":
      return hasTest(evidence.path, evidence.named)
        ? null
        : `${evidence.path} has no test "${evidence.named}"`;
  }
}

/** The resources that a piece of evidence means, in the one inventory or the other. */
export function matches(
  { type, name, with: fits }: Extract<Evidence, { kind: "resource" }>,
  resources: readonly Resource[],
): readonly Resource[] {
  return resources.filter(
    (found) => found.type === type && name.test(found.name) && (fits === null || fits(found.inputs)),
  );
}

function missingCode({ path, exports }: Extract<Evidence, { kind: "code" }>): string | null {
  if (!existsSync(join(root, path))) return `there is no ${path}`;
  const gone = exports.find((name) => !exportsName(textOf(path), name));
  return gone ? `${path} exports no ${gone}` : null;
}

function exportsName(text: string, name: string): boolean {
  const declared = new RegExp(`^export (?:async )?(?:function\\*?|const|class|type|let) ${name}\\b`, "m");
  const listed = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\}`, "m");
  return (
    declared.test(text) || listed.test(text) || new RegExp(`^export default .*\\b${name}\\b`, "m").test(text)
  );
}

/** A test by its name, wherever in the file it stands and however the formatter broke its line. */
function hasTest(path: string, named: string): boolean {
  if (!existsSync(join(root, path))) return false;
  if (path.startsWith("infra/checks/")) return textOf(path).includes(`\n  "${named}":`);
  return [...textOf(path).matchAll(/\btest(?:\.\w+\([^)]*\))?\(\s*(["'`])(.*?)\1/g)].some(
    ([, , name]) => name === named,
  );
}

const textOf = (path: string) => readFileSync(join(root, path), "utf8");
