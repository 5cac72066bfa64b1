import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, buy, complaint, expect, product, productOf, test, unique, urls } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const saved = (page: Page) => page.getByRole("status").filter({ hasText: "Saved." });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

/** Opens a product's page as a staff member with the catalog role. */
async function openProduct(page: Page, productId: string) {
  await signIn(page, await newStaffMember("catalog"));
  await page.goto(`/admin/products/${productId}`);
}

async function variantsOf(slug: string) {
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error(`${slug} is not for sale.`);
  return found.variants;
}

test("a new product with three options is created, made active, stocked and sold", async ({
  page,
  browser,
}) => {
  test.slow(); // a purchase and its preparation in the admin
  const name = `Linen Shirt ${unique()}`;
  await signIn(page);
  await page.getByRole("link", { name: "Products" }).click();
  await page.getByRole("link", { name: "Add product" }).click();
  await page.getByLabel("Title", { exact: true }).fill(name);
  await page.getByLabel("Option 1", { exact: true }).fill("Color");
  await page.getByLabel("Values of option 1").fill("Blue, Sand");
  await page.getByLabel("Option 2", { exact: true }).fill("Size");
  await page.getByLabel("Values of option 2").fill("S, M");
  await page.getByLabel("Option 3", { exact: true }).fill("Cut");
  await page.getByLabel("Values of option 3").fill("Slim, Wide");
  await page.getByLabel("Price in USD").fill("49.00");
  await page.getByLabel("Weight in grams").fill("300");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByText("The product was created.")).toBeVisible();
  await expect(heading(page)).toHaveText(name);
  await expect(page.getByText("It is a draft: only staff can see it.")).toBeVisible();
  await expect(page.getByText("no price in EUR.").first()).toBeVisible();
  await expect(page.getByLabel("SKU, Sand / M / Wide")).not.toHaveValue("");

  await page.getByLabel("Status").selectOption("active");
  await save(page);
  await expect(complaint(page)).toContainText("Enter a price in EUR");
  await expect(page.getByLabel("Status")).toHaveValue("active");
  for (const title of ["Blue / S / Slim", "Blue / S / Wide", "Blue / M / Slim", "Blue / M / Wide"])
    await page.getByLabel(`Price in EUR, ${title}`).fill("45");
  for (const title of ["Sand / S / Slim", "Sand / S / Wide", "Sand / M / Slim", "Sand / M / Wide"])
    await page.getByLabel(`Price in EUR, ${title}`).fill("46,50");
  await save(page);
  await expect(saved(page)).toBeVisible();

  await page.getByRole("link", { name: "Stock: Blue / S / Slim: no stock." }).click();
  await page.getByLabel("Quantity received").fill("4");
  await page.getByLabel("Delivery or reason").fill("First delivery");
  await page.getByRole("button", { name: "Receive" }).click();
  await expect(page.getByText("The items are in stock.")).toBeVisible();

  const slug = name.toLowerCase().replaceAll(" ", "-");
  const shopper = await anotherShopper(browser);
  await buy(shopper, slug);
  const [first] = await variantsOf(slug);
  expect(await Inventory.available({ skus: [first?.sku ?? ""] })).toEqual({ [first?.sku ?? ""]: 3 });
  await shopper.context().close();
});

