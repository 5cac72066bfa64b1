import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Media } from "@securecart/core/media";
import { Storage } from "@securecart/core/storage";
import sharp from "sharp";
import { afterEach, expect, test, vi } from "vitest";
import { product } from "#test/fixtures";

afterEach(() => vi.useRealTimers());

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });

/** Creates a photo whose bytes no other test has. */
const photo = () =>
  sharp({ create: { width: 90, height: 60, channels: 3, background: "#224466" } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: randomUUID() } })
    .toBuffer();

async function stored(alt = "") {
  const bytes = await photo();
  const image = await Media.store({ bytes, name: "photo.jpg", alt });
  return { image, mediaId: Media.idOf(image.key) ?? "" };
}

const actsOn = async (mediaId: string) =>
  (await Audit.list({ subject: `media:${mediaId}` })).rows.map(
    ({ action, outcome }) => `${action} ${outcome}`,
  );

/** Saves the pictures of a product as its form does. */
async function savePictures(productId: string, images: { key: string; alt: string }[], pick = 0) {
  const found = await Catalog.forStaff({ productId });
  if (!found) throw new Error("The product is missing.");
  const { product: before, variants } = found;
  await Admin.saveProduct({
    ...by(),
    productId,
    seen: before.version ?? 0,
    name: before.name,
    slug: before.slug,
    summary: before.summary,
    description: "",
    categorySlug: before.categorySlug,
    brand: before.brand,
    tags: before.tags,
    seoTitle: "",
    seoDescription: "",
    status: before.status,
    options: [],
    images,
    variants: variants.map((variant) => ({ ...Catalog.fieldsOf(variant), was: variant.sku, image: pick })),
    defaults: {
      sku: "",
      barcode: "",
      prices: { USD: null, EUR: null },
      compareAt: { USD: null, EUR: null },
      weightGrams: 0,
    },
    isFilled: false,
  });
  return Catalog.forStaff({ productId });
}

test("an upload, a change, a removal and a refusal are recorded", async () => {
  const { mediaId: uploaded } = await Media.ticket({});
  await Storage.put({
    bucket: "artifacts",
    key: `uploads/${uploaded}`,
    body: "x",
    contentType: "text/plain",
  });
  for (const _ of [1, 2])
    await Admin.addPicture({ actor: "staff:ada@example.com", mediaId: uploaded, name: "x.jpg" });
  expect(await actsOn(uploaded)).toEqual(["media.upload done"]);
  const { mediaId } = await stored();
  const change = { ...by(), mediaId, seen: 0, alt: "A lamp", focus: { x: 20, y: 30 } };
  await Admin.changePicture(change);
  await Admin.changePicture(change);
  await expect(Admin.changePicture({ ...change, ...by() })).rejects.toMatchObject({ code: "media.changed" });
  await Admin.removePicture({ ...by(), mediaId, seen: 1 });
  await Admin.restorePicture({ ...by(), mediaId, seen: 2 });
  expect(await actsOn(mediaId)).toEqual([
    "media.restore done",
    "media.remove done",
    "media.change refused",
    "media.change done",
  ]);
});

