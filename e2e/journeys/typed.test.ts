import { expect, fillContact, putInCart, shopper, test, towels } from "../fixtures";

const onward = "Continue to delivery";

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a mistyped email domain is questioned once, and the suggestion can be chosen", async ({ page }) => {
      await putInCart(page, towels.slug);
      await page.goto("/checkout/contact");
      await fillContact(page, shopper({ email: "ada@gmial.com" }));
      await page.getByRole("button", { name: onward }).click();
      await expect(page.getByText("Did you mean ada@gmail.com? If not")).toBeVisible();
      await expect(page.getByLabel("Email")).toHaveValue("ada@gmial.com");
      if (javaScriptEnabled) await page.screenshot({ path: "test-results/typed/hint.png", fullPage: true });
      await page.getByRole("button", { name: onward }).click();
      await page.waitForURL(/\/checkout\/delivery/);
      await page.goto("/checkout/contact");
      await expect(page.getByLabel("Email")).toHaveValue("ada@gmial.com");
      await page.getByLabel("Email").fill("ada@hotmial.com");
      await page.getByLabel("Email").press("Enter");
      await page.getByRole("button", { name: "Use ada@hotmail.com" }).click();
      await page.waitForURL(/\/checkout\/delivery/);
      await page.goto("/checkout/contact");
      await expect(page.getByLabel("Email")).toHaveValue("ada@hotmail.com");
    });
  });

test("a phone number pasted from contacts is accepted and shown in groups", async ({ page }) => {
  await putInCart(page, towels.slug);
  await page.goto("/checkout/contact");
  await fillContact(page, shopper({ name: "\u200eAda Lovelace\u200f" }));
  await page.getByLabel("Phone").fill("\u202d(555)\u00a0010\u20110199\u202c");
  await page.getByRole("button", { name: onward }).click();
  await page.waitForURL(/\/checkout\/delivery/);
  await page.goto("/checkout/contact");
  await expect(page.getByLabel("Phone")).toHaveValue("+1 555 010 0199");
  await expect(page.getByLabel("Full name")).toHaveValue("Ada Lovelace");
});
