import type { Page } from "@playwright/test";
import { Order } from "@securecart/core/order";
import { TaxId } from "@securecart/core/tax-id";
import { answerWith, germanId } from "@securecart/core/test/vies";
import {
  addToCart,
  cards,
  emailTo,
  expect,
  expectPaid,
  orderIdOf,
  payWith,
  product,
  shopper,
  test,
  toPayment,
} from "../fixtures";
import { reaches, staffMember } from "../staff";

const field = (page: Page) => page.getByLabel("Business tax ID");

/** Fills in the contact step as a German business with a mug for 119 dollars in the cart. */
async function atContact(page: Page, who = shopper()) {
  const { slug } = await product({ price: 11_900 });
  await page.goto(`/product/${slug}`);
  await addToCart(page);
  await page.goto("/checkout/contact");
  await page.getByLabel("Country").selectOption("DE");
  const choose = page.getByRole("button", { name: "Update the fields for this country" });
  if (await choose.isVisible()) await choose.click();
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Full name").fill(who.name);
  await page.getByLabel("Street and number").fill("Alexanderplatz 1");
  await page.getByLabel("Postal code").fill("10178");
  await page.getByLabel("City").fill("Berlin");
  await page.getByText("Buying for a business?").click();
  return who;
}

const toDelivery = (page: Page) => page.getByRole("button", { name: "Continue to delivery" }).click();

async function toReview(page: Page) {
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "a business" : "a business without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("pays without VAT once its number is confirmed", async ({ page }) => {
      const taxId = germanId("valid");
      await atContact(page);
      await field(page).fill(taxId.toLowerCase());
      await toDelivery(page);
      await expect(page.getByText("Your business tax ID is confirmed. No VAT is charged")).toBeVisible();
      await toReview(page);
      await expect(page.getByText("−$19.00")).toBeVisible();
      await expect(page.getByRole("button", { name: "Pay $100.00" })).toBeVisible();
    });

    test("learns that its number is not registered, and continues without one", async ({ page }) => {
      await atContact(page);
      await expect(field(page)).toHaveAccessibleDescription(/such as DE followed by 9 digits/);
      await field(page).fill(germanId("invalid"));
      await toDelivery(page);
      await expect(field(page)).toHaveAccessibleDescription(/is not registered.*leave the field empty/);
      await field(page).fill("DE136695976");
      await toDelivery(page);
      await expect(field(page)).toHaveAccessibleDescription(/This is an example number/);
      await field(page).fill("");
      await toDelivery(page);
      await toReview(page);
      await expect(page.getByRole("button", { name: "Pay $119.00" })).toBeVisible();
    });

    test("is charged VAT while its number cannot be checked, with a message", async ({ page }) => {
      await atContact(page);
      await field(page).fill(germanId("unavailable"));
      await toDelivery(page);
      await toReview(page);
      await expect(page.getByText("We could not check this number right now.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Pay $119.00" })).toBeVisible();
    });
  });
}

test("staff check a number again, and the VAT is refunded with an email that gives the reason", async ({
  page,
  browser,
}) => {
  const taxId = germanId("unavailable");
  const { email } = await atContact(page);
  await field(page).fill(taxId);
  await toDelivery(page);
  await toReview(page);
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  await expect(page.getByText("We could not check your business tax ID yet.")).toBeVisible();
  const orderId = orderIdOf(page);
  await reaches(orderId, "paid");
  const staff = await staffMember(browser);
  await staff.goto(`/admin/orders/${orderId}`);
  const again = staff.getByRole("button", { name: "Check again" });
  await again.click();
  await expect(staff.getByText("We can't reach the register of VAT numbers right now.")).toBeVisible();
  await answerWith(taxId, "VALID");
  await again.click();
  await expect(staff.getByText("Confirmed by the EU's register (VIES).")).toBeVisible();
  await expect(staff.getByText("Test Trading Company")).toBeVisible();
  await expect(staff.getByText(/The VAT of \$19\.00 is refunded/)).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect.poll(async () => (await Order.require(orderId)).refunds[0]?.state).toBe("succeeded");
  expect((await Order.require(orderId)).refunds[0]?.refundId).toBe(TaxId.refundIdOf(orderId));
  await emailTo(email, /A refund for order/);
  await page.reload();
  await expect(page.getByText("Your business tax ID is confirmed, so we refund the VAT")).toBeVisible();
});
