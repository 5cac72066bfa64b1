import type { Page } from "@playwright/test";
import {
  cards,
  complaint,
  expect,
  expectPaid,
  fillContact,
  leavePayment,
  mug,
  payButton,
  payWith,
  putInCart,
  shopper,
  toPayment,
  totes,
  towels,
} from "./fixtures";

/** Callback on each page of a walk. */
export type Look = (name: string) => Promise<void>;

/** Visits the catalog pages, which need no cart. */
export async function walkTheCatalog(page: Page, look: Look) {
  const addresses = {
    home: "/",
    category: "/category/clothing",
    "filtered category": "/category/clothing?filter=color:Navy&stock=in&sort=price-asc",
    "category without a match": "/category/clothing?min=99999",
    search: "/search?q=mug",
    "search without a match": "/search?q=xyzzyplugh",
    "all products": "/search",
    product: `/product/${mug.slug}`,
    "empty cart": "/cart",
    "page not found": "/nothing-here",
    "order not found": "/orders/nothing-here",
  };
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    await look(name);
  }
  await page.goto(`/product/${mug.slug}`);
  await page.getByRole("list", { name: "Color" }).getByRole("link", { name: "Moss" }).click();
  await expect(page).toHaveURL(/moss/i);
  await look("variant");
}

/** Visits every step from the cart to the paid order, with errors on the way. */
export async function walkTheCheckout(page: Page, look: Look) {
  const who = shopper({ name: "Wolfeschlegelsteinhausenbergerdorff Adolph Blaine-Charles" });
  await putInCart(page, totes.slug, 3);
  await look("product, added to the cart");
  await page.goto("/cart");
  await look("cart");
  await page.getByLabel("Quantity").fill("99");
  await expect(page.getByText(/are left\.$/)).toBeVisible();
  await look("cart with a refusal");
  await page.getByLabel("Quantity").fill("3");
  await page.getByRole("button", { name: "Checkout" }).click();
  await expect(page.getByLabel("Email")).toBeVisible();
  await look("contact");
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await expect(complaint(page)).toBeVisible();
  await look("contact with errors");
  await fillContact(page, who);
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await expect(page.getByRole("radio").first()).toBeVisible();
  await look("delivery");
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(payButton(page)).toBeVisible();
  await look("review");
  await toPayment(page);
  await look("payment page");
  await payWith(page, cards.declined);
  await expect(complaint(page)).toBeVisible();
  await look("payment page after a decline");
  await leavePayment(page);
  await look("order that waits for its payment");
  await toPayment(page);
  await payWith(page, cards.secure);
  await look("authentication page");
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expectPaid(page);
  await look("paid order");
}

/** Visits a canceled order. */
export async function walkToTheEnd(page: Page, look: Look) {
  await putInCart(page, towels.slug);
  await page.goto("/checkout/contact");
  await fillContact(page, shopper());
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await toPayment(page);
  await leavePayment(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status")).toContainText("canceled");
  await look("canceled order");
}
