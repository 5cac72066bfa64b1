import type { Page } from "@playwright/test";
import { Cart } from "@securecart/core/cart";
import { address, complaint, expect, fillContact, mug, putInCart, shopper, test } from "../fixtures";

const next = (page: Page) => page.getByRole("button", { name: "Continue to delivery" });

async function atContact(page: Page) {
  await putInCart(page, mug.slug);
  await page.goto("/checkout/contact");
}

/** Lists the labels of the address fields, from top to bottom. */
const labelsOf = (page: Page) =>
  page
    .getByRole("group", { name: "Delivery address" })
    .locator("label")
    .evaluateAll((labels) => labels.map((label) => label.textContent?.trim()));

test("the fields change with the country at once and keep their values", async ({ page }) => {
  await atContact(page);
  await fillContact(page, shopper());
  expect(await labelsOf(page)).toEqual([
    "Country",
    "Street and number",
    "Apartment, floor (optional)",
    "City",
    "State",
    "ZIP code",
  ]);
  await page.getByLabel("Country").selectOption("JP");
  expect(await labelsOf(page)).toEqual([
    "Country",
    "Postal code",
    "Prefecture",
    "City or ward",
    "Street and number",
    "Apartment, floor (optional)",
  ]);
  await expect(page.getByLabel("Street and number")).toHaveValue("1 Pine Street");
  await expect(page.getByLabel("Prefecture")).toHaveValue("");
  await page.getByLabel("Country").selectOption("GB");
  expect(await labelsOf(page)).toEqual([
    "Country",
    "Street and number",
    "Apartment, floor (optional)",
    "Town or city",
    "Postcode",
  ]);
  await page.getByLabel("Country").selectOption("IE");
  await expect(page.getByLabel("Eircode (optional)")).toBeVisible();
  await expect(page.getByLabel("County (optional)")).toBeVisible();
});

test("each field has its autofill token", async ({ page }) => {
  await atContact(page);
  const tokens = {
    Country: "country",
    City: "address-level2",
    State: "address-level1",
    "ZIP code": "postal-code",
  };
  for (const [label, token] of Object.entries(tokens))
    await expect(page.getByLabel(label)).toHaveAttribute("autocomplete", token);
});

test("a ZIP code of another state is refused at its field with the right state, and all values stay", async ({
  page,
}) => {
  await atContact(page);
  await fillContact(page, shopper());
  await page.getByLabel("State").selectOption("California");
  await next(page).click();
  const hint = "97201 is in Oregon, not in California. Check the ZIP code and the state.";
  await expect(complaint(page)).toContainText(`ZIP code: ${hint}`);
  await expect(page.getByLabel("ZIP code")).toHaveAccessibleDescription(new RegExp(hint));
  await expect(page.getByLabel("ZIP code")).toHaveValue("97201");
  await expect(page.getByLabel("State")).toHaveValue("CA");
  await page.getByLabel("State").selectOption("Choose the state");
  await next(page).click();
  await expect(page).toHaveURL(/checkout\/delivery/);
  await page.goto("/checkout/contact");
  await expect(page.getByLabel("State")).toHaveValue("OR");
});

test("all errors appear at once, with the name of the postcode in the chosen country", async ({ page }) => {
  await atContact(page);
  await page.getByLabel("Country").selectOption("IE");
  await page.getByLabel("Eircode").fill("90210");
  await next(page).click();
  await expect(complaint(page)).toContainText("Street and number: Enter the street and number.");
  await expect(complaint(page)).toContainText("Eircode: Enter an Eircode, like A65 F4E2.");
});

test("a military address has no express delivery and no delivery time", async ({ page }) => {
  await atContact(page);
  await fillContact(page, shopper());
  await page.getByLabel("City").fill("APO");
  await page.getByLabel("State").selectOption("");
  await page.getByLabel("ZIP code").fill("09128");
  await next(page).click();
  await expect(page.getByRole("radio")).toHaveCount(1);
  await expect(page.getByRole("radio", { name: /Military mail.*gives no delivery date/ })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a button shows the fields of the chosen country, and the other values stay", async ({ page }) => {
    await page.goto(`/product/${mug.slug}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.goto("/checkout/contact");
    const who = shopper();
    await page.getByLabel("Email").fill(who.email);
    await page.getByLabel("Full name").fill(who.name);
    await page.getByLabel("Country").selectOption("GB");
    await page.getByLabel("Street and number").fill("1 High Street");
    await page.getByRole("button", { name: "Update the fields for this country" }).click();
    await expect(page.getByText("The address fields now match the country you chose.")).toBeVisible();
    await expect(page.getByLabel("Country")).toHaveValue("GB");
    await expect(page.getByLabel("Email")).toHaveValue(who.email);
    await expect(page.getByLabel("Street and number")).toHaveValue("1 High Street");
    await page.getByLabel("Town or city").fill("Belfast");
    await page.getByLabel("Postcode").fill("bt1 5gs");
    await page.getByLabel("Postcode").press("Enter");
    await expect(page).toHaveURL(/checkout\/delivery/);
    await page.getByRole("radio", { name: /International/ }).check();
    await page.getByRole("button", { name: "Continue to review" }).click();
    await expect(page.getByText("BT1 5GS")).toBeVisible();
    await expect(page.getByText("Included tax")).toBeVisible();
  });
});

test("a cart whose address is no longer valid asks for it, at the wrong field", async ({ page }) => {
  await atContact(page);
  await fillContact(page, shopper());
  await next(page).click();
  await page.waitForURL(/checkout\/delivery/);
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("cart"));
  const cartId = Cart.open(cookie?.value ?? "");
  if (!cartId) throw new Error("The browser has no cart.");
  await Cart.saveDetails({ cartId, details: { address: { ...address, region: "XX" } } });
  await page.goto("/checkout/review");
  await expect(page).toHaveURL(/checkout\/contact/);
  await expect(complaint(page)).toContainText("Please check this address before you use it again.");
  await expect(page.getByLabel("State")).toHaveAccessibleDescription(/“XX” is not a state/);
});
