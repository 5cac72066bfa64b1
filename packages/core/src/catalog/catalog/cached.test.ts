import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { Merchandising } from "@securecart/core/merchandising";
import { Resource } from "sst";
import { afterEach, beforeEach, expect, test } from "vitest";
import { product } from "#test/fixtures";
import { type RedisStandIn, startRedis } from "#test/redis";
import { close } from "../../platform/cache/redis";

const linked = { cache: Resource.Cache.url, shop: Resource.Shop.url };
let redis: RedisStandIn;
let revalidated: string[] = [];
const asked: string[] = [];
const storefront = createServer((request, response) => {
  request.on("data", (data) => revalidated.push(...JSON.parse(String(data)).tags));
  request.on("end", () => response.end());
});

beforeEach(async () => {
  redis = await startRedis();
  Object.assign(Resource.Cache, { url: redis.url });
  await new Promise<void>((resolve) => storefront.listen(0, "127.0.0.1", resolve));
  Object.assign(Resource.Shop, { url: `http://127.0.0.1:${(storefront.address() as AddressInfo).port}` });
  revalidated = [];
  Dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        asked.push(commandName);
        return next(args);
      },
    { name: "asked", step: "initialize" },
  );
});

afterEach(async () => {
  Dynamo.client.middlewareStack.remove("asked");
  close();
  Object.assign(Resource.Cache, { url: linked.cache });
  Object.assign(Resource.Shop, { url: linked.shop });
  await redis.stop();
  storefront.closeAllConnections();
  await new Promise((resolve) => storefront.close(resolve));
});

test("1,000 simultaneous reads of an uncached page are one request to the table", async () => {
  const { slug } = await product({ stock: 0 });
  asked.length = 0;
  const pages = await Promise.all(Array.from({ length: 1_000 }, () => Catalog.shown({ slug })));
  expect(pages.every((page) => page?.product.slug === slug)).toBe(true);
  expect(asked).toHaveLength(1);
  expect(pages[0]).toEqual(await Catalog.bySlug({ slug }));
});

test("a saved price is shown at once, and charges read it from the table", async () => {
  const { slug, sku } = await product({ stock: 0 });
  const [variant] = (await Catalog.shown({ slug }))?.variants ?? [];
  expect(variant?.prices.USD).toBe(2500);
  const { product: before } = (await Catalog.bySlug({ slug })) ?? {};
  await Catalog.saveProduct({
    ...(before as Catalog.Product),
    variants: [
      {
        sku,
        options: {},
        prices: { USD: 1900, EUR: 1800 },
        image: 0,
        weightGrams: 300,
        taxClass: "standard",
        status: "active",
      },
    ],
  });
  expect((await Catalog.shown({ slug }))?.variants[0]?.prices.USD).toBe(1900);
  expect((await Catalog.variant({ sku }))?.prices.USD).toBe(1900);
});

test("a change by another process is shown once its event is handled", async () => {
  const { slug, productId } = await product({ stock: 3 });
  expect((await Catalog.shown({ slug }))?.product.inStock).toBe(false);
  await Merchandising.publish({ slug, categories: ["mugs"] }, "catalog.product_changed");
  expect((await Catalog.shown({ slug }))?.product).toMatchObject({ productId, inStock: true });
  expect(revalidated).toEqual([`product:${slug}`, "category:mugs", "catalog"]);
});

test("without the cache the pages are revalidated nevertheless, and the event is handled again", async () => {
  const { slug } = await product({ stock: 0 });
  await redis.stop();
  const publishing = Merchandising.publish({ slug, categories: [] }, "catalog.product_changed");
  await expect(publishing).rejects.toThrow("The cache does not respond.");
  expect(revalidated).toEqual([`product:${slug}`, "catalog"]);
  expect(await Catalog.shown({ slug })).toMatchObject({ product: { slug } });
  await expect(
    Catalog.saveCategory({
      slug,
      name: slug,
      description: "-",
      position: 9,
      image: { key: "a", alt: "a", width: 1, height: 1 },
    }),
  ).resolves.toBeUndefined();
});
