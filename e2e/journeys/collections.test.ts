import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Collection } from "@securecart/core/collection";
import { run } from "@securecart/core/test/cloud";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, complaint, expect, product, test, unique, urls } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const by = () => ({ actor: "staff:journey", requestId: randomUUID() });

async function create(more: object = {}) {
  const fields = {
    ...{
      name: `Gifts ${unique()}`,
      slug: "",
      description: "",
      image: null,
      seoTitle: "",
      seoDescription: "",
    },
    ...{ status: "active" as const, sort: "manual" as const, productIds: [] },
    ...more,
  };
  const { collectionId, slugs } = await Admin.createCollection({ ...fields, ...by() });
  return { collectionId, name: fields.name, slug: slugs[0] ?? "" };
}

/** Compares names as the shop does: "Mug 2" comes before "Mug 10". */
const asPeopleSort = new Intl.Collator("en", { numeric: true }).compare;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: "Saved." });
const chosen = (page: Page) => page.getByRole("list", { name: "Chosen products" }).getByRole("listitem");

/** Opens a listing again and again until it shows these products in this order. */
async function lists(page: Page, path: string, names: RegExp[]) {
  await expect(async () => {
    await run("PublishSearch");
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 2, name: /^Mug / })).toHaveText(names, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

test("a merchant chooses products and their order, and shoppers see them in it", async ({
  page,
  browser,
}) => {
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => product({ editor: "staff:ada@example.com" })));
  if (!a || !b || !c) throw new Error("No products.");
  const name = `For tea ${unique()}`;
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/collections");
  await page.getByRole("link", { name: "Create collection" }).first().click();
  await button(page, "Create collection").click();
  await expect(complaint(page).getByRole("link", { name: "Enter a title." })).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill(name);
  for (const { sku } of [a, b, c]) {
    await page.getByLabel("Add products").fill(sku);
    await button(page, "Find").click();
    await button(page, `Add Mug ${sku}`).click();
    await expect(chosen(page).filter({ hasText: sku })).toBeVisible();
  }
  await button(page, `Move Mug ${c.sku} to the top`).click();
  await expect(chosen(page).first()).toContainText(c.sku);
  await button(page, `Remove Mug ${b.sku}`).click();
  await expect(chosen(page)).toHaveCount(2);
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue(name);
  await expect(page.getByText("Not saved yet.")).toBeVisible();
  await button(page, "Create collection").click();
  await expect(page.getByText("The collection was created.")).toBeVisible();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const shopper = await anotherShopper(browser);
  await lists(shopper, `/collection/${slug}`, [new RegExp(c.sku), new RegExp(a.sku)]);
  await lists(
    shopper,
    `/collection/${slug}?sort=name`,
    [a.sku, c.sku].sort(asPeopleSort).map((sku) => new RegExp(sku)),
  );
  await page.getByLabel("Address").fill(`${slug}-new`);
  await button(page, "Save").click();
  await expect(saved(page)).toBeVisible();
  await shopper.goto(`/collection/${slug}`);
  await expect(shopper).toHaveURL(new RegExp(`/collection/${slug}-new$`));
  await page.getByLabel("Status").selectOption("archived");
  await button(page, "Save").click();
  await expect(page.locator("main").getByText("Archived", { exact: true }).first()).toBeVisible();
  await expect.poll(async () => (await fetch(`${urls.shop}/collection/${slug}-new`)).status).toBe(404);
  await page.goto("/admin/collections?status=archived");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await shopper.context().close();
});

