import { devices, type Page } from "@playwright/test";
import { Catalog } from "@securecart/core/catalog";
import { examine, fitsScreen } from "../examine";
import { expect, product, test } from "../fixtures";
import { heading, newStaffMember, signIn } from "../staff";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function read(productId: string) {
  const found = await Catalog.forStaff({ productId });
  if (!found) throw new Error("The product is missing.");
  return found;
}

async function two() {
  const editor = "staff:ada@example.com";
  const first = await product({ price: 2_000, editor });
  const second = await product({ price: 3_000, editor });
  return { first, second, url: `/admin/products/bulk?id=${first.productId}&id=${second.productId}` };
}

const statusOf = async ({ productId }: { productId: string }) => (await read(productId)).product.status;
const pricesOf = async (...products: { productId: string }[]) =>
  Promise.all(products.map(async ({ productId }) => (await read(productId)).variants[0]?.prices.USD));

test("products that are chosen in the list are hidden together, and one undo brings them back", async ({
  page,
}) => {
  const { first, second } = await two();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/products");
  for (const { sku } of [first, second]) await page.getByLabel(`Choose Mug ${sku}`).check();
  await button(page, "Edit chosen products").click();
  await expect(heading(page)).toHaveText("Edit 2 products");
  await page.getByLabel("New status").selectOption("hidden");
  await button(page, "Set status").click();
  await expect(page.getByRole("status").getByText("2 products changed.")).toBeVisible();
  expect([await statusOf(first), await statusOf(second)]).toEqual(["hidden", "hidden"]);
  await button(page, "Undo").click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect([await statusOf(first), await statusOf(second)]).toEqual(["active", "active"]);
});

test("prices are previewed, then changed", async ({ page }) => {
  const { first, second, url } = await two();
  await signIn(page);
  await page.goto(url);
  await page.getByLabel("Prices in").selectOption("USD");
  await page.getByLabel("How much").fill("-10");
  await button(page, "Preview prices").click();
  const preview = page.getByRole("list", { name: "Prices before and after" });
  await expect(preview).toContainText("$20.00 → $18.00");
  await expect(preview).toContainText("$30.00 → $27.00");
  expect(await pricesOf(first, second)).toEqual([2_000, 3_000]);
  await button(page, "Change prices").click();
  await expect(page.getByRole("status").getByText("2 products changed.")).toBeVisible();
  expect(await pricesOf(first, second)).toEqual([1_800, 2_700]);
});

test("many cells are saved at once with the keyboard, and a wrong one says so at its cell", async ({
  page,
}) => {
  const { first, second, url } = await two();
  await signIn(page);
  await page.goto(url);
  await page.getByLabel(`Price USD of ${first.sku}`).fill("21.50");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel(`Price USD of ${second.sku}`)).toBeFocused();
  await page.keyboard.type("abc");
  await page.getByLabel(`Tags of Mug ${first.sku}`).fill("mug, sale");
  await button(page, "Save all").click();
  await expect(page.getByText("Enter an amount such as 12.50.").last()).toBeVisible();
  await expect(page.getByLabel(`Price USD of ${second.sku}`)).toHaveValue("abc");
  await expect(page.getByRole("status").getByText("1 product changed.")).toBeVisible();
  expect(await pricesOf(first, second)).toEqual([2_150, 3_000]);
  expect((await read(first.productId)).product.tags).toEqual(["mug", "sale"]);
  await page.getByLabel(`Price USD of ${second.sku}`).fill("31");
  await button(page, "Save all").click();
  // The message of the first save has the same words.
  await expect.poll(() => pricesOf(first, second)).toEqual([2_150, 3_100]);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of bulk changes, in ${colorScheme} mode`, async ({ page }) => {
    test.slow();
    const { url } = await two();
    await signIn(page);
    await page.emulateMedia({ colorScheme });
    for (const path of ["/admin/products", "/admin/products/bulk", url]) {
      await page.goto(path);
      await examine(page, path, colorScheme);
    }
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });

  test("the pages of bulk changes do not scroll sideways", async ({ page }) => {
    const { url } = await two();
    await signIn(page);
    for (const path of ["/admin/products", url]) {
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
      await fitsScreen(page, path);
    }
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a tag is added to chosen products, a cell is edited, and the last change is undone", async ({
    page,
  }) => {
    const { first, second } = await two();
    await signIn(page);
    await page.goto("/admin/products");
    for (const { sku } of [first, second]) await page.getByLabel(`Choose Mug ${sku}`).check();
    await button(page, "Edit chosen products").click();
    await page.getByLabel("Tag", { exact: true }).fill("winter");
    await button(page, "Add tag").click();
    await expect(page.getByText("2 products changed.").first()).toBeVisible();
    expect((await read(first.productId)).product.tags).toEqual(["mug", "winter"]);
    await page.goto(`/admin/products/bulk?id=${first.productId}`);
    await page.getByLabel(`Weight (g) of ${first.sku}`).fill("444");
    await button(page, "Save all").click();
    await expect(page.getByText("1 product changed.").first()).toBeVisible();
    expect((await read(first.productId)).variants).toMatchObject([{ weightGrams: 444 }]);
    // The next page that the browser opens offers the undo.
    await page.goto("/admin/products");
    await button(page, "Undo").click();
    await expect
      .poll(async () => (await read(first.productId)).variants)
      .toMatchObject([{ weightGrams: 300 }]);
  });
});
