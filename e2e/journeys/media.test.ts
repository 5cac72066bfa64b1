import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Media } from "@securecart/core/media";
import { phonePhoto, plainPicture, readPhoto } from "@securecart/core/test/photos";
import { examine, fitsScreen } from "../examine";
import { expect, product, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn } from "../staff";

type File = { name: string; mimeType: string; buffer: Buffer };

const jpeg = (name: string, buffer: Buffer): File => ({ name, mimeType: "image/jpeg", buffer });

/** Returns files that are no pictures, or more than pictures, each with a part of the reason. */
async function hostileFiles(): Promise<[File, string][]> {
  const [photo, gif, png] = await Promise.all([
    phonePhoto(400, 300),
    plainPicture("gif"),
    plainPicture("png"),
  ]);
  const jar = Buffer.from(
    "504b0304140000000000000000000000000000000000000000000500000041" +
      "2e6a6172" +
      "504b01021400140000000000000000000000000000000000000000000500000000000000000000000000000000" +
      "00412e6a6172" +
      "504b05060000000001000100330000002300000000" +
      "00",
    "hex",
  );
  const directory = jar.indexOf("PK\x01\x02", 0, "latin1");
  jar.writeUInt32LE(jar.lastIndexOf("PK\x05\x06", undefined, "latin1") - directory, jar.length - 10);
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  return [
    [
      jpeg("drawing.jpg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)),
      "SVG drawings",
    ],
    [
      jpeg("page.jpg", Buffer.from("\xff\xd8\xff\xe0<html><script>alert(1)</script>", "latin1")),
      "contains a program",
    ],
    [{ name: "jar.gif", mimeType: "image/gif", buffer: Buffer.concat([gif, jar]) }, "archive at once"],
    [jpeg("cut.jpg", photo.subarray(0, photo.length / 2)), "damaged or incomplete"],
    [{ name: "bomb.png", mimeType: "image/png", buffer: bomb }, /damaged|megapixels/.source],
    [jpeg("empty.jpg", Buffer.alloc(0)), "is empty"],
    [jpeg("paper.jpg", Buffer.from("%PDF-1.7\n")), "PDF document"],
    [jpeg("huge.jpg", Buffer.alloc(30 * 1024 * 1024)), "larger than 25 MB"],
  ];
}

const upload = (page: Page, name: string) =>
  page.getByRole("list", { name: "Uploads" }).getByRole("listitem").filter({ hasText: name });

test("hostile files are refused in plain words, and a phone photo stands upright in the shop without its place", async ({
  page,
  request,
}, info) => {
  test.setTimeout(3 * 60_000);
  const { productId, slug } = await product();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/media");
  const hostile = await hostileFiles();
  const photo = jpeg(`IMG_${Date.now()}.jpg`, await phonePhoto(7728, 5152));
  const chooser = page.getByLabel("Drop pictures here, or choose them");
  const files = [photo, ...hostile.map(([file]) => file)];
  for (const { name, buffer } of files) writeFileSync(info.outputPath(name), buffer);
  await chooser.setInputFiles(
    files.map(({ name }) => info.outputPath(name)),
    { timeout: 60_000 },
  );
  await expect(upload(page, photo.name)).toContainText("Ready", { timeout: 60_000 });
  for (const [{ name }, reason] of hostile)
    await expect(upload(page, name), name).toContainText(new RegExp(reason), { timeout: 60_000 });
  await page.screenshot({ path: "test-results/media/library.png", fullPage: true });
  await page.getByRole("link", { name: photo.name }).click();
  await expect(heading(page)).toHaveText(photo.name);
  await expect(page.getByText("5152 × 7728 pixels")).toBeVisible();
  await page.getByLabel("Alternative text").fill("A red and blue board");
  await page.getByLabel("From the top, in percent").fill("10");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await examine(page, "picture", "light");
  await page.screenshot({ path: "test-results/media/picture.png", fullPage: true });

  await page.goto(`/admin/products/${productId}`);
  await page.getByText("Add pictures").click();
  await page.getByRole("checkbox", { name: "A red and blue board" }).first().check();
  await page.getByRole("button", { name: "Move picture 2 up" }).click();
  await expect(page.getByLabel("Alternative text of picture 1")).toHaveValue("A red and blue board");
  await page.screenshot({ path: "test-results/media/product.png", fullPage: true });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto(`/product/${slug}`);
  // The variant keeps its own picture in front.
  await page.getByRole("link", { name: "Photo 1: A red and blue board" }).click();
  const shown = page.getByRole("img", { name: "A red and blue board" }).first();
  await expect(shown).toBeVisible();
  await expect(shown).toHaveCSS("object-position", "50% 10%");
  const size = await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
  expect(size[1]).toBeGreaterThan(size[0] ?? 0);
  expect(await shown.evaluate((img: HTMLImageElement) => img.currentSrc)).toMatch(/\.avif$/);
  const key = (await Catalog.forStaff({ productId }))?.product.images[0]?.key;
  for (const end of ["320.webp", "1280.webp", "320.avif", "1280.avif"]) {
    const answer = await request.get(`/images/${key}-${end}`);
    const body = await answer.body();
    expect(await readPhoto(body), end).toEqual({ hasMetadata: false, isUpright: true, isRedAbove: true });
    expect(body.includes("Phone Camera")).toBe(false);
  }
  await page.goto(`/admin/media/${Media.idOf(key ?? "")}`);
  await expect(page.locator("main").getByRole("link", { name: /^Mug/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("button", { name: "Remove picture" })).toHaveCount(0);
});

test("nothing under /images can run a script, and only the admin may send files to the bucket", async ({
  page,
  request,
}) => {
  const answers = await Promise.all(
    ["/images/site/icon.svg", "/images/media/nothing-320.webp"].map((path) => request.get(path)),
  );
  for (const answer of answers) {
    const headers = answer.headers();
    expect(headers["content-security-policy"], answer.url()).toBe("default-src 'none'; sandbox");
    expect(headers["x-content-type-options"], answer.url()).toBe("nosniff");
  }
  expect(answers.map((answer) => answer.status())).toEqual([200, 404]);
  const home = (await request.get("/")).headers()["content-security-policy"] ?? "";
  expect(home).toContain("default-src 'self'");
  expect(home).not.toContain("connect-src");
  await signIn(page, await newStaffMember("catalog"));
  const admin = (await page.goto("/admin/media"))?.headers()["content-security-policy"] ?? "";
  expect(admin).toMatch(
    /connect-src 'self' http:\/\/127\.0\.0\.1:\d+; form-action 'self' http:\/\/127\.0\.0\.1:\d+/,
  );
});

test("the library is usable on a phone, in light and dark, and unused pictures are removed and restored", async ({
  page,
}) => {
  const bytes = await phonePhoto(300, 200);
  const name = `old-${Date.now()}.jpg`;
  const { key } = await Media.store({ bytes, name, alt: "" });
  await signIn(page, await newStaffMember("catalog"));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/admin/media");
    await expect(page.getByRole("link", { name })).toBeVisible();
    await fitsScreen(page, page.url());
    await examine(page, `library, ${colorScheme}`, colorScheme);
    await page.screenshot({ path: `test-results/media/phone-${colorScheme}.png` });
    await page.goto(`/admin/media/${Media.idOf(key)}`);
    await fitsScreen(page, page.url());
    await page.screenshot({ path: `test-results/media/picture-phone-${colorScheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.getByRole("button", { name: "Restore" })).toBeVisible();
  await page.goto(`/admin/media?list=removed&q=${name}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("button", { name: "Remove picture" })).toBeVisible();
  await page.goto(`/admin/media?list=unused&q=${name}`);
  await expect(page.getByRole("link", { name })).toBeVisible();
});

test("support may not open the library, and a reader may not change it", async ({ page, browser }) => {
  await signIn(page, await newStaffMember("support"));
  expect((await page.goto("/admin/media"))?.status()).toBe(403);
  const reader = await (await browser.newContext()).newPage();
  await signIn(reader, await newStaffMember("read-only"));
  await reader.goto("/admin/media");
  await expect(heading(reader)).toHaveText("Media");
  await expect(reader.getByLabel("Drop pictures here, or choose them")).toHaveCount(0);
  await reader.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a picture is uploaded with the form that uses it, and one that is no picture is refused", async ({
    page,
  }) => {
    const slug = unique().toLowerCase();
    const collection = {
      ...{ collectionId: Id.create("collection"), slug, name: `Gifts ${slug}`, status: "active" as const },
      ...{ description: "", sort: "manual" as const },
    };
    await Collection.save(collection);
    await signIn(page, await newStaffMember("catalog"));
    await page.goto(`/admin/collections/${collection.collectionId}`);
    const file = page.getByLabel("Upload, at most 4 MB.");
    await page.getByText("Choose a picture").click();
    await file.setInputFiles(
      jpeg("no.jpg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" id="${slug}"/>`)),
    );
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(page.getByText("SVG", { exact: false }).first()).toBeVisible();
    await page.getByText("Choose a picture").click();
    await page.getByRole("textbox", { name: "Alternative text" }).fill(`Wrapped ${slug}`);
    await file.setInputFiles(jpeg("gifts.jpg", await phonePhoto(1200, 800)));
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(page.getByText("Choose another picture")).toBeVisible();
    expect((await Collection.find(collection))?.image).toMatchObject({ width: 800, alt: `Wrapped ${slug}` });
  });

  test("a picture is uploaded by a plain form and chosen in a product", async ({ page }) => {
    const { productId, slug } = await product();
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/media");
    await page.getByLabel("Upload a picture").setInputFiles(jpeg("x.jpg", await phonePhoto(1200, 800)));
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect(heading(page)).toHaveText("Picture");
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("800 × 1200 pixels")).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    const alt = `Plain ${Date.now()}`;
    await page.getByLabel("Alternative text").fill(alt);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Alternative text")).toHaveValue(alt);
    // Forms offer the newest pictures as they were up to two seconds ago.
    await expect(async () => {
      await page.goto(`/admin/products/${productId}`);
      await page.getByText("Add pictures").click();
      await page.getByRole("checkbox", { name: alt }).check({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await page.getByLabel("Remove").first().check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Alternative text of picture 1")).toHaveValue(alt);
    await page.goto(`/product/${slug}`);
    await expect(page.getByRole("img", { name: alt }).first()).toBeVisible();
  });
});