test("a rule brings products in and is refused at the field that is wrong", async ({ page, browser }) => {
  const tag = unique().toLowerCase();
  const one = await product({ tags: [tag], price: 1_500 });
  const dear = await product({ tags: [tag], price: 9_000 });
  await signIn(page);
  await page.goto("/admin/collections/new");
  await page.getByLabel("Title", { exact: true }).fill(`Rule ${tag}`);
  await page.getByLabel("By a rule").check();
  await page.getByLabel("Condition 1: kind").selectOption("tag");
  await page.getByLabel("Condition 1: value").fill(tag);
  await page.getByLabel("Condition 2: kind").selectOption("price_max");
  await page.getByLabel("Condition 2: value").fill("a lot");
  await button(page, "Create collection").click();
  await expect(complaint(page).getByRole("link", { name: /Enter an amount/ })).toBeVisible();
  await expect(page.getByLabel("Condition 2: value")).toHaveValue("a lot");
  await page.getByLabel("Condition 2: value").fill("20");
  await expect(async () => {
    await run("PublishSearch");
    await button(page, "Preview").click();
    await expect(page.getByText("Shoppers see 1 product")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText(`Mug ${one.sku}`)).toBeVisible();
  await button(page, "Create collection").click();
  await expect(heading(page)).toHaveText(`Rule ${tag}`);
  const shopper = await anotherShopper(browser);
  await lists(shopper, `/collection/rule-${tag}`, [new RegExp(one.sku)]);
  await page.goto(`/admin/products/${dear.productId}`);
  await expect(page.getByRole("link", { name: `Rule ${tag}` })).toBeHidden();
  await page.goto(`/admin/products/${one.productId}`);
  await expect(page.getByRole("link", { name: `Rule ${tag}` })).toBeVisible();
  await shopper.context().close();
});

test("a product is put into a collection on its own page", async ({ page }) => {
  const { productId } = await product();
  const { collectionId, name } = await create();
  await signIn(page);
  await page.goto(`/admin/products/${productId}`);
  await page.getByRole("checkbox", { name }).check();
  await button(page, "Save collections").click();
  await expect.poll(async () => (await Collection.find({ collectionId }))?.productIds).toEqual([productId]);
  await page.reload();
  await expect(page.getByRole("checkbox", { name })).toBeChecked();
  await page.getByRole("checkbox", { name }).uncheck();
  await button(page, "Save collections").click();
  await expect.poll(async () => (await Collection.find({ collectionId }))?.productIds).toEqual([]);
});

test("two staff members change one collection, and the second one sees what the first has saved", async ({
  page,
  browser,
}) => {
  const { collectionId } = await create();
  await signIn(page);
  await page.goto(`/admin/collections/${collectionId}`);
  const other = await staffMember(browser);
  await other.goto(`/admin/collections/${collectionId}`);
  await other.getByLabel("Title", { exact: true }).fill("Theirs");
  await button(other, "Save").click();
  await expect(saved(other)).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill("Mine");
  await button(page, "Save").click();
  await expect(complaint(page).getByRole("cell", { name: "Theirs" })).toBeVisible();
  await button(page, "Save mine").click();
  await expect(saved(page)).toBeVisible();
  await expect(heading(page)).toHaveText("Mine");
  await other.context().close();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of collections, and no page scrolls sideways (${colorScheme})`, async ({
    page,
  }) => {
    test.slow();
    const { productId } = await product();
    const byHand = await create({
      productIds: [productId],
      name: `A collection with a long name ${unique()}`,
    });
    const conditions = [
      { field: "tag", value: "mug" },
      { field: "price", is: "at_most", currency: "USD", amount: 2_000 },
    ];
    const byRule = await create({
      rule: { match: "any", conditions },
      sort: "newest",
      description: "## Gifts",
    });
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [
        "/admin/collections",
        "/admin/collections/new",
        `/admin/collections/${byHand.collectionId}`,
        `/admin/collections/${byRule.collectionId}`,
        `/collection/${byRule.slug}`,
        `/admin/products/${productId}`,
      ]) {
        await page.goto(path);
        await examine(page, `${path} ${width}`, colorScheme);
        await fitsScreen(page, `${path} ${width}`);
      }
    }
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a collection is created with a searched product", async ({ page }) => {
    const { sku, productId } = await product({ editor: "staff:ada@example.com" });
    const name = `Plain ${unique()}`;
    await signIn(page);
    await page.goto("/admin/collections/new");
    await page.getByLabel("Title", { exact: true }).fill(name);
    await page.getByLabel("Add products").fill(sku);
    await button(page, "Find").click();
    await button(page, `Add Mug ${sku}`).click();
    await expect(chosen(page)).toHaveCount(1);
    await button(page, "Create collection").click();
    await expect(heading(page)).toHaveText(name);
    const row = (await Collection.list({})).find((one) => one.name === name);
    expect(row?.productIds).toEqual([productId]);
  });
});
