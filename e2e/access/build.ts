import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { buildFolder, root } from "../../packages/local/src/services";

/** Page, method of a route handler, or server action of the shop. */
export type Endpoint =
  | { kind: "page" | "handler"; name: string; method: string; route: string }
  | { kind: "action"; name: string; id: string; routes: string[] };

/** Next's pages for missing addresses and for errors. */
const pagesOfNext = ["/_not-found", "/_global-error"];

const Paths = z.record(z.string(), z.string());
const Workers = z.record(z.string(), z.unknown());
const Actions = z.object({
  node: z.record(z.string(), z.object({ workers: Workers, filename: z.string(), exportedName: z.string() })),
});

/** Lists all endpoints of the pages that were built for this cloud, by name. */
export function endpointsOf(cloud: Readonly<Record<string, string | undefined>>): Endpoint[] {
  const server = join(root, buildFolder(cloud), "server");
  const read = <Shape extends z.ZodType>(name: string, shape: Shape): z.output<Shape> =>
    shape.parse(JSON.parse(readFileSync(join(server, name), "utf8")));
  const paths = Object.keys(read("app-paths-manifest.json", Paths));
  const actions = Object.entries(read("server-reference-manifest.json", Actions).node);
  return [
    ...paths.flatMap(pageOrHandler),
    ...actions.map(([id, { workers, filename, exportedName }]) => ({
      kind: "action" as const,
      name: `action ${filename.replace(/^app\//, "").replace(/\.tsx?$/, "")} ${exportedName}`,
      id,
      routes: Object.keys(workers).map((worker) =>
        routeOf(worker.replace(/^app/, "").replace(/\/page$/, "")),
      ),
    })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pageOrHandler(path: string): Endpoint[] {
  const route = routeOf(path.replace(/\/(page|route)$/, ""));
  if (pagesOfNext.includes(route)) return [];
  if (path.endsWith("/page")) return [{ kind: "page", name: `page ${route}`, method: "GET", route }];
  return methodsOf(path).map((method) => ({
    kind: "handler",
    name: `handler ${method} ${route}`,
    method,
    route,
  }));
}

/** Removes the folders in brackets, which only group files, from a path. */
const routeOf = (path: string) => path.replace(/\/\([^)]+\)/g, "") || "/";

/**
 * Reads the methods of a handler from its file, because the manifest lacks them. Handlers without a file are Next's.
 */
function methodsOf(path: string): string[] {
  const file = join(root, "app", `${path}.ts`);
  if (!existsSync(file)) return ["GET"];
  const source = readFileSync(file, "utf8");
  const exported = [...source.matchAll(/^export (?:async )?(?:function|const) ([A-Z]+)\b/gm)].map(
    ([, name]) => name,
  );
  const renamed = [...source.matchAll(/\bas ([A-Z]+)\b/g)].map(([, name]) => name);
  const known = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  return known.filter((method) => [...exported, ...renamed].includes(method));
}
