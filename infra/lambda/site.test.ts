import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../packages/local/src/testing";
import { deploy } from "../rehearsal/deploy";
import { openSite, type Site, seed } from "../site";
import { openCache, takeRevalidations } from "./cache";
import { startDeployed } from "./function";
import { shopper } from "./shopper";
import { type Lambda, startLambda } from "./start";

let cloud: Cloud;
let site: Site;
let cache: Record<string, string>;

beforeAll(async () => {
  site = await openSite();
  cloud = await startCloud({ worker: false, stripe: false });
  await seed(cloud);
  cache = await openCache(cloud, site.folder);
});
afterAll(() => cloud.stop());

const bundle = (also: Record<string, string> = {}) =>
  startLambda({
    folder: join(site.folder, ".open-next/server-functions/default"),
    handler: "index.handler",
    environment: { ...cloud.env, ...cache, ...also },
  });
const before = (file: string) => ({ NODE_OPTIONS: `--import ${new URL(file, import.meta.url).href}` });
const archive = async () => startDeployed(await deploy(), /^StorefrontServer.*Function$/, cloud, cache);

describe.each([
  ["the bundle of OpenNext", () => bundle()],
  ["the archive that SST uploads", archive],
])("%s", (_name, start) => {
  let server: Lambda;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  test("streams, and serves the home page with its products", async () => {
    expect(server.streaming).toBe(true);
    const { status, text } = await shopper(server.url).get("/");
    expect(status, server.log()).toBe(200);
    expect(products(text).length).toBeGreaterThan(2);
  });

  test("serves the pages of the build from the cache", async () => {
    expect(cacheOf(await shopper(server.url).get("/")), server.log()).toBe("HIT");
  });

  test("serves a product, and a 404 for an unknown one", async () => {
    const someone = shopper(server.url);
    const [path = ""] = products((await someone.get("/")).text);
    const product = await someone.get(path);
    expect(product.status).toBe(200);
    expect(product.text).toContain("Add to cart");
    expect((await someone.get("/product/no-such-product")).status).toBe(404);
  });

  test("reports health after a read of the table", async () => {
    const { status, text } = await shopper(server.url).get("/api/health");
    expect([status, JSON.parse(text)]).toEqual([200, { status: "ok" }]);
  });

  test("runs a server action that adds to the cart", async () => {
    const someone = shopper(server.url);
    const [path = ""] = products((await someone.get("/")).text);
    const added = await someone.submit(path, "sku", { quantity: "2" });
    expect(added.status, server.log()).toBeLessThan(400);
    expect([...someone.cookies.keys()]).toContain("cart");
    const { text } = await someone.get("/cart");
    expect(text).toContain(`href="${path}`);
    expect(text).toMatch(/name="quantity:[^"]+"[^>]*value="2"/);
  });
});

test("a page is rendered again only after the catalog revalidates it", async () => {
  const server = await bundle();
  try {
    const someone = shopper(server.url);
    const { path, slug, name } = await rename(server);
    expect((await someone.get(path)).text).not.toContain(name);
    const { Revalidation } = await import("@securecart/core/revalidation");
    await Revalidation.send([`product:${slug}`]);
    // The tag is written after the response, and so is the new page: the next test reads it.
    const soon = { timeout: 30_000, interval: 200 };
    await expect.poll(async () => (await someone.get(path)).text, soon).toContain(name);
    await expect.poll(async () => cacheOf(await someone.get(path)), soon).toBe("HIT");
  } finally {
    await server.stop();
  }
});

test("an expired page is served once more and revalidated in the background", async () => {
  const server = await bundle(before("./ahead.mjs"));
  const renewer = await startLambda({
    folder: join(site.folder, ".open-next/revalidation-function"),
    handler: "index.handler",
    environment: { ...cloud.env, ...before("./plain.mjs") },
  });
  try {
    const someone = shopper(server.url);
    const { path, name } = await rename(server);
    expect((await someone.get(path)).text).not.toContain(name);
    // Requests within five minutes queue one revalidation.
    const revalidations = await takeRevalidations(cloud);
    const queued = revalidations.Records.filter(({ body }) => JSON.parse(body).url === path);
    expect(queued, server.log()).toHaveLength(1);
    // Each server of this test has its own host, and an earlier one may have queued the page.
    const host = new URL(server.url).host;
    const wanted = queued.map(({ messageId, body }) => ({
      messageId,
      body: JSON.stringify({ ...JSON.parse(body), host }),
    }));
    expect(await renewer.invoke({ Records: wanted }), renewer.log()).toMatchObject({ batchItemFailures: [] });
    expect((await someone.get(path)).text, server.log()).toContain(name);
    // It sends no user agent, which the firewall must therefore accept.
    expect(renewer.log()).toContain('"agent":null');
  } finally {
    await Promise.all([server.stop(), renewer.stop()]);
  }
});

/** Renames a product with a cached page, without revalidating the page. */
async function rename(server: Lambda) {
  // Before the import of the domain, which reads the shop's URL.
  Object.assign(process.env, cloud.env, {
    SST_RESOURCE_Shop: JSON.stringify({ name: "Shop", url: server.url }),
  });
  const { Catalog } = await import("@securecart/core/catalog");
  const someone = shopper(server.url);
  const [path = ""] = products((await someone.get("/")).text);
  const slug = path.split("/").at(-1) ?? "";
  // The cache is written after the response: until then each request would render the page.
  await expect
    .poll(async () => cacheOf(await someone.get(path)), { timeout: 30_000, interval: 200 })
    .toMatch(/HIT|STALE/);
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error(`No product ${slug}.`);
  const name = `${found.product.name.slice(0, 40)} ${randomUUID().slice(0, 8)}`;
  await Catalog.saveProduct({ ...found.product, variants: found.variants, name });
  return { path, slug, name };
}

/** Returns how the cache answered a request for a page. */
const cacheOf = ({ headers }: { headers: Headers }) =>
  headers.get("x-nextjs-cache") ?? headers.get("x-opennext-cache") ?? "";

const products = (html: string) =>
  [...html.matchAll(/href="(\/product\/[\w-]+)"/g)].map(([, path = ""]) => path);
