import { expect, product, putInCart, test } from "../fixtures";

test("delivery, returns and payment stand near the button, and the cart shows what is missing for free delivery", async ({
  page,
}) => {
  const { slug } = await product({ stock: 9, price: 2500 });
  await page.goto(`/product/${slug}`);
  await expect(
    page.getByText(/^Delivery to the United States: \w{3} \d.* · \$5\.90, free from \$75$/),
  ).toBeVisible();
  await expect(page.getByText(/^(Free returns|Returns) within \d+ days of arrival$/)).toBeVisible();
  await expect(page.getByText(/^Pay by card: Visa/)).toBeVisible();
  await putInCart(page, slug);
  await page.goto("/cart");
  await expect(page.getByText(/^Delivery to the United States: .* · \$5\.90, free from \$75$/)).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Add $50.00 more for free delivery" })).toBeVisible();
  await page.getByLabel("Quantity").fill("3");
  await expect(page.getByText(/^Delivery to the United States: .* · free$/)).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeHidden();
});

test.describe("a shopper whose browser speaks German", () => {
  test.use({ locale: "de-DE" });

  test("is told the delivery to Germany, on a page that is the same for everyone", async ({ page }) => {
    const { slug } = await product({ stock: 9, price: 2500 });
    await page.goto(`/product/${slug}`);
    await expect(page.getByText(/^Delivery to Germany: .* · \$5\.90, free from \$75$/)).toBeVisible();
    const answer = await page.request.get(`/product/${slug}`);
    expect(await answer.text()).toContain("Delivery to the United States");
    await putInCart(page, slug);
    await page.goto("/cart");
    await expect(page.getByText(/^Delivery to Germany: /)).toBeVisible();
  });
});
