import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Media } from "@securecart/core/media";
import { type Mapping, Transfer } from "@securecart/core/transfer";
import sharp from "sharp";
import { expect, test } from "vitest";
import { crash } from "#test/crash";
import { unique } from "#test/fixtures";

const actor = "staff:ada@example.com";
const by = () => ({ actor, requestId: randomUUID() });
const both = { others: "rate", rate: 0.9 } as const;

const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../test/cases/catalogs/${name}.csv`, import.meta.url)));

/** Sends a file, maps it and lets the worker check it. */
async function checked(text: string | Uint8Array, change: Partial<Mapping> = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const sent = { ...by(), fileName: "catalog.csv", size: bytes.length, part: 1, parts: 1 };
  const { importId } = await Transfer.receive(sent, bytes);
  await Transfer.advance({ importId });
  const { mapping } = await read(importId);
  if (mapping) await Transfer.map({ importId, ...by(), mapping: { ...mapping, ...change } });
  await Transfer.advance({ importId });
  return importId;
}

async function read(importId: string) {
  const found = await Transfer.find({ importId });
  if (!found) throw new Error(`There is no ${importId}.`);
  return found;
}

async function run(importId: string) {
  await Transfer.start({ importId, ...by() });
  await Transfer.advance({ importId });
  return read(importId);
}

const head =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Image Src,Status";

const shopify = (word: string) =>
  [
    head,
    `${word}-tee,Tee ${word},<p>Soft <b>cotton</b></p>,Acme,,"a, b",true,Size,S,${word}-S,200,4,19.90,,active`,
    `${word}-tee,,,,,,,,M,${word}-M,210,5,21.90,,`,
    `${word}-cap,Cap ${word},,Acme,,,true,Title,Default Title,,90,7,12,,active`,
  ].join("\n");

const many = (word: string, count: number) =>
  [
    head,
    ...Array.from(
      { length: count },
      (_, i) => `${word}-${i},P ${i},,,,,true,,,${word}-${i},1,${i},5,,active`,
    ),
  ].join("\n");

test("a file of Shopify is checked, imported, and changes nothing when it is imported again", async () => {
  const word = unique().toLowerCase();
  const importId = await checked(shopify(word), { ...both, withStock: true });
  expect(await read(importId)).toMatchObject({
    state: "checked",
    checked: { products: 2, variants: 3, created: 2, refused: 0 },
  });
  expect(await Catalog.bySlug({ slug: `${word}-tee` })).toBeNull();
  expect(await run(importId)).toMatchObject({
    state: "done",
    counts: { created: 2, changed: 0, refused: 0 },
  });
  const found = await Catalog.bySlug({ slug: `${word}-tee` });
  expect(found?.product).toMatchObject({
    name: `Tee ${word}`,
    brand: "Acme",
    tags: ["a", "b"],
    editor: actor,
  });
  expect(found?.variants).toMatchObject([
    { sku: `${word}-S`, options: { Size: "S" }, prices: { USD: 1990, EUR: 1791 }, weightGrams: 200 },
    { sku: `${word}-M`, options: { Size: "M" }, prices: { USD: 2190, EUR: 1971 } },
  ]);
  expect(await Inventory.levels({ skus: [`${word}-S`] })).toMatchObject({ [`${word}-S`]: { onHand: 4 } });
  const { rows } = await Audit.list({ subject: `product:${found?.product.productId}` });
  expect(rows).toMatchObject([
    { action: "catalog.import_product", actor, note: `Import ${importId}: catalog.csv` },
  ]);
  const again = await checked(shopify(word), { ...both, withStock: true });
  expect(await read(again)).toMatchObject({ state: "checked", checked: { created: 0, changed: 0, same: 2 } });
  expect(await run(again)).toMatchObject({ state: "done", counts: { same: 2, changed: 0 } });
  expect((await Catalog.bySlug({ slug: `${word}-tee` }))?.product.version).toBe(found?.product.version);
});

test("only what a file changes is changed, and the report names it", async () => {
  const word = unique().toLowerCase();
  await run(await checked(shopify(word), both));
  const text = shopify(word).replace("21.90", "25").replace(`Cap ${word}`, "Cap").replace(",12,", ",twelve,");
  const importId = await checked(text, both);
  expect(await Transfer.reportOf({ importId }, "check", 0)).toMatchObject([
    { lines: [2, 3], result: "changed", fields: ["Price USD of 1 variant", "Price EUR of 1 variant"] },
    { lines: [4], result: "refused", why: ["Line 4: “twelve” is not an amount. Write it like 19.90."] },
  ]);
  const row = await run(importId);
  expect(row.counts).toMatchObject({ changed: 1, refused: 1 });
  const refused: string[] = [];
  for await (const part of Transfer.refusedFile(row)) refused.push(part);
  expect(refused.join("")).toContain(
    `Line 4: “twelve” is not an amount. Write it like 19.90.,${word}-cap,Cap,`,
  );
});

test("a product without a price in each currency is imported as a draft, and keeps a price that it is given", async () => {
  const word = unique().toLowerCase();
  const importId = await checked(shopify(word));
  expect(await Transfer.reportOf({ importId }, "check", 0)).toMatchObject([
    { result: "created", notes: ["It has no price in EUR, so it is imported as a draft."] },
    { result: "created" },
  ]);
  await run(importId);
  await run(
    await checked(`sku,title,price EUR,status\n${word}-S,,17,active\n${word}-M,,18,active`, {
      currency: "EUR",
    }),
  );
  const found = await Catalog.bySlug({ slug: `${word}-tee` });
  expect(found?.variants.map(({ prices }) => prices)).toEqual([
    { USD: 1990, EUR: 1700 },
    { USD: 2190, EUR: 1800 },
  ]);
});

test.each([
  ["shopify-apparel", 20, 0],
  ["vendure-products", 53, 1],
  ["woocommerce-products", 13, 2],
])("%s is imported: %i products, and %i are refused", async (name, products, refused) => {
  // Other runs have the same addresses and SKUs; a prefix keeps the products of this one apart.
  const importId = await checked(sample(name));
  const { checked: counts } = await read(importId);
  expect(counts.created + counts.changed + counts.same).toBe(products);
  expect(counts.refused).toBe(refused);
});

test("a file with an emoji at the end of an example is read", async () => {
  const word = unique().toLowerCase();
  const name = `${"x".repeat(59)}🍵`; // an example has 60 characters, and an emoji is two of JavaScript's
  const importId = await checked(many(word, 2).replaceAll("P ", `${name} `));
  expect(await read(importId)).toMatchObject({ state: "checked", checked: { created: 2, refused: 0 } });
  expect((await read(importId)).examples).toContain(name);
});

test("an import that dies at any request goes on and ends with the same result", async () => {
  for (const at of [4, 9, 17, 26, 40, 61]) {
    const word = unique().toLowerCase();
    const importId = await checked(many(word, 6), { ...both, withStock: true });
    await Transfer.start({ importId, ...by() });
    await crash({ at, when: at % 2 === 0 ? "before" : "after" }, () => Transfer.advance({ importId }));
    await expireLease(importId);
    await Transfer.advance({ importId });
    expect(await read(importId)).toMatchObject({
      state: "done",
      counts: { created: 6, refused: 0, same: 0 },
    });
    const skus = Array.from({ length: 6 }, (_, i) => `${word}-${i}`);
    const levels = await Inventory.levels({ skus });
    expect(skus.map((sku) => levels[sku]?.onHand)).toEqual([0, 1, 2, 3, 4, 5]);
    const { productId = "" } = (await Catalog.variant({ sku: `${word}-3` })) ?? {};
    expect((await Audit.list({ subject: `product:${productId}` })).rows).toHaveLength(1);
  }
});

/** Ends the lease of a worker that died. */
async function expireLease(importId: string) {
  const row = await read(importId);
  if (row.leaseUntil) await Transfer.expire({ importId });
}

test("two imports of the same products at once leave each product once", async () => {
  const word = unique().toLowerCase();
  const ids = [await checked(many(word, 8), both), await checked(many(word, 8), both)];
  const done = await Promise.all(ids.map(run));
  expect(done.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(done.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(8);
  expect(done.reduce((sum, { counts }) => sum + counts.created + counts.same, 0)).toBe(16);
});

test("a stopped import saves nothing more, and goes on when it is started again", async () => {
  const word = unique().toLowerCase();
  const importId = await checked(many(word, 90), both);
  await Transfer.start({ importId, ...by() });
  await Transfer.advance({ importId }, { milliseconds: 1 });
  await Transfer.stop({ importId, ...by() });
  await Transfer.advance({ importId });
  expect(await read(importId)).toMatchObject({ state: "stopped", counts: { created: 40 } });
  expect(await Catalog.variant({ sku: `${word}-80` })).toBeNull();
  await expect(
    Transfer.map({ importId, ...by(), mapping: (await read(importId)).mapping as Mapping }),
  ).rejects.toMatchObject({ code: "transfer.busy" });
  expect(await run(importId)).toMatchObject({ state: "done", counts: { created: 90, same: 0 } });
});

test("pictures are fetched once, again when they were removed, and one that fails can be tried again", async () => {
  const word = unique().toLowerCase();
  const png = await sharp({
    create: { width: 40, height: 30, channels: 3, background: "red" },
  })
    .png()
    .toBuffer();
  const asked: string[] = [];
  let isReady = false;
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const isHere = request.url === "/a.png" || (isReady && request.url === "/late.png");
    response.writeHead(isHere ? 200 : 404, { "content-type": "image/png" }).end(isHere ? png : "");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  process.env.SECURECART_TEST_ORIGIN = origin;
  try {
    const text = [
      head,
      `${word}-a,A,,,,,true,,,${word}-A,1,1,5,${origin}/a.png,active`,
      `${word}-b,B,,,,,true,,,${word}-B,1,1,5,${origin}/late.png,active`,
    ].join("\n");
    const importId = await checked(text, both);
    expect((await read(importId)).checked).toMatchObject({ created: 2, pending: 2 });
    expect(await run(importId)).toMatchObject({
      state: "done",
      counts: { created: 2, pictures: 1, failedPictures: 1 },
    });
    const images = async (slug: string) => (await Catalog.bySlug({ slug }))?.product.images;
    expect(await images(`${word}-a`)).toMatchObject([{ width: 40, height: 30 }]);
    expect(await images(`${word}-b`)).toEqual([]);
    expect(await Transfer.reportOf({ importId }, "result-problems", 0)).toMatchObject([
      { title: "B", pictures: [{ url: `${origin}/late.png`, problem: "It doesn't exist there (404)." }] },
    ]);
    isReady = true;
    await Transfer.retryPictures({ importId, ...by() });
    await Transfer.advance({ importId });
    expect(await read(importId)).toMatchObject({ state: "done", counts: { pictures: 2, failedPictures: 0 } });
    expect(await images(`${word}-b`)).toHaveLength(1);
    expect(await read(await checked(text, both))).toMatchObject({ checked: { same: 2, pending: 0 } });
    expect(asked).toEqual(["/a.png", "/late.png", "/late.png"]);
    for (const slug of [`${word}-a`, `${word}-b`]) await removePictures(slug);
    expect(await run(await checked(text, both))).toMatchObject({
      counts: { pictures: 2, failedPictures: 0 },
    });
    expect(asked.slice(3)).toEqual(["/a.png"]); // the other address has the same picture
    expect(await images(`${word}-a`)).toMatchObject([{ width: 40, height: 30 }]);
  } finally {
    delete process.env.SECURECART_TEST_ORIGIN;
    server.close();
  }
});

/** Takes the pictures of a product away and removes those from the library that nothing else uses. */
async function removePictures(slug: string) {
  const page = await Catalog.bySlug({ slug });
  if (!page) throw new Error(`There is no ${slug}.`);
  const { product, variants } = page;
  const { editor: _, ...rest } = product;
  await Catalog.saveProduct({ ...rest, images: [], variants, seen: product.version ?? 0 });
  for (const { key } of product.images) {
    const mediaId = Media.idOf(key) ?? "";
    const media = await Media.find({ mediaId });
    const isUsed = (await Media.usersOf(key)).length > 0;
    if (media && !isUsed) await Media.remove({ mediaId, seen: media.edits });
  }
}

test("a file that is no list fails with a reason, and a part too many is refused", async () => {
  const importId = await checked(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]));
  expect(await read(importId)).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("Save it as CSV"),
  });
  const sent = { ...by(), fileName: "a.csv", size: 60 * 1024 * 1024, part: 1, parts: 13 };
  expect(() => Transfer.receive(sent, new Uint8Array(1))).toThrow("at most 50 MB");
});
