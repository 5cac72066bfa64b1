import type { Page } from "@playwright/test";
import { Catalog } from "@securecart/core/catalog";
import { Companion } from "@securecart/core/companion";
import { Payment } from "@securecart/core/payment";
import { pay, place, readyCartOf } from "@securecart/core/test/fixtures";
import { examine, fitsScreen } from "../examine";
import { expect, mug, product, test } from "../fixtures";

const row = (page: Page, name: string) => page.getByRole("region", { name });

for (const [name, viewport] of [
  ["phone", { width: 390, height: 844 }],
  ["wide screen", { width: 1280, height: 800 }],
] as const)
  for (const colorScheme of ["light", "dark"] as const)
    test.describe(`on a ${name}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, javaScriptEnabled: name === "wide screen" });

      test("a product shows four others like it, which can be opened", async ({ page }) => {
        await page.goto(`/product/${mug.slug}`);
        const links = row(page, "Related products").getByRole("link");
        await expect(links).toHaveCount(4);
        expect(await links.allTextContents()).not.toContain(mug.name);
        await expect(row(page, "Related products").getByText("Sold out")).toHaveCount(0);
        await fitsScreen(page, "product with related ones");
        if (name === "wide screen") await examine(page, "product with related ones", colorScheme);
        const first = (await links.first().textContent()) ?? "";
        await links.first().click();
        await expect(page.getByRole("heading", { level: 1, name: first })).toBeVisible();
      });
    });

test("what orders had together is shown with the product, and no product in both rows", async ({ page }) => {
  const [one, other] = [await product(), await product()];
  for (let i = 0; i < 2; i++) {
    const { orderId } = await place(await readyCartOf({}, { sku: one.sku }, { sku: other.sku }));
    await pay((await Payment.start({ orderId })).url);
  }
  const { productId } = one;
  await expect.poll(() => Companion.of({ productId, limit: 1 }), soon).toEqual([other.productId]);
  const isListed = async () => (await Catalog.byIds({ productIds: [other.productId] }))[0]?.inStock;
  await expect.poll(isListed, soon).toBe(true);
  await page.goto(`/product/${one.slug}`);
  const name = `Mug ${other.sku}`;
  await expect(row(page, "Bought together").getByRole("link")).toHaveText([name]);
  await expect(row(page, "Related products").getByRole("link", { name })).toHaveCount(0);
  await row(page, "Bought together").getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/product/${other.slug}`));
});

const soon = { timeout: 30_000 };
