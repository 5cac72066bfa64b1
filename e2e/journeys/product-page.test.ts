import type { Page } from "@playwright/test";
import { expect, mug, test } from "../fixtures";

const color = (page: Page, name: string) =>
  page.getByRole("list", { name: "Color" }).getByRole("link", { name });

test("a thumbnail chooses the variant that it shows, and keeps the quantity and the history", async ({
  page,
}) => {
  await page.goto("/category/kitchen-table");
  await expect(page.getByLabel("Sort by")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sort", exact: true })).toHaveCount(0);
  await page.goto(`/product/${mug.slug}`);
  await page.getByLabel("Quantity").fill("3");
  await page.getByRole("link", { name: /^Photo 2: .* Choose Moss$/ }).click();
  await expect(page).toHaveURL(/moss/);
  await expect(color(page, "Moss")).toHaveAttribute("aria-current", "true");
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  await expect(page.getByRole("link", { name: /^Photo 2: / })).toBeFocused();
  await color(page, "Navy").click();
  await expect(page).toHaveURL(/navy/);
  await expect(page.getByRole("region", { name: "Photos" }).getByRole("img").first()).toBeInViewport({
    ratio: 0.9,
  });
  await expect(page.getByRole("region", { name: "Photos" }).getByRole("img").first()).toHaveAttribute(
    "alt",
    /navy/i,
  );
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  await page.goBack();
  await expect(page).toHaveURL(/category\/kitchen-table/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the first screen has the price and the button, and a swipe shows the next photo", async ({
    page,
  }) => {
    await page.goto(`/product/${mug.slug}`);
    const button = page.getByRole("button", { name: "Add to cart" });
    await expect(page.getByText("$24.00")).toBeInViewport({ ratio: 1 });
    await expect(button).toBeInViewport({ ratio: 1 });
    await page.getByRole("heading", { name: "Details" }).scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 1 });
    const photos = page.getByRole("region", { name: "Photos" });
    await photos.scrollIntoViewIfNeeded();
    await photos.evaluate((scroller) =>
      scroller.scrollTo({ left: scroller.clientWidth, behavior: "instant" }),
    );
    await expect(page.getByRole("link", { name: /^Choose / }).first()).toBeInViewport();
    await page.getByRole("link", { name: "Choose Moss", exact: true }).tap();
    await expect(page).toHaveURL(/moss/);
  });

  test("a photo of the chosen variant is shown at the same address", async ({ page }) => {
    await page.goto(`/product/${mug.slug}`);
    const { pathname } = new URL(page.url());
    const last = page.getByRole("link", { name: /^Photo 5: / });
    await last.tap();
    await expect(last).toHaveAttribute("aria-current", "true");
    expect(page.url()).toBe(new URL(pathname, page.url()).href);
  });
});
