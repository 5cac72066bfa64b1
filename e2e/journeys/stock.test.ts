import type { Page } from "@playwright/test";
import { Inventory } from "@securecart/core/inventory";
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

test("one of two shoppers gets the last unit, and the other is told before paying", async ({
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

test("two shoppers who press Pay at once buy the last unit once", async ({ page, browser }) => {
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

test("an open product page shows Sold out within two seconds, without a reload", async ({
  page,
  browser,
}) => {
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

test("a page polls for stock only while its button is visible and its tab is active", async ({ page }) => {
  const { slug } = await product({ stock: 1 });
  const polls = countStockRequests(page);
  await page.clock.install();
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto(`/product/${slug}`);
  await expect.poll(() => polls.during(2_000)).toBeGreaterThan(1);
  await page.evaluate(() => {
    document.body.style.paddingBottom = "4000px";
    scrollTo({ top: 4000, behavior: "instant" });
  });
  await expect.poll(() => polls.during(2_000)).toBe(0);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await expect.poll(polls.count).toBeGreaterThan(0);
  await page.clock.fastForward("06:00");
  await expect.poll(() => polls.during(2_000)).toBeLessThan(2);
  await page.keyboard.press("Shift");
  await expect.poll(() => polls.during(2_000)).toBeGreaterThan(1);
});

test("scarce stock is polled more often than plentiful stock", async ({ page }) => {
  const { sku, slug } = await product({ stock: 60 });
  const polls = countStockRequests(page);
  await page.goto(`/product/${slug}`);
  await expect.poll(polls.count).toBeGreaterThan(0);
  expect(await polls.during(3_000)).toBeLessThan(5);
  await Inventory.adjust({ sku, by: -50, cause: "Counted again.", reference: sku, actor: "journey" });
  await expect.poll(() => polls.during(3_000), { timeout: 30_000 }).toBeGreaterThan(4);
});

/** Counts the requests for stock since the last count, or within a number of milliseconds. */
function countStockRequests(page: Page) {
  let requests = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/stock") requests++;
  });
  const count = () => {
    const counted = requests;
    requests = 0;
    return counted;
  };
  const during = async (milliseconds: number) => {
    count();
    // A fixed delay is right here: the number of requests in that time is measured.
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return count();
  };
  return { count, during };
}