test("a changed price is soon on the product's page and in the list", async ({ page, browser }) => {
  const { slug, productId } = await product();
  const shopper = await anotherShopper(browser);
  await shopper.goto(`/product/${slug}`);
  await expect(shopper.getByText("$25.00").first()).toBeVisible();
  await openProduct(page, productId);
  await page.getByLabel(/^Price in USD, /).fill("19.90");
  await page.getByLabel(/^Compare at, USD, /).fill("25");
  await save(page);
  await expect(saved(page)).toBeVisible();
  await expect(async () => {
    await shopper.reload();
    await expect(shopper.getByText("$19.90").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await page.goto(`/admin/products?q=${slug}`);
  await expect(page.getByRole("row", { name: new RegExp(slug, "i") })).toContainText("$19.90");
  await shopper.context().close();
});

test("a former address redirects permanently to the new one", async ({ page }) => {
  const { slug, productId } = await product();
  await page.goto(`/product/${slug}`);
  await expect(heading(page)).toBeVisible();
  await openProduct(page, productId);
  await page.getByLabel("Address").fill(`${slug}-new`);
  await save(page);
  await expect(saved(page)).toBeVisible();
  const answer = async () => {
    const { status, headers } = await fetch(`${urls.shop}/product/${slug}`, { redirect: "manual" });
    return `${status} ${headers.get("location")}`;
  };
  await expect.poll(answer, { timeout: 5_000 }).toBe(`308 /product/${slug}-new`);
  await page.goto(`/product/${slug}`);
  await expect(page).toHaveURL(`/product/${slug}-new`);
  await expect(heading(page)).toBeVisible();
});

test("the second of two staff members sees what the first saved, keeps what was typed and decides", async ({
  page,
  browser,
}) => {
  const { productId } = await product();
  const ada = await newStaffMember("catalog");
  await signIn(page, ada);
  await page.goto(`/admin/products/${productId}`);
  const other = await staffMember(browser, await newStaffMember("catalog"));
  await other.goto(`/admin/products/${productId}`);
  await page.getByLabel("Brand").fill("Ada's brand");
  await save(page);
  await expect(saved(page)).toBeVisible();
  await other.getByLabel("Brand").fill("Grace's brand");
  await save(other);
  await expect(complaint(other)).toContainText("Another staff member has changed this product");
  await expect(complaint(other)).toContainText(ada.email);
  await expect(other.getByRole("row", { name: "brand Ada's brand Grace's brand" })).toBeVisible();
  await expect(other.getByLabel("Brand")).toHaveValue("Grace's brand");
  expect((await Catalog.forStaff({ productId }))?.product.brand).toBe("Ada's brand");
  await other.getByRole("button", { name: "Save mine" }).click();
  await expect(saved(other)).toBeVisible();
  expect((await Catalog.forStaff({ productId }))?.product.brand).toBe("Grace's brand");
  await other.getByRole("link", { name: "History" }).click();
  await expect(other.getByText(ada.email)).toBeVisible();
  await expect(other.getByRole("deletion").filter({ hasText: "Ada's brand" })).toBeVisible();
  await other.context().close();
});

test("bad input is refused at its field, and everything that was typed is kept", async ({ page }) => {
  const { slug, sku } = await productOf("Size", ["S", "M"]);
  const { productId = "" } = (await Catalog.variant({ sku: `${sku}-0` })) ?? {};
  await openProduct(page, productId);
  const description = "First line.\n\n".repeat(300).trim();
  await page.getByLabel("Title", { exact: true }).fill("");
  await page.getByLabel("Description", { exact: false }).first().fill(description);
  await page.getByLabel("Price in USD, S").fill("a lot");
  await page.getByLabel("Address").fill("Not An Address");
  await page.getByRole("checkbox", { name: "For sale, M" }).uncheck();
  await save(page);
  await expect(complaint(page).getByRole("link", { name: "Enter a title." })).toBeVisible();
  await expect(page.getByLabel("Price in USD, S")).toHaveValue("a lot");
  await expect(page.getByLabel("Price in USD, S")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Description", { exact: false }).first()).toHaveValue(description);
  await expect(page.getByRole("checkbox", { name: "For sale, M" })).not.toBeChecked();
  await page.getByLabel("Title", { exact: true }).fill("Shirt");
  await page.getByLabel("Price in USD, S").fill("12");
  await save(page);
  await expect(complaint(page)).toContainText("lower-case letters");
  await page.getByLabel("Address").fill(slug);
  await save(page);
  await expect(saved(page)).toBeVisible();
  expect((await variantsOf(slug)).map(({ title, prices }) => [title, prices.USD])).toEqual([["S", 1_200]]);
});

test("a draft is previewed by staff, not shown to shoppers, and copied", async ({ page }) => {
  const { slug, productId } = await product({ status: "hidden" });
  await openProduct(page, productId);
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByText("Preview: only staff can see this page.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
  expect((await fetch(`${urls.shop}/product/${slug}`)).status).toBe(404);
  await page.goto(`/admin/products/${productId}`);
  await page.getByRole("button", { name: "Duplicate" }).click();
  await expect(heading(page)).toHaveText(/\(copy\)$/);
  await expect(page.getByLabel("Status")).toHaveValue("draft");
});

test("the list finds drafts, filters by status and keeps its state in the URL", async ({ page }) => {
  const word = unique();
  await Admin.saveProduct({
    actor: "staff:journey",
    requestId: randomUUID(),
    ...{
      name: `Lamp ${word}`,
      slug: "",
      summary: "",
      description: "",
      categorySlug: "",
      brand: "",
      tags: [],
    },
    ...{ seoTitle: "", seoDescription: "", status: "draft", options: [], variants: [], isFilled: false },
    defaults: {
      ...{ sku: `LAMP ${word}/1`, barcode: "", weightGrams: 0 },
      prices: { USD: 100, EUR: 100 },
      compareAt: { USD: null, EUR: null },
    },
  });
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/products");
  await page.getByRole("searchbox", { name: "Search" }).fill(word);
  await page.getByLabel("Status").selectOption("draft");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/status=draft/);
  await expect(page.getByRole("row", { name: `Lamp ${word}` })).toContainText("Draft");
  await page.getByLabel("Status").selectOption("active");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No product matches.")).toBeVisible();
  await page.goto(`/admin/products?q=${encodeURIComponent(`lamp ${word}/1`)}`);
  // In the list as well, once the index has the draft.
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: `Lamp ${word}` })
      .first(),
  ).toBeVisible();
});

test("support may not see products, and a read-only staff member may not change them", async ({
  page,
  browser,
}) => {
  const { productId } = await product();
  await signIn(page, await newStaffMember("support"));
  for (const path of ["/admin/products", "/admin/products/new", `/admin/products/${productId}`]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
  }
  const reader = await staffMember(browser, await newStaffMember("read-only"));
  await reader.goto(`/admin/products/${productId}`);
  await expect(reader.getByLabel("Title", { exact: true })).toBeDisabled();
  await expect(reader.locator("main").getByRole("button")).toHaveCount(0);
  await reader.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a product is created, refused with its fields kept, and changed", async ({ page }) => {
    const name = `Bowl ${unique()}`;
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/products/new");
    await page.getByLabel("Title", { exact: true }).fill(name);
    await page.getByLabel("Option 1", { exact: true }).fill("Size");
    await page.getByLabel("Values of option 1").fill("S, M");
    await page.getByLabel("Price in USD").fill("x");
    await page.getByRole("button", { name: "Create product" }).click();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue(name);
    await expect(page.getByLabel("Values of option 1")).toHaveValue("S, M");
    await expect(page.getByText("Enter an amount such as 19.90.").first()).toBeVisible();
    await page.getByLabel("Price in USD").fill("20");
    await page.getByRole("button", { name: "Create product" }).click();
    await expect(heading(page)).toHaveText(name);
    await page.getByLabel("Price in USD, M").fill("22");
    await page.getByLabel("Add values").first().fill("L");
    await save(page);
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(page.getByLabel("Price in USD, M")).toHaveValue("22.00");
    await expect(page.getByLabel("SKU, L")).not.toHaveValue("");
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of products (${colorScheme})`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    // Its title has a word that is wider than a phone.
    const { sku } = await productOf("Size", ["S", "M", "L"], `${"M".repeat(20)}${unique()}`);
    const { productId = "" } = (await Catalog.variant({ sku: `${sku}-0` })) ?? {};
    await signIn(page, await newStaffMember("catalog"));
    const at = `/admin/products/${productId}`;
    for (const path of ["/admin/products", "/admin/products/new", at, `${at}/history`, `${at}/preview`])
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.locator("main")).toBeVisible();
        await examine(page, `${path} ${width}`, colorScheme);
        await fitsScreen(page, `${path} ${width}`);
      }
    await page.goto(at);
    await page.getByLabel("Title", { exact: true }).fill("");
    await save(page);
    await expect(complaint(page)).toBeVisible();
    await examine(page, "a refused form", colorScheme);
  });