test("the file of a form is one picture of the library, once it is prepared, or is refused with the reason", async () => {
  const { actor } = by();
  const upload = async (bytes: Parameters<typeof Media.receive>[0]["bytes"]) => {
    const { mediaId } = await Media.receive({ bytes });
    const prepared = async () => {
      await expect.poll(async () => (await Media.find({ mediaId }))?.state).toBe("uploaded");
      await Media.prepare({ mediaId });
    };
    const uploading = Admin.uploadPicture({ actor, bytes, name: "photo.jpg" });
    const [result] = await Promise.allSettled([uploading, prepared()]);
    return { mediaId, result };
  };
  const bytes = await photo();
  const { mediaId, result } = await upload(bytes);
  expect(result).toMatchObject({ status: "fulfilled", value: { width: 90, height: 60 } });
  const again = await Admin.uploadPicture({ actor, bytes, name: "again.jpg" });
  expect(result).toMatchObject({ value: again });
  expect(await actsOn(mediaId)).toEqual(["media.upload done"]);
  const refused = await upload(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" id="${randomUUID()}"/>`));
  expect(refused.result).toMatchObject({
    status: "rejected",
    reason: { code: "media.refused", message: Media.reasons.svg },
  });
});

test("a product gets pictures of the library in order, each variant one of them, and keeps its former ones", async () => {
  const { productId } = await product();
  const [first, second] = [await stored("Front"), await stored("Back")];
  const demo = (await Catalog.forStaff({ productId }))?.product.images[0];
  const saved = await savePictures(
    productId,
    [
      { key: second.image.key, alt: "" },
      { key: demo?.key ?? "", alt: "Demo" },
      { key: first.image.key, alt: "Seen from the front" },
    ],
    2,
  );
  expect(saved?.product.images).toEqual([
    second.image,
    { ...demo, alt: "Demo" },
    { ...first.image, alt: "Seen from the front" },
  ]);
  expect(saved?.variants[0]).toMatchObject({ image: 2, imageKey: first.image.key });
  expect(await Media.usersOf(first.image.key)).toEqual([`product:${productId}`]);
  await expect(Admin.removePicture({ ...by(), mediaId: first.mediaId, seen: 0 })).rejects.toMatchObject({
    code: "media.in_use",
  });
});

test("a new focal point reaches the products that use the picture, and refuses nobody who edits one", async () => {
  const { productId } = await product();
  const { image, mediaId } = await stored();
  const saved = await savePictures(productId, [image]);
  await Admin.changePicture({ ...by(), mediaId, seen: 0, alt: "", focus: { x: 5, y: 95 } });
  for (const _ of [1, 2]) await Catalog.refocus({ mediaId });
  const now = await Catalog.forStaff({ productId });
  expect(now?.product.images).toEqual([{ ...image, focus: { x: 5, y: 95 } }]);
  expect(now?.product.version).toBe(saved?.product.version);
});

test("a picture that was removed meanwhile is refused with its field", async () => {
  const { productId } = await product();
  const { image, mediaId } = await stored();
  await Admin.removePicture({ ...by(), mediaId, seen: 0 });
  await expect(savePictures(productId, [image])).rejects.toMatchObject({ field: "images.0.alt" });
});

test("a removed picture is deleted after a week, unless something came to use it meanwhile", async () => {
  const [gone, kept] = [await stored(), await stored()];
  const { productId } = await product();
  for (const { mediaId } of [gone, kept]) await Admin.removePicture({ ...by(), mediaId, seen: 0 });
  const found = await Catalog.forStaff({ productId });
  if (!found) throw new Error("The product is missing.");
  // An import that had stored the picture before it was removed saves its product after.
  await Catalog.saveProduct({ ...found.product, images: [kept.image], variants: found.variants });
  await Media.sweep();
  expect(await Media.find(gone)).not.toBeNull();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8 * 24 * 3600 * 1000 });
  await Media.sweep();
  expect(await Media.find(gone)).toBeNull();
  expect(await Media.picture({ key: `${gone.image.key}-640.webp` })).toBeNull();
  expect(await Media.find(kept)).toMatchObject({ state: "ready" });
  expect(await Media.picture({ key: `${kept.image.key}-640.avif` })).not.toBeNull();
});

test("unused pictures are removed together, and those in use stay", async () => {
  const [unused, used] = [await stored(), await stored()];
  const { productId } = await product();
  await savePictures(productId, [used.image]);
  // The mark of the second is not up to date yet.
  await Admin.removeUnusedPictures(by());
  expect(await Media.find(unused)).toMatchObject({ state: "removed" });
  expect(await Media.find(used)).toMatchObject({ state: "ready" });
});
