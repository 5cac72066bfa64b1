import type { Page } from "@playwright/test";
import { Inventory } from "@securecart/core/inventory";
import {
  addToCart,
  availableOf,
  cards,
  expect,
  expectPaid,
  fillCheckout,
  intentsOf,
  isPaymentPage,
  leavePayment,
  orderIdOf,
  orderUnpaid,
  payButton,
  payWith,
  product,
  productOf,
  putInCart,
  test,
  toPayment,
} from "../fixtures";

const phone = { width: 390, height: 844 };

/** Returns the amount on a payment button, in cents. */
async function amountOn(page: Page) {
  const [, dollars = "", cents = ""] = /Pay \$(\d+)\.(\d\d)/.exec(await payButton(page).innerText()) ?? [];
  return Number(dollars + cents);
}

const chargedFor = async (orderId: string) =>
  (await intentsOf(orderId))
    .filter(({ status }) => status === "requires_capture" || status === "succeeded")
    .map(({ amount }) => amount);

for (const [size, viewport] of [
  ["desktop", { width: 1280, height: 900 }],
  ["phone", phone],
] as const)
  test(`the review names an open order at an older price, and Pay charges the price of the review (${size})`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const { sku, slug } = await product({ price: 1_738, stock: 3 });
    await orderUnpaid(page, slug);
    const oldPayment = page.url();
    await leavePayment(page);
    const first = orderIdOf(page);
    await page.goto("/checkout/review");
    await expect(page.getByText("haven't paid for it yet. Pay to continue with it.")).toBeVisible();
    const before = await amountOn(page);
    await product({ sku, price: 6_544, stock: 0 });
    await page.reload();
    await expect(
      page.getByText(/You have an unpaid order SC-\S+ of \$\d+\.\d\d from this cart/),
    ).toBeVisible();
    const shown = await amountOn(page);
    expect(shown).toBe(before + 6_544 - 1_738);
    await page.screenshot({ path: `test-results/shown/review-${size}.png`, fullPage: true });
    await toPayment(page);
    expect(page.url()).not.toBe(oldPayment);
    expect(await amountOn(page)).toBe(shown);
    await payWith(page, cards.good);
    await expectPaid(page);
    expect(await chargedFor(orderIdOf(page))).toEqual([shown]);
    expect(await chargedFor(first)).toEqual([]);
    expect(await availableOf(sku)).toBe(2);
  });

test("a payment page at the old price, open in another tab, charges nothing after Pay at the new one", async ({
  page,
  context,
}) => {
  const { sku, slug } = await product({ price: 1_738, stock: 3 });
  await orderUnpaid(page, slug);
  await product({ sku, price: 900, stock: 0 });
  const other = await context.newPage();
  await other.goto("/checkout/review");
  const shown = await amountOn(other);
  await toPayment(other);
  await page.reload();
  await expect(page.getByLabel("Card number")).toHaveCount(0);
  await payWith(other, cards.good);
  await expectPaid(other);
  expect(await chargedFor(orderIdOf(other))).toEqual([shown]);
  expect(await availableOf(sku)).toBe(2);
});

test("Pay at a new price leads to the order that another tab paid at the old one", async ({
  page,
  context,
}) => {
  const { sku, slug } = await product({ price: 1_738, stock: 3 });
  await orderUnpaid(page, slug);
  const other = await context.newPage();
  await product({ sku, price: 6_544, stock: 0 });
  await other.goto("/checkout/review");
  await payWith(page, cards.good);
  await expectPaid(page);
  await payButton(other).click();
  await expect(other).not.toHaveURL(isPaymentPage);
  expect(await availableOf(sku)).toBe(2);
});

const alike: [string, string[]][] = [
  ["Diopter", ["+1.5", "-1.5", "1.5"]],
  ["Size", ["M", "M+", "m"]],
  ["Thread", ["1/2", "½", "1-2"]],
  ["尺寸", ["大", "中", "小"]],
];
for (const [name, values] of alike)
  test(`each chosen ${name} of ${values.join(", ")} is the one that is ordered`, async ({ page }) => {
    await page.setViewportSize(phone);
    const { sku, slug } = await productOf(name, values);
    for (const [i] of values.entries())
      await Inventory.receive({
        sku: `${sku}-${i}`,
        quantity: 1,
        cause: "delivery",
        reference: `d:${sku}:${i}`,
      });
    await page.goto(`/product/${slug}`);
    const addresses = new Set<string>();
    for (const [i, value] of values.entries()) {
      await page.getByRole("list", { name }).getByRole("link", { name: value, exact: true }).click();
      await expect(page.getByRole("heading", { name: `${name}: ${value}`, exact: true })).toBeVisible();
      await expect(page.locator('input[name="sku"]')).toHaveValue(`${sku}-${i}`);
      addresses.add(page.url());
      await page.reload();
      await expect(page.locator('input[name="sku"]')).toHaveValue(`${sku}-${i}`);
      await addToCart(page);
    }
    expect(addresses.size).toBe(values.length);
    if (name === "Size")
      await page.screenshot({ path: "test-results/shown/options-phone.png", fullPage: true });
    await page.goto("/cart");
    for (const [i, value] of values.entries()) {
      const line = page.getByRole("article").filter({ hasText: `$10.0${i} each` });
      await expect(line.getByText(value, { exact: true })).toBeVisible();
      await line.getByRole("link").click();
      await page.waitForURL(/\/product\//);
      await expect(page.locator('input[name="sku"]')).toHaveValue(`${sku}-${i}`);
      await page.goBack();
      await page.waitForURL(/\/cart$/);
    }
  });

test("the path that several variants shared leads to the product page", async ({ page }) => {
  const { slug } = await productOf("Size", ["M", "M+", "L"]);
  await page.goto(`/product/${slug}/m`);
  await expect(page).toHaveURL(new RegExp(`/product/${slug}$`));
  expect((await page.goto(`/product/${slug}/l`))?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "Size: L" })).toBeVisible();
  expect((await page.goto(`/product/${slug}/xl`))?.status()).toBe(404);
});

test("a product hidden while its page is open cannot be added, and one in the cart cannot be ordered", async ({
  page,
}) => {
  const [kept, gone] = [await product(), await product()];
  await putInCart(page, kept.slug);
  await putInCart(page, gone.slug);
  await fillCheckout(page);
  const review = page.url();
  await page.goto(`/product/${gone.slug}`);
  await product({ sku: gone.sku, stock: 0, status: "hidden" });
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("This item is no longer available.")).toBeVisible();
  await page.screenshot({ path: "test-results/shown/hidden-product.png", fullPage: true });
  await page.goto("/cart");
  await expect(page.getByText("This item is no longer available. Please remove it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Checkout" })).toBeDisabled();
  await page.screenshot({ path: "test-results/shown/hidden-cart.png", fullPage: true });
  await page.setViewportSize(phone);
  await page.screenshot({ path: "test-results/shown/hidden-cart-phone.png", fullPage: true });
  await page.goto(review);
  await expect(page).toHaveURL(/\/cart$/);
  await page.getByRole("button", { name: `Remove Mug ${gone.sku}` }).click();
  await expect(page.getByText(`Mug ${gone.sku}`)).toHaveCount(0);
  await page.getByRole("button", { name: "Checkout" }).click();
  await page.goto("/checkout/review");
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(await availableOf(kept.sku)).toBe(9);
  expect(await availableOf(gone.sku)).toBe(10);
});
