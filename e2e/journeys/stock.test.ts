import {
  anotherShopper,
  availableOf,
  cards,
  complaint,
  expect,
  expectPaid,
  fillCheckout,
  payButton,
  payWith,
  product,
  putInCart,
  test,
  toPayment,
} from "../fixtures";

test("of two shoppers and one piece, one gets it and the other hears so before paying", async ({
  page,
  browser,
}) => {
  const { sku, slug } = await product({ stock: 1 });
  const late = await anotherShopper(browser);
  await Promise.all([putInCart(page, slug), putInCart(late, slug)]);
  await fillCheckout(page);
  await fillCheckout(late);
  await toPayment(page);
  await payButton(late).click();
  await expect(complaint(late)).toContainText("is not available as ordered");
  await expect(late).toHaveURL(/\/checkout\/review/);
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(await availableOf(sku)).toBe(0);
  await late.goto("/cart");
  await expect(late.getByText("This item is sold out. Please remove it.")).toBeVisible();
  await expect(late.getByRole("button", { name: "Checkout" })).toBeDisabled();
  await late.context().close();
});

test("Pay pressed by two at the same moment sells one piece once", async ({ page, browser }) => {
  const { sku, slug } = await product({ stock: 1 });
  const rival = await anotherShopper(browser);
  const both = [page, rival];
  await Promise.all(both.map((one) => putInCart(one, slug)));
  await fillCheckout(page);
  await fillCheckout(rival);
  await Promise.all(both.map((one) => payButton(one).click()));
  const refused = both.map((one) => complaint(one).filter({ hasText: /available|sold out/ }));
  await expect
    .poll(async () => (await Promise.all(refused.map((one) => one.count()))).sort())
    .toEqual([0, 1]);
  expect(await availableOf(sku)).toBe(0);
  await rival.context().close();
});

test("an open product page says Sold out within two seconds, without a reload", async ({ page, browser }) => {
  const { slug } = await product({ stock: 1 });
  await page.goto(`/product/${slug}`);
  await expect(page.getByText("Only 1 left")).toBeVisible();
  const buyer = await anotherShopper(browser);
  await putInCart(buyer, slug);
  await fillCheckout(buyer);
  await toPayment(buyer);
  await expect(page.getByText("Sold out")).toBeVisible({ timeout: 2_000 });
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeDisabled();
  await buyer.context().close();
});
