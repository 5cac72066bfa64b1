import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { account } from "./outputs";

/** A function that a component requests to bundle. */
export type Build = {
  functionID: string;
  handler: string;
  bundle?: string;
  runtime: string;
  links: string[];
};

type Call = { method: string; params: [Record<string, string> & Build] };

/**
 * Starts the RPC server that SST's command line offers its components while Pulumi runs. It does not bundle handlers (the
 * rehearsal does), but file and export must exist.
 */
export async function openRpc(folder: string, transform: Transform, onBuild: (build: Build) => void) {
  const methods: Record<string, (given: Call["params"][0]) => unknown> = {
    "Provider.Aws.Bootstrap": ({ region }) => ({
      asset: "sst-asset-mock",
      assetEcrRegistryId: account,
      assetEcrUrl: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
      state: "sst-state-mock",
      appsyncHttp: "mock",
      appsyncRealtime: "mock",
    }),
    "Provider.Aws.Appsync": () => ({ http: "https://appsync.invalid", realtime: "wss://appsync.invalid" }),
    "Runtime.AddTarget": () => true,
    "Runtime.Build": (build) => {
      onBuild(build);
      return build.bundle ? reply(build.handler, build.bundle) : look(folder, build, transform);
    },
  };
  const server = createServer(async (request, response) => {
    const { method, params } = JSON.parse(await text(request)) as Call;
    const run = methods[method];
    try {
      if (!run) throw new Error(`rpc: can't find method ${method}`);
      response.end(JSON.stringify({ result: await run(params[0]), error: null }));
    } catch (error) {
      response.end(
        JSON.stringify({ result: null, error: error instanceof Error ? error.message : `${error}` }),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Turns a file of TypeScript into JavaScript and names its exports. */
export type Transform = (file: string) => Promise<{ code: string; exports: string[] }>;

async function look(folder: string, { functionID, handler }: Build, transform: Transform) {
  const name = extname(handler).slice(1);
  const path = handler.slice(0, -name.length - 1);
  const file = [".ts", ".tsx", ".mts", ".js", ".mjs"]
    .map((end) => join(folder, path + end))
    .find((at) => existsSync(at));
  if (!file) return reply(handler, "", [`${functionID}: ${handler} does not exist`]);
  const { code, exports } = await transform(file);
  if (!exports.includes(name)) return reply(handler, "", [`${functionID}: ${path} does not export ${name}`]);
  const out = join(folder, ".sst/handlers", functionID);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${basename(path)}.mjs`), code);
  return reply(`${basename(path)}.${name}`, out);
}

function reply(handler: string, out: string, errors: string[] = []) {
  return { handler, out, errors, sourcemaps: [] };
}
