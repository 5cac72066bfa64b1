import {
  cartLink,
  complaint,
  expect,
  fillContact,
  payButton,
  product,
  putInCart,
  shopper,
  test,
  towels,
} from "../fixtures";

test("each step of the checkout survives a lost connection, checks fields on the way, and takes the focus", async ({
  page,
}) => {
  const { slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await page.goto("/cart");
  await page.getByRole("button", { name: "Checkout" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Checkout: contact and address" })).toBeFocused();

  const email = page.getByLabel("Email");
  await email.fill("ada@");
  await email.blur();
  await expect(email).toHaveAccessibleDescription(/Enter an email address like name@example\.com\./);
  const who = shopper();
  await fillContact(page, who);
  await page.getByLabel("ZIP code").fill("9720");
  await page.getByLabel("City").focus();
  await expect(page.getByLabel("ZIP code")).toHaveAccessibleDescription(/Enter a 5-digit ZIP code, like/);
  await expect(email).not.toHaveAccessibleDescription(/Enter an email address/);
  // Neither a message that comes nor one that goes may move the button from under the pointer.
  const next = page.getByRole("button", { name: "Continue to delivery" });
  await page.getByLabel("ZIP code").fill("972");
  await next.click();
  await expect(complaint(page)).toContainText("ZIP code");
  await page.getByLabel("ZIP code").fill("97201");
  await expect(page.getByLabel("ZIP code")).not.toHaveAccessibleDescription(/5-digit/);
  await expect(page.getByLabel("Business tax ID")).toBeHidden();
  await page.getByText("Buying for a business?").click();
  await expect(page.getByLabel("Business tax ID")).toBeVisible();

  await page.context().setOffline(true);
  await next.click();
  await expect(complaint(page)).toContainText("We couldn't reach the shop.");
  await expect(email).toHaveValue(who.email);
  await expect(page.getByLabel("State")).toHaveValue("OR");
  await page.context().setOffline(false);
  await next.click();

  await expect(page.getByRole("heading", { level: 1, name: "Checkout: delivery" })).toBeFocused();
  const express = page.getByRole("radio", { name: /Express/ });
  await express.check();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(complaint(page)).toContainText("We couldn't reach the shop.");
  await expect(express).toBeChecked();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Continue to review" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Checkout: review and pay" })).toBeFocused();
  await page.context().setOffline(true);
  await payButton(page).click();
  await expect(complaint(page)).toContainText("We couldn't reach the shop.");
  await page.context().setOffline(false);
});

for (const width of [390, 1280])
  test(`each step of the checkout has the order in sight and no navigation that leads away (${width})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await putInCart(page, towels.slug, 2);
    await page.goto("/checkout/contact");
    const order = page.getByRole("complementary", { name: "Your order" });
    const inSight = async () => {
      await expect(page.getByRole("navigation", { name: "Main menu" })).toHaveCount(0);
      await expect(page.getByRole("search")).toHaveCount(0);
      await expect(cartLink(page)).toBeVisible();
      if (width < 1024) {
        await expect(order.getByText("2 items")).toBeInViewport();
        await order.getByText("2 items").click();
      }
      await expect(order.getByText(towels.name)).toBeInViewport();
    };
    await inSight();
    await fillContact(page, shopper());
    await page.getByRole("button", { name: "Continue to delivery" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Checkout: delivery" })).toBeVisible();
    await inSight();
  });
