import type { Page } from "@playwright/test";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import {
  availableOf,
  buy,
  expect,
  fillCheckout,
  orderIdOf,
  payWith,
  product,
  putInCart,
  test,
  toPayment,
} from "../fixtures";
import { newStaffMember, reaches, refundButton, signIn, staffMember, standing, unfold } from "../staff";

const suspicious = "4000 0000 0000 9235";

/** Places and pays an order of one unit on the shopper's page. */
async function bought(page: Page) {
  const { sku, slug } = await product({ stock: 5 });
  await buy(page, slug);
  const orderId = orderIdOf(page);
  await reaches(orderId, "paid");
  return { orderId, sku };
}

/** Places an order that waits for a review. */
async function reviewed(page: Page) {
  const { sku, slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await fillCheckout(page);
  await toPayment(page);
  await payWith(page, suspicious);
  await page.waitForURL(/\/orders\//);
  const orderId = orderIdOf(page);
  await reaches(orderId, "in_review");
  return { orderId, sku };
}

test("staff pack, ship and refund an order, and the customer sees it", async ({ page, browser }) => {
  const { orderId, sku } = await bought(page);
  const staff = await staffMember(browser);
  await staff.goto("/admin/orders");
  await staff.getByRole("link", { name: Order.numberOf(orderId) }).click();
  await staff.getByRole("button", { name: "Mark as packed" }).click();
  await expect(standing(staff)).toHaveText("Packed");
  await staff.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(staff.getByText("Enter the carrier.")).toBeVisible();
  await staff.getByLabel("Tracking number").fill("PP-4711");
  await staff.getByLabel("Carrier").fill("Pigeon Post");
  await staff.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(standing(staff)).toHaveText("Shipped");
  await page.reload();
  await expect(page.getByText("Handed to Pigeon Post, PP-4711.")).toBeVisible();

  await unfold(staff, "Refund");
  await staff.getByRole("spinbutton", { name: sku }).fill("1");
  await staff.getByLabel("Reason for the refund").fill("Arrived broken.");
  await refundButton(staff).dblclick();
  await expect(staff.getByText(`1 × ${sku}, restocked`)).toBeVisible();
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
  expect(await availableOf(sku)).toBe(5);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Refunds" })).toBeVisible();
  await expect(page.getByText("sent to your bank")).toBeVisible();

  await staff.getByRole("link", { name: "Audit log of this order" }).click();
  await expect(staff.getByRole("cell", { name: /status: packed → shipped/ }).last()).toBeVisible();
  await expect(staff.getByRole("row")).toHaveCount(1 + 3); // header; pack, ship, refund
});

test("an approved order in review is captured", async ({ page, browser }) => {
  const { orderId } = await reviewed(page);
  const staff = await staffMember(browser);
  await staff.goto("/admin/review");
  await staff.getByRole("link", { name: Order.numberOf(orderId) }).click();
  await staff.waitForURL(/\/orders\//);
  await expect(staff.getByText("Stripe rates the payment as elevated risk.")).toBeVisible();
  await staff.getByLabel("Reason to approve").fill("Called the customer.");
  await staff.getByRole("button", { name: "Approve" }).click();
  await reaches(orderId, "paid");
  await expect(standing(staff)).toHaveText("Paid"); // the page refreshes automatically
  await page.reload();
  await expect(page.getByRole("status")).toContainText("We have received your payment");
});

test("a rejected order in review is not charged, and its stock is released", async ({ page, browser }) => {
  const { orderId, sku } = await reviewed(page);
  const staff = await staffMember(browser);
  await staff.goto(`/admin/orders/${orderId}`);
  await staff.getByLabel("Reason to reject").fill("A stolen card.");
  await staff.getByRole("button", { name: "Reject" }).click();
  await reaches(orderId, "canceled");
  await page.reload();
  await expect(page.getByRole("status")).toContainText("Nothing was charged");
  expect(await availableOf(sku)).toBe(5);
});

test("one of two refunds of the same order at once is refused with the reason", async ({ page, browser }) => {
  const { orderId } = await bought(page);
  const first = await staffMember(browser);
  const second = await first.context().newPage();
  const { captured } = await Order.require(orderId);
  for (const tab of [first, second]) {
    await tab.goto(`/admin/orders/${orderId}`);
    await unfold(tab, "Refund");
    await tab.getByLabel("Amount").fill((captured / 100).toFixed(2));
    await tab.getByLabel("Reason for the refund").fill("Lost on the way.");
  }
  await Promise.all([first, second].map((tab) => refundButton(tab).click()));
  await expect.poll(async () => (await Order.require(orderId)).refunds.length).toBe(1);
  for (const tab of [first, second]) await expect(tab.getByText("Lost on the way.")).toBeVisible();
  expect(await Order.require(orderId)).toMatchObject({ refunded: captured, refunds: [{ amount: captured }] });
});

test("the list of orders refreshes automatically", async ({ page, browser }) => {
  const staff = await staffMember(browser);
  await staff.goto("/admin/orders");
  const { orderId } = await bought(page);
  await expect(staff.getByRole("row").filter({ hasText: Order.numberOf(orderId) })).toContainText("Paid");
});

test("an order is found by its number and its email address", async ({ page, browser }) => {
  const { orderId } = await bought(page);
  const { contact } = await Order.require(orderId);
  const staff = await staffMember(browser);
  await staff.goto("/admin/orders");
  for (const words of [Order.numberOf(orderId), contact.email]) {
    await staff.getByRole("searchbox", { name: "Find an order" }).fill(words);
    await staff.getByRole("button", { name: "Find" }).click();
    await expect(staff.getByRole("heading", { level: 1 })).toContainText(words);
    await expect(staff.getByRole("row")).toHaveCount(2);
    await expect(staff.getByRole("link", { name: Order.numberOf(orderId) })).toBeVisible();
  }
});

test("stock is found, received and adjusted, never below the units for sale", async ({ page }) => {
  const { sku } = await product({ stock: 3 });
  await signIn(page);
  await page.goto("/admin/stock");
  await page.getByRole("searchbox", { name: "Find a SKU" }).fill(sku.toLowerCase());
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: sku, exact: true }).click();
  await page.getByLabel("Quantity received").fill("4");
  await page.getByLabel("Delivery or reason").fill("Delivery 12");
  await page.getByRole("button", { name: "Receive" }).click();
  await expect(page.getByText("The items are in stock.")).toBeVisible();
  await page.getByLabel("Change in quantity").fill("-9");
  await page.getByLabel("Reason", { exact: true }).fill("Counted.");
  await page.getByRole("button", { name: "Adjust" }).click();
  await expect(page.getByText(/On hand can go down by at most 7/)).toBeVisible();
  await page.getByLabel("Change in quantity").fill("-2");
  await page.getByRole("button", { name: "Adjust" }).click();
  await expect(page.getByText("The stock has been adjusted.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Counted." })).toContainText("−2");
  expect(await availableOf(sku)).toBe(5);
});

