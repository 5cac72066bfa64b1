import type { Page } from "@playwright/test";
import { Customer } from "@securecart/core/customer";
import { customer } from "@securecart/core/test/customers";
import { newcomer, password, signedIn, signIn } from "../account";
import { address, expect, shopper, test } from "../fixtures";
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
  expect.soft(width, `${name} is as wide as the phone`).toBeLessThanOrEqual(360);
}
