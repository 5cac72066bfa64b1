import type { Page } from "@playwright/test";
import { examine } from "../examine";
import { expect, mug, test, towels } from "../fixtures";

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

const photos = (page: Page) => page.getByRole("region", { name: "Photos" });
const large = (page: Page) => page.getByRole("dialog", { name: "Photos, large" });

test("a photo opens large, and the keyboard leads through all of them and back", async ({ page }) => {
  await page.goto(`/product/${mug.slug}`);
  const first = photos(page)
    .getByRole("link", { name: /^Enlarge: / })
    .first();
  await first.focus();
  await page.keyboard.press("Enter");
  await expect(large(page)).toBeVisible();
  await expect(large(page).getByText(/^Photo 1 of \d+$/)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(large(page).getByText(/^Photo 2 of \d+$/)).toBeVisible();
  await expect(large(page).getByRole("img")).toHaveAttribute("src", /-1280\.webp$/);
  const width = async () => (await large(page).getByRole("img").boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(before);
  await examine(page, "large photos", "light");
  await page.keyboard.press("Escape");
  await expect(large(page)).toHaveCount(0);
  await expect(first).toBeFocused();
});

test("each product of the shop has at least four photos, and a size tells more about itself", async ({
  page,
}) => {
  await page.goto(`/product/${towels.slug}`);
  expect(await photos(page).getByRole("img").count()).toBeGreaterThanOrEqual(4);
  await page.goto("/product/everyday-heavy-tee");
  await page.getByText("Size help").click();
  await expect(page.getByText("Fit: Regular")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Size guide" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Size guide");
});

test("the products viewed last are shown on other pages, without the present one, until they are cleared", async ({
  page,
}) => {
  const recent = page.getByRole("region", { name: "Recently viewed" });
  await page.goto(`/product/${mug.slug}`);
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  await expect(recent).toHaveCount(0);
  await page.goto(`/product/${towels.slug}`);
  await expect(recent.getByRole("link")).toHaveText([mug.name]);
  await page.goto("/");
  await expect(recent.getByRole("link")).toHaveText([towels.name, mug.name]);
  await recent.getByRole("button", { name: "Clear recently viewed" }).click();
  await expect(recent).toHaveCount(0);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(recent).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a photo links to its large file, and nothing is viewed recently", async ({ page, request }) => {
    await page.goto(`/product/${mug.slug}`);
    const link = photos(page)
      .getByRole("link", { name: /^Enlarge: / })
      .first();
    const answer = await request.get((await link.getAttribute("href")) ?? "");
    expect(answer.headers()["content-type"]).toBe("image/webp");
    await expect(page.getByRole("region", { name: "Recently viewed" })).toHaveCount(0);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the first screen has the price and the button, and a swipe shows the next photo", async ({
    page,
  }) => {
    await page.goto(`/product/${mug.slug}`);
    const button = page.getByRole("button", { name: "Add to cart" });
    await expect(page.getByText("$24.00").first()).toBeInViewport({ ratio: 1 });
    await expect(button).toBeInViewport({ ratio: 1 });
    await page.getByRole("heading", { name: "Details" }).scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 1 });
    await photos(page).scrollIntoViewIfNeeded();
    await photos(page).evaluate((scroller) =>
      scroller.scrollTo({ left: scroller.clientWidth, behavior: "instant" }),
    );
    await expect(page.getByRole("link", { name: /^Choose / }).first()).toBeInViewport();
    await page.getByRole("link", { name: "Choose Moss", exact: true }).tap();
    await expect(page).toHaveURL(/moss/);
  });

  test("a tap opens a photo large, and a tap on it enlarges it", async ({ page }) => {
    await page.goto(`/product/${mug.slug}`);
    await photos(page)
      .getByRole("link", { name: /^Enlarge: / })
      .first()
      .tap();
    await large(page).getByRole("button", { name: "Enlarge the photo" }).tap();
    await expect(large(page).getByRole("button", { name: "Show the whole photo" })).toBeVisible();
    await large(page).getByRole("button", { name: "Close photos" }).tap();
    await expect(large(page)).toHaveCount(0);
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
