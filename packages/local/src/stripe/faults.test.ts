import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, sdk, startServer, until } from "./testing";

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const fault = (body: object) => server.control("requests/faults", body);
const named = async (email: string) => (await server.stripe.customers.list({ email })).data.length;

test("a second request with a key in flight is refused with 409", async () => {
  await fault({ path: "/v1/customers", method: "POST", slowMs: 700 });
  const idempotencyKey = "in-flight";
  const first = server.stripe.customers.create({ email: "slow@example.com" }, { idempotencyKey });
  await until(async () => JSON.stringify(await server.control("state")).includes('"times":0'));
  const second = await refusal(
    server.stripe.customers.create({ email: "slow@example.com" }, { idempotencyKey }),
  );
  expect(second).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
  const { id } = await first;
  const third = await server.stripe.customers.create({ email: "slow@example.com" }, { idempotencyKey });
  expect(third.id).toBe(id);
  expect(await named("slow@example.com")).toBe(1);
});

test.each([
  ["before the work", { when: "before", status: 503 }],
  ["after the work", { when: "after", status: 503 }],
  ["by a cut connection before the work", { when: "before" }],
  ["by a cut connection after the work", { when: "after" }],
])("after a response lost %s the SDK's retry creates only one object", async (name, how) => {
  const email = `${name.replaceAll(" ", "-")}@example.com`;
  await fault({ path: "/v1/customers", method: "POST", ...how });
  const retrying = sdk(server.url, { maxNetworkRetries: 2 });
  const { id } = await retrying.customers.create({ email });
  expect(id).toMatch(/^cus_/);
  expect(await named(email)).toBe(1);
});

test("after a cut connection only committed work exists", async () => {
  // Without the SDK, which resends once when a connection is reset, even without retries.
  const post = (email: string) =>
    fetch(`${server.url}/v1/customers`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_local" },
      body: new URLSearchParams({ email }),
    });
  await fault({ path: "/v1/customers", method: "POST", when: "before" });
  await expect(post("cut-before@example.com")).rejects.toThrow();
  expect(await named("cut-before@example.com")).toBe(0);
  await fault({ path: "/v1/customers", method: "POST", when: "after" });
  await expect(post("cut-after@example.com")).rejects.toThrow();
  expect(await named("cut-after@example.com")).toBe(1);
});

test("a fault about one object does not affect others", async () => {
  const { id } = await server.stripe.customers.create({ email: "other@example.com" });
  await fault({ path: "/v1/customers", about: "order7", status: 503, times: 2 });
  const create = (idempotencyKey: string, metadata: Record<string, string> = {}) =>
    server.stripe.customers.create({ email: "meant@example.com", metadata }, { idempotencyKey });
  await create("order8:page");
  expect((await refusal(create("order7:page"))).statusCode).toBe(503);
  expect((await refusal(create("another", { order: "order7" }))).statusCode).toBe(503);
  await server.stripe.customers.update(id, { name: "Somebody" });
  await fault({ path: "/v1/customers", about: id, status: 503 });
  expect((await refusal(server.stripe.customers.retrieve(id))).statusCode).toBe(503);
  await expect(fault({ path: "/v1/customers", about: 7 })).rejects.toThrow(/400/);
});

test("a server error is stored under its key and replayed", async () => {
  const idempotencyKey = "failed-inside";
  await fault({ path: "/v1/customers", method: "POST", status: 500, store: true });
  const create = () =>
    refusal(server.stripe.customers.create({ email: "inside@example.com" }, { idempotencyKey }));
  expect((await create()).statusCode).toBe(500);
  const again = await create();
  expect(again.statusCode).toBe(500);
  expect(again.headers?.["idempotent-replayed"]).toBe("true");
  expect(await named("inside@example.com")).toBe(0);
});

test("a rate limit is a 429 and does not use up the key", async () => {
  const idempotencyKey = "limited";
  await fault({ path: "/v1/customers", method: "POST", status: 429 });
  const error = await refusal(server.stripe.customers.create({}, { idempotencyKey }));
  expect(error).toMatchObject({ statusCode: 429, code: "rate_limit" });
  expect((await server.stripe.customers.create({}, { idempotencyKey })).id).toMatch(/^cus_/);
});

test("a key expires after a day", async () => {
  const idempotencyKey = "daily";
  const first = await server.stripe.customers.create({}, { idempotencyKey });
  await server.control("clock", { advanceSeconds: 24 * 3600 + 1 });
  const second = await server.stripe.customers.create({}, { idempotencyKey });
  expect(second.id).not.toBe(first.id);
});

test("only the configured API key is accepted", async () => {
  const locked = await startServer({ secretKey: "sk_test_other" });
  expect((await refusal(locked.stripe.customers.list())).statusCode).toBe(401);
  await locked.close();
});

test("malformed requests are a 4xx, never a 500", async () => {
  const headers = {
    authorization: "Bearer sk_test_local",
    "content-type": "application/x-www-form-urlencoded",
  };
  const bodies = [
    "a[__proto__][polluted]=1",
    "email[]=x&email[a]=y",
    "metadata=1&metadata[a]=2",
    "%%%=%ff",
    `${"a[".repeat(500)}=1`,
    "email[0][0][0]=x",
    "[]=1",
    "limit=NaN",
    "constructor=1",
  ];
  for (const body of bodies) {
    const response = await fetch(`${server.url}/v1/customers`, { method: "POST", headers, body });
    expect([body, response.status]).toEqual([body, 400]);
  }
  const big = await fetch(`${server.url}/v1/customers`, {
    method: "POST",
    headers,
    body: "a".repeat(2_000_000),
  });
  expect(big.status).toBe(413);
  for (const path of [
    "/v1/customers?limit=0",
    "/v1/customers?limit=abc",
    "/v1/customers?starting_after=cus_none",
  ])
    expect([path, (await fetch(server.url + path, { headers })).status]).toEqual([path, 400]);
  expect("polluted" in {}).toBe(false);
});

test("the control routes refuse invalid requests", async () => {
  await expect(server.control("clock", {})).rejects.toThrow(/400/);
  await expect(server.control("requests/faults", { path: "v1" })).rejects.toThrow(/400/);
  await expect(server.control("nothing", {})).rejects.toThrow(/404/);
  await expect(server.control("webhooks/redeliver", { event: "evt_none" })).rejects.toThrow(/404/);
  const page = await fetch(`${server.url}/_control/state`, { headers: { origin: "https://example.com" } });
  expect(page.status).toBe(403);
  expect(await server.control("health")).toEqual({ ok: true });
});
