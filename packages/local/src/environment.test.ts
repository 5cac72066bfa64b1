import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addresses, environment } from "./environment";
import { portsFrom } from "./ports";
import { root } from "./services";
import { loadTopology, type Switches, switchesOf, type Topology } from "./topology";

const consumer = { handler: "a.handler", timeoutSeconds: 1 };
const topology: Topology = {
  queues: [{ name: "OrderQueue", visibilitySeconds: 6, maxReceiveCount: 5, batchSize: 10, consumer }],
  rules: [],
  schedules: [],
  streamConsumers: [],
  routes: [],
  machines: [{ name: "Packing", definition: "packing.asl.json", functions: { Pack: consumer } }],
};
const folder = {
  path: "/data",
  shopName: "Alder & Tide",
  file: (name: string) => `/data/${name}`,
  secrets: {
    linkSecret: "link",
    revalidateSecret: "revalidate",
    stripeSecretKey: "sk_test_1",
    stripeWebhookSecret: "whsec_1",
  },
};
const of = (outside: Record<string, string> = {}) => environment(portsFrom(4000), folder, topology, outside);
const resource = (env: Record<string, string>, name: string) =>
  JSON.parse(env[`SST_RESOURCE_${name}`] ?? "null");

test("the SDK finds every service by IP, with dummy credentials", () => {
  expect(of()).toMatchObject({
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:4004",
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: "http://127.0.0.1:4004",
    AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:4003",
    AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4003",
    AWS_ENDPOINT_URL_SNS: "http://127.0.0.1:4001",
    AWS_ENDPOINT_URL_SESV2: "http://127.0.0.1:4001",
    AWS_ENDPOINT_URL_EVENTBRIDGE: "http://127.0.0.1:4001",
    AWS_ENDPOINT_URL_SFN: "http://127.0.0.1:4001",
    STRIPE_API_BASE: "http://127.0.0.1:4002",
    AWS_ACCESS_KEY_ID: "local",
    SECURECART_CLOCK_FILE: "/data/clock.json",
  });
});

test("the sst SDK finds every resource", () => {
  const env = of();
  expect(resource(env, "App")).toEqual({ name: "securecart", stage: "local" });
  expect(resource(env, "OrderQueue")).toMatchObject({ url: "http://127.0.0.1:4003/000000000000/OrderQueue" });
  expect(resource(env, "OrderQueueDeadLetters")).toMatchObject({
    url: expect.stringMatching(/OrderQueueDeadLetters$/),
  });
  expect(resource(env, "Packing")).toMatchObject({
    arn: "arn:aws:states:us-east-1:000000000000:stateMachine:Packing",
  });
  expect(resource(env, "Shop")).toEqual({ name: expect.any(String), url: "http://localhost:4000" });
  expect(resource(env, "LinkSecret").value).toBe("link");
  expect(resource(env, "StripeSecretKey").value).toBe("sk_test_1");
});

test("linked resources have the names and fields of the stacks' types", async () => {
  const env = environment(portsFrom(4000), folder, await loadTopology(undefined), {});
  const types = linkTypes();
  const names = namesIn(env).filter((name) => name !== "App");
  expect(names).not.toHaveLength(0);
  for (const name of names) {
    const fields = Object.keys(resource(env, name)).filter((field) => field !== "type");
    expect(types.get(name), name).toEqual(fields.sort());
  }
});

test("code reads only resources that are linked here", async () => {
  const linked = namesIn(environment(portsFrom(4000), folder, await loadTopology(undefined), {}));
  const read = ["app", "packages/core/src", "packages/functions/src", "packages/email/src"].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(root, part, name), "utf8").matchAll(/\bResource\.([A-Z]\w*)/g),
      ])
      .map(([, name]) => name ?? ""),
  );
  expect(read).toContain("Table");
  expect([...new Set(read)].filter((name) => !linked.includes(name))).toEqual([]);
});

const namesIn = (env: Record<string, string>) =>
  Object.keys(env).flatMap((name) => /^SST_RESOURCE_(\w+)$/.exec(name)?.[1] ?? []);

/** Returns the fields of each resource in the file that SST generates, without `type`. */
function linkTypes() {
  const types = readFileSync(join(root, "sst-env.d.ts"), "utf8").matchAll(
    /^ {4}"(\w+)": \{\n(.*?)^ {4}\}/gms,
  );
  return new Map(
    [...types].map(([, name, body = ""]) => [
      name,
      [...body.matchAll(/^ {6}"(\w+)": /gm)]
        .flatMap(([, field = ""]) => (field === "type" ? [] : field))
        .sort(),
    ]),
  );
}

test("a service with an external address is used with the merchant's credentials", () => {
  const outside = {
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:8000",
    STRIPE_API_BASE: "https://api.stripe.com",
    STRIPE_SECRET_KEY: "sk_test_own",
    AWS_ACCESS_KEY_ID: "mine",
    SECURECART_URL: "https://shop.example",
  };
  const env = of(outside);
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:8000",
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: "http://127.0.0.1:8000",
    AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:4003",
    AWS_ACCESS_KEY_ID: "mine",
  });
  expect(resource(env, "StripeSecretKey").value).toBe("sk_test_own");
  expect(resource(env, "Shop").url).toBe("https://shop.example");
  const where = addresses(portsFrom(4000), outside);
  expect([where.dynamo.external, where.stripe.external, where.queues.external]).toEqual([true, true, false]);
});

test("the cache and the reporting database are off until their addresses are set", async () => {
  expect([resource(of(), "Cache"), resource(of(), "Reporting")]).toMatchObject([{ url: "" }, { url: "" }]);
  const outside = { REDIS_URL: "redis://127.0.0.1:6379", REPORTING_URL: "postgres://127.0.0.1:5432/reports" };
  const env = of(outside);
  expect(resource(env, "Cache").url).toBe(outside.REDIS_URL);
  expect(resource(env, "Reporting").url).toBe(outside.REPORTING_URL);
  const names = async (switches: Switches) =>
    (await loadTopology(undefined, switches)).queues.map(({ name }) => name);
  expect(await names(switchesOf(of()))).not.toContain("ReportQueue");
  expect(await names(switchesOf(env))).toContain("ReportQueue");
  expect(resource(of({ ...env, ...outside }), "Reporting").url).toBe(""); // inside another cloud
});

test("a cloud started inside another uses its own services", () => {
  expect(of(environment(portsFrom(5000), folder, topology, {}))).toEqual({
    ...of(),
    NO_PROXY: expect.any(String),
  });
});
