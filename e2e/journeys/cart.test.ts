import type { Page } from "@playwright/test";
import { addToCart, cartLink, expect, product, putInCart, test, towels } from "../fixtures";

test("the cart's count changes with the click and stays when the server confirms it", async ({ page }) => {
  await page.goto(`/product/${towels.slug}`);
  await page.getByLabel("Quantity").fill("2");
  const answer = await holdActions(page);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(cartLink(page)).toContainText("2 items", { timeout: 1_000 });
  await expect(page.getByText("Added to cart.")).toBeVisible({ timeout: 1_000 });
  await answer.release();
  await page.reload();
  await expect(cartLink(page)).toContainText("2 items");
});

test("a change that the server refuses is reverted and explained", async ({ page }) => {
  const { slug } = await product({ stock: 3 });
  await page.goto(`/product/${slug}`);
  await page.getByLabel("Quantity").fill("4");
  const answer = await holdActions(page);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(cartLink(page)).toContainText("4 items", { timeout: 1_000 });
  await answer.release();
  await expect(page.getByText(/^Only 3 of .* are left\.$/)).toBeVisible();
  await expect(cartLink(page)).not.toContainText(/\d/);
  await expect(page.getByLabel("Quantity")).toHaveValue("4");
});

test("a lost connection keeps the product page and the quantity, and the next try adds the item", async ({
  page,
}) => {
  const { slug } = await product({ stock: 9 });
  await page.goto(`/product/${slug}`);
  await page.getByLabel("Quantity").fill("2");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("We couldn't reach the shop.")).toBeVisible();
  await expect(page.getByLabel("Quantity")).toHaveValue("2");
  await expect(cartLink(page)).not.toContainText(/\d/);
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Added to cart.")).toBeVisible();
  await expect(cartLink(page)).toContainText("2 items");
});

test("an item whose answer was lost is added once, however often the shopper tries", async ({ page }) => {
  const { slug } = await product({ stock: 9 });
  await page.goto(`/product/${slug}`);
  await page.route("**/product/**", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("We couldn't reach the shop.")).toBeVisible();
  await page.unroute("**/product/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(cartLink(page)).toContainText("1 item");
  await addToCart(page);
  await expect(cartLink(page)).toContainText("2 items");
});

test("quantities save themselves, Checkout sends them too, and removed lines update the sums", async ({
  page,
}) => {
  const { slug, sku } = await product({ stock: 9, price: 2500 });
  await putInCart(page, slug);
  await page.goto("/cart");
  const quantity = page.getByLabel("Quantity");
  await quantity.fill("4");
  await expect(page.getByText("Subtotal $100.00")).toBeVisible();
  await expect(cartLink(page)).toContainText("4 items");
  await quantity.fill("10");
  await expect(page.getByText(`Only 9 of Mug ${sku} are left.`)).toBeVisible();
  await expect(quantity).toHaveValue("10");
  await expect(page.getByText("Subtotal $100.00")).toBeVisible();

  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Checkout" }).click();
  await answer;
  await expect(page.locator("form[aria-busy=true]")).toHaveCount(0);
  await expect(page.getByText(`Only 9 of Mug ${sku} are left.`)).toBeVisible();
  await expect(quantity).toHaveValue("10");

  await page.context().setOffline(true);
  await quantity.fill("5");
  await expect(page.getByText("We couldn't reach the shop.")).toBeVisible();
  await expect(quantity).toHaveValue("5");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Subtotal $125.00")).toBeVisible();

  await quantity.fill("3");
  await page.getByRole("button", { name: "Checkout" }).click();
  await expect(page.getByLabel("Email")).toBeVisible();
  await page.goto("/cart");
  await expect(page.getByText("Subtotal $75.00")).toBeVisible();

  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Your cart is empty.")).toBeVisible();
  await expect(cartLink(page)).not.toContainText(/\d/);
});

test("a cart survives a restart of the browser", async ({ page, browser }) => {
  await putInCart(page, towels.slug, 2);
  const storageState = await page.context().storageState();
  const later = await browser.newContext({ storageState });
  const tab = await later.newPage();
  await tab.goto("/cart");
  await expect(tab.getByLabel("Quantity")).toHaveValue("2");
  await expect(cartLink(tab)).toContainText("2 items");
  await later.close();
});

/** Holds the page's requests until they are released. */
async function holdActions(page: Page) {
  const { promise: released, resolve: open } = Promise.withResolvers<void>();
  await page.route("**/product/**", async (route) => {
    if (route.request().method() === "POST") await released;
    await route.continue();
  });
  const release = async () => {
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    open();
    await answer;
  };
  return { release };
}
