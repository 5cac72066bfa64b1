import {
  availableOf,
  cards,
  complaint,
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
  putInCart,
  test,
  toPayment,
  towels,
} from "../fixtures";

test("a declined card shows a message, and another one pays", async ({ page }) => {
  await orderUnpaid(page, towels.slug);
  await payWith(page, cards.declined);
  await expect(complaint(page)).toContainText("Your card was declined.");
  await payWith(page, cards.good);
  await expectPaid(page);
});

test("a payment that the bank authenticates succeeds", async ({ page }) => {
  await orderUnpaid(page, towels.slug);
  await payWith(page, cards.secure);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expectPaid(page);
});

test("an authentication that fails can be repeated, and is charged once", async ({ page }) => {
  await orderUnpaid(page, towels.slug);
  await payWith(page, cards.secure);
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expect(complaint(page)).toContainText("unable to authenticate");
  await payWith(page, cards.secure);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expectPaid(page);
  const intents = await intentsOf(orderIdOf(page));
  expect(intents.filter(({ status }) => /succeeded|requires_capture/.test(status))).toHaveLength(1);
});

test("a shopper who leaves the payment page pays the same order later", async ({ page }) => {
  await orderUnpaid(page, towels.slug);
  await leavePayment(page);
  await expect(page.getByRole("status")).toContainText("You left the payment page. Nothing was charged.");
  const first = orderIdOf(page);
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(orderIdOf(page)).toBe(first);
});

test("the browser's Back button leads to one order, not two", async ({ page }) => {
  const { sku, slug } = await product({ stock: 5 });
  await orderUnpaid(page, slug);
  const payment = page.url();
  await page.goBack();
  await payButton(page).click();
  await page.waitForURL(isPaymentPage);
  expect(page.url()).toBe(payment);
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(await availableOf(sku)).toBe(4);
});

test("a canceled order releases its stock", async ({ page }) => {
  const { sku, slug } = await product({ stock: 2 });
  await orderUnpaid(page, slug);
  expect(await availableOf(sku)).toBe(1);
  await leavePayment(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status")).toContainText("This order was canceled. Nothing was charged.");
  expect(await availableOf(sku)).toBe(2);
});

test("two clicks on Pay are one order and one payment", async ({ page }) => {
  const { sku, slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await fillCheckout(page);
  await payButton(page).dblclick();
  await page.waitForURL(isPaymentPage);
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(await availableOf(sku)).toBe(4);
  expect(await intentsOf(orderIdOf(page))).toHaveLength(1);
});

test("Pay sent from two tabs at once is one order and one payment", async ({ page, context }) => {
  const { sku, slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await fillCheckout(page);
  const other = await context.newPage();
  await other.goto("/checkout/review");
  await Promise.all([toPayment(page), toPayment(other)]);
  expect(other.url()).toBe(page.url());
  await payWith(page, cards.good);
  await expectPaid(page);
  expect(await availableOf(sku)).toBe(4);
  await payWith(other, cards.good);
  await expectPaid(other);
  expect(await intentsOf(orderIdOf(page))).toHaveLength(1);
});

test("a cart that changed in another tab is reviewed again before anything is ordered", async ({
  page,
  context,
}) => {
  const { sku, slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await fillCheckout(page);
  const other = await context.newPage();
  await other.goto("/cart");
  await other.getByLabel("Quantity").fill("3");
  await expect(other.getByText("$75.00").first()).toBeVisible();
  await payButton(page).click();
  await expect(complaint(page)).toContainText("changed since you reviewed");
  expect(await availableOf(sku)).toBe(5);
});
