import { randomUUID } from "node:crypto";
import { Catalog } from "@securecart/core/catalog";
import { type Image, Media } from "@securecart/core/media";
import { Shop } from "@securecart/core/shop";
import { Storage } from "@securecart/core/storage";
import sharp from "sharp";
import { expect, test } from "vitest";
import { product } from "#test/fixtures";

/** Creates a photo whose bytes no other test has. */
const photo = (width = 300, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: "#335577" } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: randomUUID() } })
    .toBuffer();

const fileOf = async (key: string) => {
  const found = await Media.picture({ key });
  return found && Buffer.from(await new Response(found.body).arrayBuffer());
};

/** Puts a file where browsers upload and confirms it, as the library does. */
async function uploaded(bytes: Uint8Array, name = "IMG_1.jpg") {
  const { mediaId } = await Media.ticket({});
  await Storage.put({
    bucket: "artifacts",
    key: `uploads/${mediaId}`,
    body: bytes,
    contentType: "image/jpeg",
  });
  await Media.confirm({ mediaId, name });
  return mediaId;
}

test("a picture stored from its bytes can be used at once, and again by the same bytes", async () => {
  const bytes = await photo();
  const image = await Media.store({ bytes, name: "C:\\photos\\mug.jpg", alt: " A mug " });
  expect(image).toMatchObject({ alt: "A mug", width: 300, height: 200 });
  for (const end of ["-320.webp", "-1280.webp", "-320.avif", "-1280.avif"])
    expect((await fileOf(`${image.key}${end}`))?.length).toBeGreaterThan(100);
  expect(await Media.store({ bytes, name: "other.jpg", alt: "" })).toEqual(image);
  const media = await Media.find({ mediaId: Media.idOf(image.key) ?? "" });
  expect(media).toMatchObject({ name: "mug.jpg", state: "ready", unused: "yes", bytes: bytes.length });
});

