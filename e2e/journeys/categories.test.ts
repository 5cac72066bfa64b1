import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { run } from "@securecart/core/test/cloud";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, complaint, expect, product, test, unique, urls } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const by = () => ({ actor: "staff:journey", requestId: randomUUID() });
const fields = (name: string, more: object = {}) => ({
  ...{ name, address: "", parent: "", description: "", image: null, seoTitle: "", seoDescription: "" },
  status: "active" as const,
  ...more,
});
const create = async (name: string, more: object = {}) =>
  (await Admin.createCategory({ ...fields(name, more), ...by() })).slug;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: "Saved." });

test("a merchant builds a tree, and shoppers find its products, ways and former address", async ({
  page,
  browser,
}) => {
  const word = unique();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/categories");
  await page.getByRole("link", { name: "Add category" }).first().click();
  await page.getByLabel("Title", { exact: true }).fill("");
  await page.getByLabel("Address").fill("Not An Address");
  await button(page, "Create category").click();
  await expect(complaint(page).getByRole("link").first()).toBeVisible();
  await expect(page.getByLabel("Address")).toHaveValue("Not An Address");
  await page.getByLabel("Title", { exact: true }).fill(`Kitchen ${word}`);
  await page.getByLabel("Address").fill("");
  await page.getByRole("textbox", { name: /^Description/ }).fill("## For cooks\n\nAll **good**.");
  await button(page, "Create category").click();
  await expect(page.getByText("The category was created.")).toBeVisible();
  await page.getByRole("link", { name: "Add a category in it" }).click();
  await expect(heading(page)).toHaveText("Add category");
  await page.getByLabel("Title", { exact: true }).fill(`Mugs ${word}`);
  await button(page, "Create category").click();
  await expect(heading(page)).toHaveText(`Mugs ${word}`);
  const [parent, child] = [`kitchen-${word}`, `mugs-${word}`].map((slug) => slug.toLowerCase());
  if (!parent || !child) throw new Error("No slug.");
  const one = await product({ categorySlug: child });
  const shopper = await anotherShopper(browser);
  await expect(async () => {
    await run("PublishSearch");
    await shopper.goto(`/category/${parent}?sort=newest`);
    await expect(shopper.getByRole("link", { name: new RegExp(one.sku) })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(shopper.getByRole("heading", { name: "For cooks", level: 2 })).toBeVisible();
  await shopper.getByRole("navigation", { name: "Subcategories" }).getByRole("link").click();
  await expect(heading(shopper)).toHaveText(`Mugs ${word}`);
  await shopper.goto(`/product/${one.slug}`);
  const crumbs = shopper.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link");
  await expect(crumbs).toHaveText(["Home", `Kitchen ${word}`, `Mugs ${word}`]);
  await page.getByLabel("Address").fill(`cups-${word.toLowerCase()}`);
  await button(page, "Save").click();
  await expect(saved(page)).toBeVisible();
  await shopper.goto(`/category/${child}`);
  await expect(shopper).toHaveURL(new RegExp(`/category/cups-${word.toLowerCase()}$`));
  await page.getByLabel("Status").selectOption("hidden");
  await button(page, "Save").click();
  await expect(page.locator("main").getByText("Hidden", { exact: true }).first()).toBeVisible();
  await expect
    .poll(async () => (await fetch(`${urls.shop}/category/cups-${word.toLowerCase()}`)).status)
    .toBe(404);
  await shopper.context().close();
});

test("two staff members change one category, and the second one sees what the first has saved", async ({
  page,
  browser,
}) => {
  const slug = await create(`Lamps ${unique()}`);
  await signIn(page);
  await page.goto(`/admin/categories/${slug}`);
  const other = await staffMember(browser);
  await other.goto(`/admin/categories/${slug}`);
  await other.getByLabel("Title", { exact: true }).fill("Theirs");
  await button(other, "Save").click();
  await expect(saved(other)).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill("Mine");
  await button(page, "Save").click();
  await expect(complaint(page).getByRole("cell", { name: "Theirs" })).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Mine");
  await button(page, "Save mine").click();
  await expect(saved(page)).toBeVisible();
  await expect(heading(page)).toHaveText("Mine");
  await other.context().close();
});

test("a category is deleted after its products were moved", async ({ page }) => {
  const slug = await create(`Old ${unique()}`);
  const name = `New ${unique()}`;
  const to = await create(name);
  const { sku } = await product({ categorySlug: slug });
  await signIn(page);
  await expect(async () => {
    await run("PublishSearch");
    await page.goto(`/admin/categories/${slug}`);
    await expect(page.getByRole("heading", { name: "1 product", exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await page.getByLabel("Move them to").selectOption(to);
  await button(page, "Move products").click();
  await expect.poll(async () => (await Catalog.variant({ sku }))?.categorySlug).toBe(to);
  await button(page, "Delete category").click();
  await expect(page.getByText("The category was deleted.")).toBeVisible();
  expect((await Catalog.allCategories()).some((one) => one.slug === slug)).toBe(false);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of categories, and no page scrolls sideways (${colorScheme})`, async ({
    page,
  }) => {
    test.slow();
    const parent = await create(`A category with a rather long name ${unique()}`, {
      description: "- One\n- Two",
    });
    const slug = await create(`Mugs ${unique()}`, { parent });
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [
        "/admin/categories",
        "/admin/categories/new",
        `/admin/categories/${slug}`,
        `/category/${parent}`,
      ]) {
        await page.goto(path);
        await examine(page, `${path} ${width}`, colorScheme);
        await fitsScreen(page, `${path} ${width}`);
      }
    }
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("categories are created and moved", async ({ page }) => {
    const parent = await create(`Parent ${unique()}`);
    const [first, second] = [`First ${unique()}`, `Second ${unique()}`];
    await create(first, { parent });
    await signIn(page);
    await page.goto(`/admin/categories/new?in=${parent}`);
    await page.getByLabel("Title", { exact: true }).fill(second);
    await button(page, "Create category").click();
    await expect(heading(page)).toHaveText(second);
    await page.goto("/admin/categories");
    await button(page, `Move ${second} up`).click();
    await expect(button(page, `Move ${second} up`)).toBeDisabled();
    const names = Catalog.childrenOf(await Catalog.allCategories(), parent).map(({ name }) => name);
    expect(names).toEqual([second, first]);
  });
});
