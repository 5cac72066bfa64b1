import type { Page } from "@playwright/test";
import { Customer } from "@securecart/core/customer";
import { customer } from "@securecart/core/test/customers";
import { newcomer, password, signedIn, signIn } from "../account";
import { address, cartLink, expect, mug, putInCart, searchField, shopper, test } from "../fixtures";
import { walkTheCatalog, walkTheCheckout, walkToTheEnd } from "../walk";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
test.use(phone);

test("no catalog page scrolls sideways on a phone", async ({ page }) => {
  await walkTheCatalog(page, (name) => fits(page, name));
});

test("no page of the checkout scrolls sideways on a phone", async ({ page }) => {
  await walkTheCheckout(page, (name) => fits(page, name));
});

test("a canceled order does not scroll sideways on a phone", async ({ page }) => {
  await walkToTheEnd(page, (name) => fits(page, name));
});

const signInPages = ["/sign-in", "/sign-in/code", "/create-account", "/reset", "/reset/sent", "/orders"];
const accountPages = [
  "/account",
  "/account/orders",
  "/account/addresses",
  "/account/addresses/new",
  "/account/cards",
  "/account/security",
  "/account/security/password",
  "/account/security/email",
  "/account/security/confirm",
  "/account/privacy",
];

test("an account's pages fit a phone, and all controls are large enough for a finger", async ({
  browser,
}) => {
  const page = await newcomer(browser, phone);
  const look = async (paths: string[]) => {
    for (const path of paths) {
      await page.goto(path);
      await fits(page, path);
      expect.soft(await small(page), path).toEqual([]);
    }
  };
  await look(signInPages);
  const { customerId, email, name } = await customer({ ...shopper(), password });
  for (const line1 of ["7 Elm Street", "8 Oak Street"])
    await Customer.addAddress({ customerId, address: { ...address, line1, name } });
  await signIn(page, email);
  await signedIn(page, email);
  await look(accountPages);
});

for (const width of [390, 360])
  test(`the header is one row on a phone of ${width} pixels, and search and menu are one tap away`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await putInCart(page, mug.slug);
    await page.goto("/");
    await expect(cartLink(page)).toContainText("1 item");
    const banner = page.getByRole("banner");
    expect((await banner.boundingBox())?.height).toBeLessThanOrEqual(60);
    await fits(page, "home");

    await banner.getByRole("button", { name: "Open search" }).tap();
    await expect(searchField(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(searchField(page)).toBeHidden();

    await banner.getByRole("button", { name: "Menu" }).tap();
    await page
      .getByRole("navigation", { name: "Main menu" })
      .getByRole("link", { name: "Kitchen & Table" })
      .tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kitchen & Table");
    await expect(page.getByRole("navigation", { name: "Main menu" })).toBeHidden();
  });

test("the menu and the search of a phone open and close with the keyboard", async ({ page }) => {
  await page.goto("/");
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Close menu" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("navigation", { name: "Main menu" })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.getByRole("button", { name: "Open search" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(mug.name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Results for “${mug.name}”`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the menu and the search of a phone open and lead on", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Open search" }).tap();
    await searchField(page).fill("mug");
    await searchField(page).press("Enter");
    await expect(page.getByRole("link", { name: mug.name })).toBeVisible();
    await page.getByRole("button", { name: "Menu" }).tap();
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Clothing" }).tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clothing");
  });
});

/** Lists controls less than 44 pixels high, except links within a sentence. */
const small = (page: Page) =>
  page
    .getByRole("main")
    .locator(
      "a:not(p a), button, input:not([type=hidden], [type=checkbox]), select, summary, label:has(input)",
    )
    .evaluateAll((elements) =>
      elements
        .map((element) => ({ element, height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44)
        .map(({ element, height }) => `${element.textContent} ${height}`),
    );

async function fits(page: Page, name: string) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(width, `${name} is as wide as the phone`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
