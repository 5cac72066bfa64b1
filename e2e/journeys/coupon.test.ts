import { Promotion, type Terms } from "@securecart/core/promotion";
import {
  addToCart,
  cards,
  complaint,
  emailTo,
  expect,
  expectPaid,
  fillCheckout,
  fillContact,
  payWith,
  product,
  shopper,
  test,
  toPayment,
  unique,
} from "../fixtures";

async function coupon(terms: Partial<Terms> = {}) {
  const code = unique();
  await Promotion.save({ code, label: "Spring sale", benefit: { kind: "percent", percent: 10 }, ...terms });
  return code;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "in a browser" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a coupon is refused, applied, removed and used in an order", async ({ page }) => {
      const { slug } = await product({ price: 2_500 });
      const code = await coupon();
      await page.goto(`/product/${slug}`);
      await addToCart(page);
      const who = await fillCheckout(page);
      const field = page.getByLabel("Discount code", { exact: true });
      const apply = page.getByRole("button", { name: "Apply" });
      await field.fill("NOSUCHCODE");
      await apply.click();
      await expect(field).toHaveAccessibleDescription("We can't find this code.");
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toHaveValue("NOSUCHCODE");
      await field.fill(`${code.toLowerCase().slice(0, 5)} ${code.slice(5)}`);
      await apply.click();
      await expect(page.getByText(`Spring sale (${code})`)).toBeVisible();
      await expect(page.getByText("−$2.50")).toBeVisible();
      await page.getByRole("button", { name: `Remove discount code ${code}` }).click();
      await expect(field).toBeVisible();
      await expect(page.getByText("−$2.50")).toHaveCount(0);
      await field.fill(code);
      await apply.click();
      await expect(page.getByRole("button", { name: "Pay $28.40" })).toBeVisible();
      await toPayment(page);
      await payWith(page, cards.good);
      await expectPaid(page);
      await expect(page.getByText(`Spring sale (${code})`)).toBeVisible();
      await emailTo(who.email, /We have your order/);
    });

    test("a free order needs no payment", async ({ page }) => {
      const { slug } = await product({ price: 8_000 });
      const code = await coupon({ benefit: { kind: "percent", percent: 100 } });
      await page.goto(`/product/${slug}`);
      await addToCart(page);
      await fillCheckout(page);
      await page.getByLabel("Discount code", { exact: true }).fill(code);
      await page.getByRole("button", { name: "Apply" }).click();
      await page.getByRole("button", { name: "Place order" }).click();
      await expectPaid(page);
      await expect(page.getByText("Nothing to pay.").first()).toBeVisible();
    });
  });
}

test("a coupon that no longer applies gives the reason, and the sum is without it", async ({ page }) => {
  const { slug } = await product({ price: 2_500 });
  const code = await coupon({ minimum: { USD: 5_000 } });
  await page.goto(`/product/${slug}`);
  await page.getByLabel("Quantity").fill("2");
  await addToCart(page);
  await fillCheckout(page);
  await page.getByLabel("Discount code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("−$5.00")).toBeVisible();
  await page.goto("/cart");
  await page.getByLabel("Quantity").fill("1");
  await expect(page.getByText("Subtotal $25.00")).toBeVisible();
  await page.goto("/checkout/review");
  await expect(page.getByText("Not applied. Add $25.00 more to use this code.")).toBeVisible();
  await expect(page.getByText(`Spring sale (${code})`)).toHaveCount(0);
});

test("a business tax ID removes the tax abroad; a wrong one, or an address without delivery, is refused at its field", async ({
  page,
}) => {
  const { slug } = await product({ price: 11_900 });
  await page.goto(`/product/${slug}`);
  await addToCart(page);
  await page.goto("/checkout/contact");
  await fillContact(page, shopper());
  await page.getByLabel("State").selectOption("Puerto Rico");
  await page.getByLabel("ZIP code").fill("00901");
  const next = page.getByRole("button", { name: "Continue to delivery" });
  await next.click();
  await expect(complaint(page)).toContainText("We do not deliver to Puerto Rico yet.");
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Postal code").fill("10115");
  await page.getByText("Buying for a business?").click();
  const taxId = page.getByLabel("Business tax ID");
  await taxId.fill("DE100000009");
  await next.click();
  await expect(taxId).toHaveAccessibleDescription(/not a valid business tax ID/);
  await taxId.fill("de 100 000 008");
  await next.click();
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(page.getByText("Business tax ID DE100000008")).toBeVisible();
  await expect(page.getByText("−$19.00")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pay $100.00" })).toBeVisible();
});
