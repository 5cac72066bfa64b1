import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Consumer } from "@securecart/core/topology";
import type { Context } from "aws-lambda";
import { Refusal } from "../refusal";

/** A Lambda handler as the runtime calls it. */
export type Handler = (event: unknown, context: Context) => unknown;

const extensions = [".ts", ".mts", ".js", ".mjs"];

/** Loads the handlers of these consumers from `file.export` paths below `root`. Throws a refusal that lists all missing ones. */
export async function loadHandlers(
  root: string,
  consumers: readonly Consumer[],
): Promise<Map<string, Handler>> {
  const paths = [...new Set(consumers.map(({ handler }) => handler))];
  const files = paths.map((path) => ({ path, ...locate(root, path) }));
  const missing = files.filter(({ file }) => file === undefined);
  if (missing.length > 0)
    throw new Refusal(`These handlers are missing:\n${missing.map(({ path }) => `  ${path}`).join("\n")}`);
  const loaded = files.map(
    async ({ path, file, exported }) => [path, await load(path, file ?? "", exported)] as const,
  );
  return new Map(await Promise.all(loaded));
}

/** Finds the file and export of a handler path: `packages/x/y.handler` is the export `handler` of `packages/x/y.ts`. */
function locate(root: string, path: string): { file: string | undefined; exported: string } {
  const dot = path.lastIndexOf(".");
  const base = join(root, path.slice(0, dot));
  return {
    file: extensions.map((end) => base + end).find((file) => existsSync(file)),
    exported: path.slice(dot + 1),
  };
}

async function load(path: string, file: string, exported: string): Promise<Handler> {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const handler = module[exported];
  if (!isHandler(handler)) throw new Refusal(`${path} is not a function: ${file} has no export ${exported}.`);
  return handler;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}
