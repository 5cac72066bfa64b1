import {
  buy,
  cards,
  cartLink,
  emailTo,
  expect,
  expectPaid,
  fillCheckout,
  payWith,
  test,
  toPayment,
  towels,
} from "../fixtures";

test("a guest finds a product, chooses a variant, buys it and receives emails", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Main menu" })
    .getByRole("link", { name: "Kitchen & Table" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kitchen & Table");
  await page.getByRole("main").getByRole("link", { name: towels.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(towels.name);
  await page.getByRole("list", { name: "Color" }).getByRole("link", { name: "Sage" }).click();
  await expect(page).toHaveURL(/\/product\/striped-tea-towels\/\w+/);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "View cart" }).click();
  await expect(page.getByRole("heading", { level: 2, name: towels.name })).toBeVisible();
  await expect(page.getByText("Sage")).toBeVisible();

  const who = await fillCheckout(page);
  await expect(page.getByText(who.email)).toBeVisible();
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  await expect(page.getByText("Paid", { exact: true }).first()).toBeVisible();

  const { text, html } = await emailTo(who.email, /We have your order/);
  expect(html).toContain(towels.name);
  const [link = ""] = /http\S+\/orders\/\S+/.exec(text) ?? [];
  await page.goto(link);
  await expect(page.getByText(towels.name)).toBeVisible();
  await expect(page.getByText(who.email).last()).toBeVisible();

  await expect(cartLink(page)).not.toContainText(/\d/);
  await page.goto("/cart");
  await expect(page.getByText("Your cart is empty.")).toBeVisible();
});

test("a purchase is captured without the shopper's browser", async ({ page }) => {
  const who = await buy(page, towels.slug);
  await page.close();
  await emailTo(who.email, /Payment received/);
});
