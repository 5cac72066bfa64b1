import type { Page } from "@playwright/test";
import { examine } from "../examine";
import { expect, mug, searchField, test, unique, urls } from "../fixtures";
import { newStaffMember, signIn } from "../staff";

test("a search finds products in spite of spelling mistakes", async ({ page }) => {
  await page.goto("/");
  for (const [words, meant] of [
    ["stoneware mug", null],
    ["stonewear mug", "stoneware mug"],
    ["tidla", "tidal"],
  ] as const) {
    await searchField(page).fill(words);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Results for “${words}”`);
    await expect(page.getByRole("link", { name: mug.name })).toBeVisible();
    await expect(page.getByText(`Showing results for “${meant}”.`)).toHaveCount(meant ? 1 : 0);
    await expect(searchField(page)).toHaveValue(words);
  }
});

test("a search tells how it was understood, and finds variants by SKU and color, categories and pages", async ({
  page,
}) => {
  await page.goto("/search?q=couch");
  await expect(page.getByText("No exact match for “couch”.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Porch Bench" })).toBeVisible();

  await page.goto("/search?q=mug-tidal-nvy");
  const found = page.getByRole("main").getByRole("link", { name: mug.name });
  await expect(found).toHaveAttribute("href", `/product/${mug.slug}/navy`);
  await found.click();
  await expect(page.getByRole("list", { name: "Color" }).getByRole("link", { name: "Navy" })).toHaveAttribute(
    "aria-current",
    "true",
  );

  await page.goto("/search?q=navy+tee");
  await expect(page.getByRole("link", { name: "Everyday Heavy Tee" })).toHaveAttribute("href", /\/navy-/);

  await page.goto("/search?q=returns");
  const links = page.getByRole("navigation", { name: "Categories and information" });
  await expect(links.getByRole("link", { name: "Returns" })).toHaveAttribute("href", "/pages/returns");
  await page.goto("/search?q=clothes");
  await expect(links.getByRole("link", { name: "Clothing" })).toBeVisible();

  expect((await page.goto("/category/clothing?page=99"))?.status()).toBe(404);
});

test("suggestions appear while typing and are chosen with the keyboard", async ({ page }) => {
  await page.goto("/");
  const field = searchField(page);
  await field.focus();
  await expect(field).toHaveRole("combobox");
  await field.pressSequentially("stonew");
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options.filter({ hasText: mug.name })).toContainText("$");
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await examine(page, "suggestions", "light");
  await page.keyboard.press("ArrowDown");
  const active = page.getByRole("option", { selected: true });
  await expect(active).toHaveCount(1);
  const name = await active.getByText(/\p{L}/u).first().textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name ?? "");

  await field.fill("wool scarf");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Results for “wool scarf”");
  await expect(field).toHaveValue("wool scarf");
  await field.fill("");
  await expect(options.first()).toHaveText("wool scarf");
  await page.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowDown");
  await options.filter({ hasText: "Clear recent searches" }).click();
  await expect(options).toHaveCount(0);
});

test("a search without results shows a message and links to the catalog", async ({ page }) => {
  await page.goto("/search?q=xyzzyplugh");
  await expect(page.getByRole("status")).toHaveText("We found nothing for “xyzzyplugh”.");
  await page.getByRole("main").getByRole("link", { name: "Clothing" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clothing");
});

test("filters find only what one variant is", async ({ page }) => {
  await page.goto("/category/clothing?filter=waist:36&filter=length:34");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Orchard Canvas Trousers" })).toHaveAttribute("href", /36-34$/);
  await page.goto("/category/clothing?filter=waist:36&filter=length:30");
  await expect(page.getByText("No products match these filters.")).toBeVisible();
});

test("a category is filtered, sorted and cleared again by links and forms", async ({ page }) => {
  await page.goto("/category/clothing");
  const all = await countOf(page);
  const filter = page
    .getByRole("form", { name: "Filters" })
    .getByText(/\(\d+\)$/)
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

test("a card shows its colors, and a second view under the mouse", async ({ page }) => {
  await page.goto("/category/kitchen-table");
  const card = page.getByRole("article").filter({ has: page.getByRole("link", { name: mug.name }) });
  await expect(card.getByText("4 colors")).toBeVisible();
  const pictures = card.locator("img.object-cover:not(.scale-\\[2\\])");
  await expect(pictures).toHaveCount(2);
  await expect(pictures.last()).toBeHidden();
  await card.hover();
  await expect(pictures.last()).toBeVisible();
});

test.describe("on a phone", () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  test.use(phone);

  test("the first screen of a list has a product with its price, and the second view is not loaded", async ({
    page,
  }) => {
    await page.goto("/category/clothing");
    const first = page.getByRole("article").first();
    await expect(first.getByText(/\$\d/)).toBeInViewport({ ratio: 1 });
    await first.tap({ trial: true });
    await expect(first.locator(".second-view").getByRole("img", { includeHidden: true })).toBeHidden();
  });

  test("the sheet of filters stays open while choosing, and its button counts what is chosen", async ({
    page,
  }) => {
    await page.goto("/category/clothing");
    const all = await countOf(page);
    await page.getByRole("button", { name: "Filter" }).tap();
    const sheet = page.getByRole("form", { name: "Filters" });
    const show = sheet.getByRole("button", { name: /^Show \d+ products$/ });
    await expect(sheet).toBeFocused();
    await expect(show).toHaveText(`Show ${all} products`);
    const honey = numberIn(await sheet.getByText(/^Honey/).textContent());
    await sheet.getByRole("checkbox", { name: /^Honey/ }).check();
    await expect(show).toHaveText(`Show ${honey} products`);
    await sheet.getByRole("checkbox", { name: /^Chalk/ }).check();
    await expect(show).not.toHaveText(`Show ${honey} products`);
    await examine(page, "the sheet of filters", "light");
    const promised = numberIn(await show.textContent());
    await show.tap();
    await expect(page).toHaveURL(/filter=color:Chalk&filter=color:Honey/);
    await expect.poll(() => countOf(page)).toBe(promised);
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("button", { name: "Filter (2)" })).toBeFocused();
  });

  test("the sheet of filters works with the keyboard and closes on Escape", async ({ page }) => {
    await page.goto("/category/clothing");
    const open = page.getByRole("button", { name: "Filter" });
    await open.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("form", { name: "Filters" });
    await expect(sheet).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Close filters" })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(sheet.getByRole("checkbox").first()).toBeChecked();
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(open).toBeFocused();
  });

  test("without JavaScript the sheet of filters is a plain form", async ({ browser }) => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false, baseURL: urls.shop });
    const page = await context.newPage();
    await page.goto("/category/clothing");
    await page.getByRole("button", { name: "Filter" }).tap();
    const sheet = page.getByRole("form", { name: "Filters" });
    const honey = numberIn(await sheet.getByText(/^Honey/).textContent());
    await sheet.getByRole("checkbox", { name: /^Honey/ }).check();
    await sheet.getByRole("button", { name: "Show products" }).tap();
    await expect(page.getByRole("main").getByRole("status")).toHaveText(`${honey} products`);
    await context.close();
  });
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

test("staff pin products to a search, add synonyms, and see what was not found", async ({ page }) => {
  const word = `davenport${unique().toLowerCase().replace(/\d/g, "x")}`;
  await page.goto(`/search?q=${word}`);
  await expect(page.getByRole("status")).toHaveText(`We found nothing for “${word}”.`);
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/shop-search");
  await expect(page.getByRole("row", { name: word })).toContainText("Nothing");
  await page.getByLabel("Search words").fill(word);
  await page.getByLabel("Products", { exact: true }).fill(`MUG-TIDAL-CHL, no-such-product-${word}`);
  await page.getByRole("button", { name: "Pin products" }).click();
  await expect(page.getByText(/No product has the SKU or address no-such/).first()).toBeVisible();
  await page.getByLabel("Products", { exact: true }).fill("MUG-TIDAL-CHL, striped-tea-towels");
  await page.getByRole("button", { name: "Pin products" }).click();
  const pinned = page.getByRole("list", { name: "Pinned searches" }).getByRole("listitem");
  await expect(pinned.filter({ hasText: word })).toContainText("Tidal Stoneware Mug, Pier Stripe Tea Towels");
  await page.getByRole("button", { name: `Remove the pins of ${word}` }).click();
  await expect(pinned.filter({ hasText: word })).toHaveCount(0);

  const synonyms = page.getByLabel("Your synonyms");
  const before = await synonyms.inputValue();
  await synonyms.fill(`${before}\n${word}`);
  await page.getByRole("button", { name: "Save synonyms" }).click();
  await expect(page.getByText(/enter words that mean the same/).first()).toBeVisible();
  await synonyms.fill(`${before}\n${word}, ${word}s`);
  await page.getByRole("button", { name: "Save synonyms" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(synonyms).toHaveValue(new RegExp(word));
  await examine(page, "shop search", "light");
});

const numberIn = (text: string | null) => Number(/\d+/.exec(text ?? "")?.[0]);

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
