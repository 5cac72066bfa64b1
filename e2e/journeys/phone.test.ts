import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { walkTheCheckout, walkTheShelves, walkToTheEnd } from "../walk";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test("no page on the shelves scrolls sideways on a phone", async ({ page }) => {
  await walkTheShelves(page, (name) => fits(page, name));
});

test("no page of the checkout scrolls sideways on a phone", async ({ page }) => {
  await walkTheCheckout(page, (name) => fits(page, name));
});

test("a canceled order does not scroll sideways on a phone", async ({ page }) => {
  await walkToTheEnd(page, (name) => fits(page, name));
});

async function fits(page: Page, name: string) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(width, `${name} is as wide as the phone`).toBeLessThanOrEqual(360);
}
