import type { Page } from "@playwright/test";
import { expect, mug, test } from "../fixtures";

test("a search finds products in spite of spelling mistakes", async ({ page }) => {
  await page.goto("/");
  for (const words of ["stoneware mug", "stonewear mug", "tidla"]) {
    await page.getByRole("searchbox", { name: "Search" }).fill(words);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Results for “${words}”`);
    await expect(page.getByRole("link", { name: mug.name })).toBeVisible();
  }
});

test("a search without results shows a message and links to the catalog", async ({ page }) => {
  await page.goto("/search?q=xyzzyplugh");
  await expect(page.getByRole("status")).toHaveText("We found nothing for “xyzzyplugh”.");
  await page.getByRole("main").getByRole("link", { name: "Clothing" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clothing");
});

test("a category is filtered, sorted and cleared again by links and forms", async ({ page }) => {
  await page.goto("/category/clothing");
  const all = await countOf(page);
  const filter = page
    .getByRole("region", { name: "Filters" })
    .getByRole("link", { name: /\(\d+\)$/ })
    .first();
  const promised = Number(/\((\d+)\)/.exec((await filter.textContent()) ?? "")?.[1]);
  await filter.click();
  await expect(page).toHaveURL(/filter=/);
  await expect.poll(() => countOf(page)).toBe(promised);
  expect(promised).toBeLessThan(all);

  await page.getByLabel("Sort by").selectOption("price-asc");
  await expect(page).toHaveURL(/filter=.*sort=price-asc/);
  await expect.poll(async () => isAscending(await pricesOn(page))).toBe(true);

  await page.getByRole("link", { name: "Clear all" }).click();
  await expect.poll(() => countOf(page)).toBe(all);
});

test("a price range includes only prices within its bounds", async ({ page }) => {
  await page.goto("/category/clothing");
  await page.getByLabel("From price").fill("40");
  await page.getByLabel("To price").fill("80");
  await page.getByRole("button", { name: "Apply price" }).click();
  await expect(page).toHaveURL(/min=40&max=80/);
  const prices = await pricesOn(page);
  expect(prices.length).toBeGreaterThan(0);
  for (const price of prices) expect(price).toBeLessThanOrEqual(80);
});

async function countOf(page: Page) {
  return Number.parseInt((await page.getByRole("main").getByRole("status").textContent()) ?? "", 10);
}

/** Lists the prices on the cards, in whole units. */
async function pricesOn(page: Page) {
  const texts = await page.getByRole("article").getByText(/\$\d/).allTextContents();
  return texts
    .flatMap((text) => /\$([\d,.]+)/.exec(text)?.[1] ?? [])
    .map((text) => Number(text.replaceAll(",", "")));
}

const isAscending = (values: number[]) =>
  values.length > 1 && values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
