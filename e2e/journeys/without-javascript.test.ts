import {
  addToCart,
  cards,
  complaint,
  emailTo,
  expect,
  expectPaid,
  fillCheckout,
  payWith,
  product,
  test,
  toPayment,
  towels,
} from "../fixtures";

test.use({ javaScriptEnabled: false });

test("a whole purchase works without JavaScript", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search" }).fill("tea towels");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: towels.name }).click();
  await page.getByRole("list", { name: "Color" }).getByRole("link", { name: "Sage" }).click();
  await addToCart(page);
  await page.getByRole("link", { name: "View cart" }).click();
  await page.getByLabel("Quantity").fill("2");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByLabel("Quantity")).toHaveValue("2");
  await page.getByLabel("Quantity").fill("3");
  await page.getByRole("button", { name: "Checkout" }).click();
  await expect(page.getByLabel("Email")).toBeVisible();
  await page.goto("/cart");
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  const who = await fillCheckout(page);
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  await emailTo(who.email, /We have your order/);
});

test("without JavaScript a refused form keeps its values and shows its errors", async ({ page }) => {
  const { slug } = await product({ stock: 2 });
  await page.goto(`/product/${slug}`);
  await page.getByLabel("Quantity").fill("5");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText(/^Only 2 of .* are left\.$/)).toBeVisible();
  await expect(page.getByLabel("Quantity")).toHaveValue("5");
  await page.getByLabel("Quantity").fill("1");
  await addToCart(page);
  await page.goto("/checkout/contact");
  await page.getByLabel("Email").fill("no address");
  await page.getByLabel("Full name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await expect(complaint(page)).toContainText("Email");
  await expect(page.getByLabel("Email")).toHaveValue("no address");
  await expect(page.getByLabel("Full name")).toHaveValue("Ada Lovelace");
});

test("without JavaScript a category is sorted by its button", async ({ page }) => {
  await page.goto("/category/clothing");
  await page.getByLabel("Sort by").selectOption("price-desc");
  await page.getByRole("button", { name: "Sort", exact: true }).click();
  await expect(page).toHaveURL(/sort=price-desc/);
});

test("without JavaScript an order is canceled", async ({ page }) => {
  const { slug } = await product({ stock: 2 });
  await page.goto(`/product/${slug}`);
  await addToCart(page);
  await fillCheckout(page);
  await toPayment(page);
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status")).toContainText("This order was canceled.");
});
