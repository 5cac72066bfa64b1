import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../packages/local/src/testing";
import { deploy } from "../rehearsal/deploy";
import { openSite, type Site, seed } from "../site";
import { openCache } from "./cache";
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

const bundle = () =>
  startLambda({
    folder: join(site.folder, ".open-next/server-functions/default"),
    handler: "index.handler",
    environment: { ...cloud.env, ...cache },
  });
const archive = async () => startDeployed(await deploy(), /^StorefrontServer.*Function$/, cloud, cache);

describe.each([
  ["the bundle that OpenNext made", bundle],
  ["the archive that SST uploads", archive],
])("%s", (_name, start) => {
  let server: Lambda;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  test("streams, and serves the home page with its products", async () => {
    expect(server.streaming).toBe(true);
    const { status, text } = await shopper(server.url).ask("/");
    expect(status, server.log()).toBe(200);
    expect(products(text).length).toBeGreaterThan(2);
  });

  test("finds the pages of the build in their cache", async () => {
    const { headers } = await shopper(server.url).ask("/");
    expect(headers.get("x-nextjs-cache") ?? headers.get("x-opennext-cache"), server.log()).toBe("HIT");
  });

  test("serves a product, and answers 404 for one that nobody sells", async () => {
    const someone = shopper(server.url);
    const [path = ""] = products((await someone.ask("/")).text);
    const product = await someone.ask(path);
    expect(product.status).toBe(200);
    expect(product.text).toContain("Add to cart");
    expect((await someone.ask("/product/no-such-product")).status).toBe(404);
  });

  test("answers that the shop is well, from its table", async () => {
    const { status, text } = await shopper(server.url).ask("/api/health");
    expect([status, JSON.parse(text)]).toEqual([200, { status: "ok" }]);
  });

  test("runs a server action: what was added is in the cart", async () => {
    const someone = shopper(server.url);
    const [path = ""] = products((await someone.ask("/")).text);
    const added = await someone.submit(path, "sku", { quantity: "2" });
    expect(added.status, server.log()).toBeLessThan(400);
    expect([...someone.cookies.keys()]).toContain("cart");
    const { text } = await someone.ask("/cart");
    expect(text).toContain(`href="${path}`);
    expect(text).toMatch(/name="quantity"[^>]*value="2"/);
  });
});

test("a page is made anew once the catalog says that it has changed, and not before", async () => {
  const server = await bundle();
  try {
    // Set before any module of the domain is read: it tells the shop's own address.
    const Shop = JSON.stringify({ name: "Shop", url: server.url });
    Object.assign(process.env, cloud.env, { SST_RESOURCE_Shop: Shop });
    const { Catalog } = await import("@securecart/core/catalog");
    const { Revalidation } = await import("@securecart/core/revalidation");
    const someone = shopper(server.url);
    const [path = ""] = products((await someone.ask("/")).text);
    const slug = path.split("/").at(-1) ?? "";
    expect((await someone.ask(path)).status).toBe(200);
    const found = await Catalog.bySlug({ slug });
    if (!found) throw new Error(`There is no ${slug}.`);
    const name = `${found.product.name} ${randomUUID().slice(0, 8)}`;
    await Catalog.saveProduct({ ...found.product, variants: found.variants, name });
    expect((await someone.ask(path)).text).not.toContain(name);
    await Revalidation.send([`product:${slug}`]);
    expect((await someone.ask(path)).text, server.log()).toContain(name);
  } finally {
    await server.stop();
  }
});

const products = (html: string) =>
  [...html.matchAll(/href="(\/product\/[\w-]+)"/g)].map(([, path = ""]) => path);
