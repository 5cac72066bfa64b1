import { dirname, join, normalize } from "node:path";

/** The wings of core, from the bottom up: a module imports its own wing and those before it. */
export const wings = ["platform", "accounts", "catalog", "sales", "operations"] as const;

/** Modules of `platform` that speak to a service outside: only core itself uses them. */
const adapters = [
  "bus",
  "cache",
  "dynamo",
  "email",
  "queue",
  "sms",
  "storage",
  "stream",
  "stripe",
  "workflow",
];

const src = "packages/core/src/";
const importLine =
  /(?:^|\n)\s*(?:import|export)\b[^;"']*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s*"([^"]+)"/g;

/** Returns what a source file imports, as it is written there. */
export const importsOf = (source: string) =>
  [...source.matchAll(importLine)].map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? "");

/** Returns the path that an import of core means, below `packages/core/src`, or null when it means no file of core. */
function target(file: string, specifier: string): string | null {
  const alias = /^#(\w+)\/(.+)$/.exec(specifier);
  if (alias) return `${alias[1]}/${alias[2]}`;
  if (!specifier.startsWith(".")) return null;
  const path = normalize(join(dirname(file), specifier));
  return path.startsWith(src) ? path.slice(src.length) : null;
}

const moduleOf = (path: string) => path.split("/").slice(0, 2).join("/");
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

/**
 * Returns the imports that break the rules of core and app, one sentence each:
 * core imports only its own wing and those below, only through a module's index.ts, and no other module's entity; app
 * imports no adapter of an outside service. Tests may open any file.
 */
export function forbiddenImports(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [file, source] of files) {
    if (isTest(file)) continue;
    for (const specifier of importsOf(source)) {
      const problem = file.startsWith(src)
        ? problemInCore(file, specifier)
        : file.startsWith("app/") && adapters.some((name) => specifier === `@securecart/core/${name}`)
          ? "app imports an adapter of core: ask a domain module instead"
          : null;
      if (problem) found.push(`${file}: ${specifier}: ${problem}`);
    }
  }
  return found;
}

function problemInCore(file: string, specifier: string): string | null {
  if (specifier.startsWith("@securecart/core")) return "core imports itself by #wing/module";
  const path = target(file, specifier);
  if (!path) return null;
  const own = moduleOf(file.slice(src.length));
  const other = moduleOf(path);
  if (own === other) return null;
  const [from, to] = [own, other].map((name) => wings.findIndex((wing) => name.startsWith(`${wing}/`)));
  if (to === undefined || from === undefined || to < 0) return "no wing of core";
  if (to > from) return `${wings[from]} imports ${wings[to]}, a wing above it`;
  if (path.split("/").length > 2) return "only through the module's index.ts";
  return null;
}

/** Returns groups of core's modules that import each other in a circle; type imports count. */
export function cycles(files: ReadonlyMap<string, string>): string[][] {
  const arrows = new Map<string, Set<string>>();
  for (const [file, source] of files) {
    if (!file.startsWith(src) || isTest(file)) continue;
    const own = moduleOf(file.slice(src.length));
    const others = arrows.get(own) ?? new Set();
    arrows.set(own, others);
    for (const specifier of importsOf(source)) {
      const path = target(file, specifier);
      if (path && moduleOf(path) !== own) others.add(moduleOf(path));
    }
  }
  const reaches = (from: string) => {
    const seen = new Set<string>();
    const waiting = [...(arrows.get(from) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(arrows.get(next) ?? []));
    }
    return seen;
  };
  const reached = new Map([...arrows.keys()].map((name) => [name, reaches(name)]));
  const groups = new Map<string, string[]>();
  for (const [name, all] of reached) {
    if (!all.has(name)) continue;
    const circle = [...all].filter((other) => reached.get(other)?.has(name)).sort();
    groups.set(circle.join(), circle);
  }
  return [...groups.values()];
}

/** Returns how many modules and arrows between modules core has. */
export function size(files: ReadonlyMap<string, string>) {
  const modules = new Set<string>();
  const arrows = new Set<string>();
  for (const [file, source] of files) {
    if (!file.startsWith(src) || isTest(file)) continue;
    const own = moduleOf(file.slice(src.length));
    modules.add(own);
    for (const specifier of importsOf(source)) {
      const path = target(file, specifier);
      if (path && moduleOf(path) !== own) arrows.add(`${own} → ${moduleOf(path)}`);
    }
  }
  return { modules: modules.size, arrows: arrows.size };
}
