import { devices, type Page } from "@playwright/test";
import { Catalog } from "@securecart/core/catalog";
import { examine, fitsScreen } from "../examine";
import { expect, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn } from "../staff";

const origin = process.env.SECURECART_TEST_ORIGIN ?? "";
const soon = { timeout: 60_000 };

const head =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Image Src,Image Alt Text,Status";

/** Returns a file of Shopify: a shirt in two sizes with a picture, and two products with a mistake each. */
const shopify = (word: string, { price = "cheap", title = "" } = {}) =>
  [
    head,
    `${word}-shirt,Shirt ${word},<p>Soft <b>linen</b></p><script>alert(1)</script>,Acme,,"new, linen",true,Size,S,${word}-S,200,4,19.90,${origin}/${word}.gif,A green shirt,active`,
    `${word}-shirt,,,,,,,,M,${word}-M,210,5,21.90,,,`,
    `${word}-cap,Cap ${word},,Acme,,,true,Title,Default Title,${word}-CAP,90,7,${price},,,active`,
    `${word}-scarf,${title},,Acme,,,true,Title,Default Title,${word}-SCARF,90,7,15,${origin}/missing-${word}.png,,active`,
  ].join("\n");

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const number = (page: Page, name: string) =>
  page.locator("dl > div", { has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) }).locator("dd");

/** Sends a file from the page of imports. */
async function choose(page: Page, text: string) {
  await page.getByLabel("CSV file of products").setInputFiles({
    name: "products_export.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await button(page, "Upload").click();
}

async function upload(page: Page, text: string) {
  await page.goto("/admin/products/import");
  await choose(page, text);
  await expect(button(page, "Check the rows")).toBeVisible(soon);
}

/** Chooses a rate for the other currency and checks the rows. */
async function check(page: Page) {
  await page.getByLabel("Prices in the other currency").selectOption("rate");
  await page.getByLabel(/^Rate/).fill("0.9");
  await button(page, "Check the rows").click();
  await expect(page.getByRole("heading", { name: "All products" })).toBeVisible(soon);
}

test("a merchant imports a file of Shopify with a picture, and fixes two refused rows", async ({ page }) => {
  test.slow();
  const word = unique().toLowerCase();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/products");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(heading(page)).toHaveText("Import products");
  await page.route("**/admin/products/import/file", (route) =>
    route.fulfill({ status: 413, contentType: "text/html", body: "<h1>Request too large</h1>" }),
  );
  await choose(page, shopify(word));
  await expect(page.getByText("The file could not be sent. Please try again.")).toBeVisible();
  await page.unroute("**/admin/products/import/file");
  await upload(page, shopify(word));
  await expect(page.getByLabel("Made by")).toHaveValue("shopify");
  await page.getByLabel("Prices in the other currency").selectOption("rate");
  await button(page, "Check the rows").click();
  await expect(page.getByText("Enter a rate, such as 0.92.")).toBeVisible();
  await check(page);
  await expect(number(page, "To create")).toHaveText("1");
  await expect(number(page, "Refused")).toHaveText("2");
  await expect(page.getByText("“cheap” is not an amount. Write it like 19.90.").first()).toBeVisible();
  await expect(page.getByText("the title is missing").first()).toBeVisible();
  expect(await Catalog.bySlug({ slug: `${word}-shirt` })).toBeNull();
  await button(page, "Start: import 1").click();
  await expect(page.getByText("The import is done.")).toBeVisible(soon);
  await expect(number(page, "Pictures fetched")).toHaveText("1");
  const found = await Catalog.bySlug({ slug: `${word}-shirt` });
  expect(found?.product).toMatchObject({
    brand: "Acme",
    tags: ["new", "linen"],
    images: [{ alt: "A green shirt", width: 1 }],
  });
  expect(JSON.stringify(found?.product.description)).not.toContain("alert");
  await page.goto(`/product/${word}-shirt`);
  await expect(heading(page)).toHaveText(`Shirt ${word}`);

  await upload(page, shopify(word, { price: "12", title: `Scarf ${word}` }));
  await check(page);
  await expect(number(page, "To create")).toHaveText("2");
  await expect(number(page, "Nothing to change")).toHaveText("1");
  await expect(number(page, "Refused")).toHaveText("0");
  await button(page, "Start: import 2").click();
  await expect(page.getByText("1 picture could not be fetched.")).toBeVisible(soon);
  await expect(page.getByText("It doesn't exist there (404).").first()).toBeVisible();
  await expect(button(page, "Try 1 picture again")).toBeVisible();
  expect((await Catalog.bySlug({ slug: `${word}-scarf` }))?.product.name).toBe(`Scarf ${word}`);
});

test("a file that is no list is refused in words", async ({ page }) => {
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/products/import");
  const file = {
    name: "catalog.xlsx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("PK\u0003\u0004...."),
  };
  await page.getByLabel("CSV file of products").setInputFiles(file);
  await button(page, "Upload").click();
  await expect(page.getByText("Save it as CSV and choose that file.")).toBeVisible(soon);
});

test("a role that may only read sees imports and cannot upload", async ({ page }) => {
  await signIn(page, await newStaffMember("read-only"));
  await page.goto("/admin/products/import");
  await expect(heading(page)).toHaveText("Import products");
  await expect(button(page, "Upload")).toBeHidden();
  const answer = await page.request.post("/admin/products/import/file", {
    headers: { origin: new URL(page.url()).origin },
    multipart: { file: { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2") } },
  });
  expect(answer.status()).toBe(403);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a file is uploaded, checked and imported", async ({ page }) => {
    const word = unique().toLowerCase();
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/products/import");
    await page.getByLabel("CSV file of products").setInputFiles({
      name: "list.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`sku,title,price,Price EUR\n${word}-1,Cup ${word},10,9`),
    });
    await button(page, "Upload").click();
    await expect(button(page, "Check the rows")).toBeVisible(soon);
    await button(page, "Check the rows").click();
    await expect(button(page, "Start: import 1")).toBeVisible(soon);
    await button(page, "Start: import 1").click();
    await expect(page.getByText("The import is done.")).toBeVisible(soon);
    expect((await Catalog.bySlug({ slug: `cup-${word}` }))?.product.name).toBe(`Cup ${word}`);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });
  test("the pages of an import do not scroll sideways, and axe finds nothing in light and dark", async ({
    page,
  }) => {
    test.slow();
    const word = unique().toLowerCase();
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/products/import");
    const looks = async (name: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await examine(page, name, colorScheme);
      }
      await page.emulateMedia({ colorScheme: "light" });
      await fitsScreen(page, name);
    };
    await looks("upload");
    await upload(page, shopify(word));
    await looks("columns");
    await check(page);
    await looks("check");
  });
});
