import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { unique } from "@securecart/core/test/fixtures";
import { z } from "zod";
import { urls } from "./outside";

export { address, intentsOf, product, productOf, unique } from "@securecart/core/test/fixtures";
export { expect, urls };

/** Test that fails on uncaught errors and on scripts that the content security policy refuses. */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on("weberror", (error) => errors.push(error.error().message));
      context.on("console", (message) => {
        if (/content security policy/i.test(message.text())) errors.push(message.text());
      });
      await use(undefined);
      expect(errors, "errors in the pages").toEqual([]);
    },
    { auto: true },
  ],
});

export const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  secure: "4000 0027 6000 3184",
};

/** Creates the details of a shopper with an email address, and so a mailbox, of their own. */
export const shopper = (over: Partial<Record<"email" | "name", string>> = {}) => ({
  email: `${unique().toLowerCase()}@example.com`,
  name: "Ada Lovelace",
  ...over,
});
export type Shopper = ReturnType<typeof shopper>;

/** Products of the demo shop: one with variants, one with plenty of stock, and one with 85 units. */
export const mug = { slug: "tidal-stoneware-mug", name: "Tidal Stoneware Mug" };
export const towels = { slug: "striped-tea-towels", name: "Pier Stripe Tea Towels" };
export const totes = { slug: "market-day-tote" };

/** Adds a product to the cart, from its page. */
export async function putInCart(page: Page, slug: string, quantity = 1) {
  await page.goto(`/product/${slug}`);
  if (quantity !== 1) await page.getByLabel("Quantity").fill(String(quantity));
  await addToCart(page);
}

/** Presses the button and waits for the server's response, because the page shows "Added" before it. */
export async function addToCart(page: Page) {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await answer;
  await expect(page.getByText("Added to cart.")).toBeVisible();
}

/** Returns the search field of the header: a combobox once it was entered, a search box before and without JavaScript. */
export const searchField = (page: Page) => page.getByRole("banner").locator("input[name=q]");

export const cartLink = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Cart/ });

/** Completes contact and delivery. Ends on the review. */
export async function fillCheckout(page: Page, who: Shopper = shopper()) {
  await page.goto("/cart");
  await page.getByRole("button", { name: "Checkout" }).click();
  await fillContact(page, who);
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(payButton(page)).toBeVisible();
  return who;
}

export async function fillContact(page: Page, { email, name }: Shopper) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Country").selectOption("US");
  await page.getByLabel("Street and number").fill("1 Pine Street");
  await page.getByLabel("ZIP code").fill("97201");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State").selectOption("OR");
}

export const payButton = (page: Page) => page.getByRole("button", { name: /^Pay / });

/** Opens the payment page from the review or the order. */
export async function toPayment(page: Page) {
  await payButton(page).click();
  await page.waitForURL(isPaymentPage);
}

export const isPaymentPage = (url: URL) => url.origin === new URL(urls.stripe).origin;

/** Fills in the payment page and submits it. */
export async function payWith(page: Page, number: string) {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry").fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on card").fill("Ada Lovelace");
  await payButton(page).click();
}

/** Waits for the order's page and its confirmation of the payment. */
export async function expectPaid(page: Page) {
  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("status")).toContainText("Thank you!");
}

/** Completes a purchase with a good card. Ends on the order's page. */
export async function buy(page: Page, slug: string, who: Shopper = shopper()) {
  await orderUnpaid(page, slug, who);
  await payWith(page, cards.good);
  await expectPaid(page);
  return who;
}

/** Places an order without paying. Ends on the payment page. */
export async function orderUnpaid(page: Page, slug: string, who: Shopper = shopper()) {
  await putInCart(page, slug);
  await fillCheckout(page, who);
  await toPayment(page);
  return who;
}

/** Leaves the payment page by its link. Ends on the order's page. */
export async function leavePayment(page: Page) {
  await page.getByRole("link", { name: "Back" }).click();
  await page.waitForURL(/\/orders\//);
}

/** Reads the order's ID from the page's address. Throws on another page. */
export function orderIdOf(page: Page) {
  const [, orderId] = /\/orders\/(ord_\w{26})-/.exec(page.url()) ?? [];
  if (!orderId) throw new Error(`${page.url()} is not an order's address.`);
  return orderId;
}

/** Locates the page's error message. Next has its own alert on every page, which announces the title. */
export const complaint = (page: Page) =>
  page.getByRole("alert").and(page.locator(":not(#__next-route-announcer__)"));

/** Opens a page of a second shopper with separate cookies. */
export async function anotherShopper(browser: Browser) {
  return (await browser.newContext()).newPage();
}

const Emails = z.array(
  z.object({ to: z.array(z.string()), subject: z.string(), text: z.string(), html: z.string() }),
);

/** Lists the emails to an address, newest first. */
export async function emailsTo(email: string) {
  const answer = await fetch(`${urls.control}/mailbox?to=${encodeURIComponent(email)}`);
  return Emails.parse(await answer.json());
}

/** Waits for the newest email with this subject and returns it. */
export async function emailTo(email: string, subject: RegExp) {
  const found = async () => (await emailsTo(email)).find((one) => subject.test(one.subject));
  await expect.poll(found, { timeout: 20_000, message: `an email to ${email}` }).toBeTruthy();
  const one = await found();
  if (!one) throw new Error("The email is gone again.");
  return one;
}

/** Returns the number of units of a SKU for sale. */
export async function availableOf(sku: string) {
  const answer = await fetch(`${urls.shop}/api/stock?sku=${sku}`);
  const { stock } = z.object({ stock: z.record(z.string(), z.number()) }).parse(await answer.json());
  return stock[sku];
}
