import { createRequire } from "node:module";
import type { Synthesis, SynthesizedResource } from "./synthesize";

export type EdgeRequest = {
  uri: string;
  method?: string;
  host?: string;
  headers?: Readonly<Record<string, string>>;
};

/** The origin that CloudFront would use, or the response that it would send itself. */
export type EdgeResult = {
  origin?: { domainName: string; originAccessControlConfig?: { enabled: boolean; originType: string } };
  uri?: string;
  headers?: Record<string, { value: string }>;
  statusCode?: number;
};

type Handler = (event: object) => Promise<EdgeResult>;

/**
 * Returns the CloudFront Function of a synthesized router. It reads the routes from the key-value store, which SST's
 * providers fill.
 */
export function edgeOf(synthesis: Synthesis, router = "Router") {
  const code = functionCode(synthesis, `${router}CloudfrontFunctionRequest`);
  const store = keyValues(synthesis.resources);
  return async ({
    uri,
    method = "GET",
    host = "localhost",
    headers = {},
  }: EdgeRequest): Promise<EdgeResult> => {
    let origin: EdgeResult["origin"];
    const cloudfront = {
      kvs: () => ({
        get: async (key: string) => {
          const value = store.get(key);
          if (value === undefined) throw new Error(`There is no key ${key}.`);
          return value;
        },
      }),
      updateRequestOrigin: (to: NonNullable<EdgeResult["origin"]>) => {
        origin = { ...origin, ...to };
      },
    };
    // The edge runtime has only these two modules.
    const handler = new Function("cf", "require", `${code}\nreturn handler;`)(
      cloudfront,
      createRequire(import.meta.url),
    ) as Handler;
    const result = await handler(event({ uri, method, host, headers }));
    return { ...result, ...(origin && { origin }) };
  };
}

function functionCode({ resources, stage }: Synthesis, name: string): string {
  const found = resources.find((one) => one.type === "aws:cloudfront/function:Function" && one.name === name);
  if (!found) throw new Error(`${stage} has no CloudFront function ${name}.`);
  return String(found.inputs.code).replace(/^import cf from "cloudfront";$/m, "");
}

function keyValues(resources: readonly SynthesizedResource[]): Map<string, string> {
  const store = new Map<string, string>();
  for (const { inputs } of ending(resources, ".sst.aws.KvKeys"))
    for (const [key, value] of Object.entries(inputs.entries ?? {}))
      store.set(`${inputs.namespace}:${key}`, value);
  // All routes are one list under one key.
  const routes = Map.groupBy(
    ending(resources, ".sst.aws.KvRoutesUpdate"),
    ({ inputs }) => `${inputs.namespace}:${inputs.key}`,
  );
  for (const [key, entries] of routes)
    store.set(key, JSON.stringify(entries.map(({ inputs }) => inputs.entry)));
  return store;
}

function ending(resources: readonly SynthesizedResource[], end: string): SynthesizedResource[] {
  return resources.filter(({ name }) => name.endsWith(end));
}

function event({ uri, method, host, headers }: Required<EdgeRequest>) {
  const [path, query] = uri.split("?");
  const values = (entries: Iterable<[string, string]>) =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  return {
    version: "1.0",
    context: {},
    viewer: { ip: "203.0.113.7" },
    request: {
      method,
      uri: path,
      querystring: values(new URLSearchParams(query)),
      headers: { host: { value: host }, ...values(Object.entries(headers)) },
      cookies: {},
    },
  };
}