test("a file that is no picture is refused with a reason and leaves nothing", async () => {
  const bytes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><!-- ${randomUUID()} --></svg>`);
  await expect(Media.store({ bytes, name: "logo.jpg", alt: "" })).rejects.toMatchObject({
    code: "media.refused",
    message: Media.reasons.svg,
  });
});

test("an upload is prepared once and its file is deleted", async () => {
  const mediaId = await uploaded(await photo(2000, 1000));
  expect(await Media.find({ mediaId })).toMatchObject({ state: "uploaded", width: 0 });
  await Media.confirm({ mediaId, name: "again.jpg" });
  await Media.prepare({ mediaId });
  const ready = await Media.find({ mediaId });
  expect(ready).toMatchObject({ state: "ready", name: "IMG_1.jpg", width: 2000, height: 1000 });
  expect(await Storage.has({ bucket: "artifacts", key: `uploads/${mediaId}` })).toBe(false);
  await Media.prepare({ mediaId });
  expect(await Media.find({ mediaId })).toEqual(ready);
});

test("work that was killed in the middle ends the same when it is repeated", async () => {
  const bytes = await photo();
  const mediaId = await uploaded(bytes);
  const { key = "" } = (await Media.find({ mediaId })) ?? {};
  await Media.prepare({ mediaId });
  const first = await fileOf(`${key}-640.avif`);
  // Everything up to the last write happens again.
  await Storage.put({
    bucket: "artifacts",
    key: `uploads/${mediaId}`,
    body: bytes,
    contentType: "image/jpeg",
  });
  await Promise.allSettled([Media.prepare({ mediaId }), Media.prepare({ mediaId })]);
  expect(await Media.find({ mediaId })).toMatchObject({ state: "ready" });
  expect(await fileOf(`${key}-640.avif`)).toEqual(first);
});

test("a hostile upload is refused in plain words and serves nothing", async () => {
  const mediaId = await uploaded(Buffer.from("\xff\xd8\xff\xe0<html><script>alert(1)</script>", "latin1"));
  await Media.prepare({ mediaId });
  const media = await Media.find({ mediaId });
  expect(media).toMatchObject({ state: "refused", reason: Media.reasons.script });
  expect(await fileOf(`${media?.key}-640.webp`)).toBeNull();
  expect(await Media.byKeys([media?.key ?? ""])).toEqual(new Map());
});

/** Posts a form as a browser does. */
async function post(
  { url, fields }: { url: string; fields: Record<string, string> },
  file: Uint8Array,
  origin?: string,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(file)]), "x.jpg");
  return fetch(url, { method: "POST", body: form, redirect: "manual", headers: origin ? { origin } : {} });
}

test("a browser posts a file straight to the bucket, under our key and up to the limit", async () => {
  const ticket = await Media.ticket({});
  const shop = Shop.url();
  const large = Buffer.alloc(20 * 1024 * 1024, "x");
  const answer = await post(ticket, large, shop);
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([201, shop]);
  await Media.confirm({ mediaId: ticket.mediaId, name: "large.jpg" });
  await Media.prepare({ mediaId: ticket.mediaId });
  expect(await Media.find(ticket)).toMatchObject({ state: "refused", bytes: large.length });
  const elsewhere = { ...ticket, fields: { ...ticket.fields, key: "search/current.json" } };
  expect((await post(elsewhere, Buffer.from("x"), shop)).status).toBe(403);
  const unsigned = { ...ticket, fields: { ...ticket.fields, "X-Amz-Signature": "0".repeat(64) } };
  expect((await post(unsigned, Buffer.from("x"), shop)).status).toBe(403);
  const more = { ...ticket, fields: { ...ticket.fields, "Content-Type": "text/html" } };
  expect((await post(more, Buffer.from("x"), shop)).status).toBe(403);
  const tooLarge = await post(ticket, Buffer.alloc(100 * 1024 * 1024), shop);
  expect([tooLarge.status, await tooLarge.text()]).toEqual([400, "EntityTooLarge"]);
  expect((await post(ticket, Buffer.from("x"), "https://evil.example")).status).toBe(403);
});

test("the bucket tells only pages of the shop that they may send files", async () => {
  const { url } = await Media.ticket({});
  const ask = (origin: string) => fetch(url, { method: "OPTIONS", headers: { origin } });
  const allowed = await ask(Shop.url());
  expect([allowed.status, allowed.headers.get("access-control-allow-methods")]).toEqual([200, "POST"]);
  expect((await ask("https://evil.example")).status).toBe(403);
  expect((await fetch(url, { headers: { origin: Shop.url() } })).status).toBe(403);
});

test("a form without JavaScript returns to the library", async () => {
  const back = `${Shop.url()}/admin/media/uploaded`;
  const ticket = await Media.ticket({ back });
  const answer = await post(ticket, await photo(), "null");
  expect(answer.status).toBe(303);
  const to = new URL(answer.headers.get("location") ?? "");
  expect(`${to.origin}${to.pathname}`).toBe(back);
  expect(Media.idOfUpload(to.searchParams.get("key") ?? "")).toBe(ticket.mediaId);
  expect(Media.idOfUpload("search/current.json")).toBeNull();
});

test("an upload that did not arrive cannot be confirmed", async () => {
  const { mediaId } = await Media.ticket({});
  await expect(Media.confirm({ mediaId, name: "x.jpg" })).rejects.toMatchObject({ code: "media.missing" });
});

test("a used picture is not removed, and an unused one can be restored", async () => {
  const image = await Media.store({ bytes: await photo(), name: "a.jpg", alt: "" });
  const mediaId = Media.idOf(image.key) ?? "";
  const { productId } = await product();
  const save = async (images: Image[]) => {
    const stored = await Catalog.forStaff({ productId });
    if (!stored) throw new Error("The product is gone.");
    const { product: before, variants } = stored;
    await Catalog.saveProduct({ ...before, images, variants });
  };
  await save([image]);
  expect(await Media.usersOf(image.key)).toEqual([`product:${productId}`]);
  await Media.markUse({ keys: [image.key] });
  const used = await Media.find({ mediaId });
  expect(used?.unused).toBeUndefined();
  await expect(Media.remove({ mediaId, seen: 0 })).rejects.toMatchObject({ code: "media.in_use" });
  await save([]);
  expect(await Media.usersOf(image.key)).toEqual([]);
  await Media.markUse({ keys: [image.key] });
  expect(await Media.find({ mediaId })).toMatchObject({ unused: "yes" });
  await Media.remove({ mediaId, seen: 0 });
  expect(await Media.byKeys([image.key])).toEqual(new Map());
  await Media.restore({ mediaId, seen: 1 });
  expect((await Media.byKeys([image.key])).get(image.key)).toEqual(image);
});

test("two staff members who change one picture: the second sees it", async () => {
  const image = await Media.store({ bytes: await photo(), name: "b.jpg", alt: "" });
  const mediaId = Media.idOf(image.key) ?? "";
  await Media.change({ mediaId, seen: 0, alt: "A boat", focus: { x: 10, y: 90 } });
  expect((await Media.byKeys([image.key])).get(image.key)).toMatchObject({
    alt: "A boat",
    focus: { x: 10, y: 90 },
  });
  await expect(Media.change({ mediaId, seen: 0, alt: "A ship" })).rejects.toMatchObject({
    code: "media.changed",
  });
});

test("the library is searched by name and by alternative text, and paged", async () => {
  const mark = randomUUID();
  const image = await Media.store({ bytes: await photo(), name: `${mark}.jpg`, alt: "Blue" });
  expect((await Media.list({ q: mark.toUpperCase() })).rows.map(({ key }) => key)).toEqual([image.key]);
  expect((await Media.list({ q: mark, list: "unused" })).rows).toHaveLength(1);
  expect((await Media.list({ q: mark, list: "removed" })).rows).toHaveLength(0);
  expect((await Media.list({})).rows[0]?.key).toBe(image.key);
});