test("a count sets the units on hand, shows the difference, and keeps the units of orders", async ({
  page,
  browser,
}) => {
  const { orderId, sku } = await bought(page);
  const staff = await staffMember(browser, await newStaffMember("warehouse"));
  await staff.goto(`/admin/stock?q=${sku}`);
  await expect(staff.getByRole("row").filter({ hasText: sku })).toContainText(/5\s*4(, low)?\s*0\s*1/);
  await staff.getByRole("link", { name: sku, exact: true }).click();
  const save = () => staff.getByRole("button", { name: "Save count" }).click();
  const counted = staff.getByLabel("Quantity in the warehouse");
  await staff.getByLabel("Reason for the count").fill("Stocktaking");
  await save();
  await expect(staff.getByText("Enter the quantity in the warehouse.").first()).toBeVisible();
  await counted.fill("0");
  await save();
  await expect(staff.getByText("1 is held or allocated to orders.")).toBeVisible();
  await expect(counted).toHaveValue("0");
  await counted.fill("3");
  await save();
  await expect(staff.getByText("On hand is now 3, 2 fewer than before.")).toBeVisible();
  await expect(staff.getByRole("row").filter({ hasText: "Stocktaking" })).toContainText("−2");
  expect(await Inventory.stock({ sku })).toMatchObject({ available: 2, held: 0, allocated: 1 });
  await staff.goto(`/admin/orders/${orderId}`);
  await staff.getByRole("button", { name: "Mark as packed" }).click();
  await expect(standing(staff)).toHaveText("Packed");
});

test("a customer cancels an unshipped order and is refunded", async ({ page }) => {
  const { orderId, sku } = await bought(page);
  await page.reload();
  await page.getByText("Changed your mind?").click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status")).toContainText(/^This order was canceled(\.| and) /);
  const { status, captured, refunded } = await Order.require(orderId);
  expect({ status, refunded }).toEqual({ status: "canceled_refunded", refunded: captured });
  expect(await availableOf(sku)).toBe(5);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a count shows the difference, and keeps its value when it is refused", async ({ page }) => {
    const { sku } = await product({ stock: 5 });
    await signIn(page);
    await page.goto(`/admin/stock/${sku}`);
    await page.getByLabel("Quantity in the warehouse").fill("many");
    await page.getByLabel("Reason for the count").fill("Stocktaking");
    await page.getByRole("button", { name: "Save count" }).click();
    await expect(page.getByLabel("Quantity in the warehouse")).toHaveValue("many");
    await expect(page.getByLabel("Reason for the count")).toHaveValue("Stocktaking");
    await page.getByLabel("Quantity in the warehouse").fill("6");
    await page.getByRole("button", { name: "Save count" }).click();
    await expect(page.getByText("On hand is now 6, 1 more than before.")).toBeVisible();
  });

  test("staff sign in, pack, and read why an order cannot be shipped", async ({ page, browser }) => {
    const shopper = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    const { orderId } = await bought(shopper);
    await signIn(page);
    await page.goto(`/admin/orders/${orderId}`);
    await page.getByRole("button", { name: "Mark as packed" }).click();
    await expect(standing(page)).toHaveText("Packed");
    await page.getByLabel("Tracking number").fill("PP-4712");
    await page.getByRole("button", { name: "Mark as shipped" }).click();
    await expect(page.getByText("Enter the carrier.")).toBeVisible();
    await expect(page.getByLabel("Tracking number")).toHaveValue("PP-4712");
    await page.getByLabel("Carrier").fill("Pigeon Post");
    await page.getByRole("button", { name: "Mark as shipped" }).click();
    await expect(standing(page)).toHaveText("Shipped");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  });
});
