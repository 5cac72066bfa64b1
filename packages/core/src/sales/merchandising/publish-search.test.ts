import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Catalog } from "@securecart/core/catalog";
import { Merchandising } from "@securecart/core/merchandising";
import { Revalidation } from "@securecart/core/revalidation";
import { Search } from "@securecart/core/search";
import { Resource } from "sst";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "#test/eventually";
import { unique } from "#test/fixtures";
import { shirt } from "#test/shirt";

let tags: string[] = [];
let isDown = false;
const storefront = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const signature = String(request.headers["x-securecart-signature"]);
  if (!isDown) tags.push(...Revalidation.verify(body, signature).tags);
  response.writeHead(isDown ? 503 : 200).end("{}");
});
const { url } = Resource.Shop;

beforeAll(async () => {
  await new Promise<void>((done) => storefront.listen(0, "127.0.0.1", done));
  Object.assign(Resource.Shop, { url: `http://127.0.0.1:${(storefront.address() as AddressInfo).port}` });
});
beforeEach(() => {
  tags = [];
  isDown = false;
});
afterAll(() => {
  Object.assign(Resource.Shop, { url });
  storefront.close();
  storefront.closeAllConnections();
});

/** Saves a product in a category of its own and builds the index, as a process that ends before it tells the storefront. */
async function built() {
  const word = unique().toLowerCase();
  const category = `told-${word}`;
  await Catalog.saveProduct(shirt(word, { categorySlug: category }));
  await Search.rebuild();
  return `category:${category}`;
}

const publish = () => Merchandising.publishSearch(() => []);

test("listings that a build changed are revalidated by the next run when its own died before that, once", async () => {
  // A run of another test may come between two steps and revalidate them instead.
  await eventually(async () => {
    const first = await built();
    const second = await built();
    await publish();
    expect(tags).toEqual(expect.arrayContaining(["catalog", first, second]));
    tags = [];
    await publish();
    expect(tags).not.toContain(first);
  });
});

test("listings are revalidated again while the storefront does not confirm it", async () => {
  await eventually(async () => {
    const tag = await built();
    isDown = true;
    await expect(publish()).rejects.toThrow();
    isDown = false;
    await publish();
    expect(tags).toContain(tag);
  });
});
