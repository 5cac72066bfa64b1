import type { Browser, Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { customer } from "@securecart/core/test/customers";
import { readyCart } from "@securecart/core/test/fixtures";
import { linkFor, newcomer, password, signedIn, signIn, signOut } from "../account";
import { examine } from "../examine";
import {
  address,
  buy,
  cards,
  complaint,
  emailTo,
  expect,
  expectPaid,
  orderIdOf,
  payButton,
  payWith,
  product,
  putInCart,
  shopper,
  test,
  toPayment,
  towels,
} from "../fixtures";

/** Creates a customer who is signed in, with a page of their own. */
async function signedInCustomer(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}) {
  const who = await customer({ ...shopper(), password });
  const page = await newcomer(browser, options);
  await signIn(page, who.email);
  await signedIn(page, who.email);
  return { ...who, page };
}

/** Continues from the prefilled contact step to the payment page. */
async function throughCheckout(page: Page) {
  await page.goto("/checkout/contact");
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(payButton(page)).toBeVisible();
  await toPayment(page);
}

test("a guest's cart is merged at sign-in with a message about missing stock, and stays in the account at sign-out", async ({
  browser,
}) => {
  const { sku, slug } = await product({ stock: 3 });
  const who = await customer({ ...shopper(), password });
  await Cart.add({ cartId: who.cartId, sku, quantity: 2 });
  const page = await newcomer(browser);
  await putInCart(page, slug, 3);
  await signIn(page, who.email);
  await expect(page).toHaveURL(/\/cart$/); // the message is shown in the cart
  await expect(page.getByText(`Mug ${sku}: 3 instead of 5, only 3 are left.`)).toBeVisible();
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  await examine(page, "cart after merging", "light");
  await page.goto("/account");
  await signOut(page);
  await page.goto("/cart");
  await expect(page.getByText("Your cart is empty.")).toBeVisible();
});

test("a customer checks out with a saved address and a saved card, and finds the order again", async ({
  browser,
}) => {
  const { page, customerId, name } = await signedInCustomer(browser);
  await page.goto("/account/addresses/new");
  await page.getByLabel("Country").selectOption("US");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Enter the street and number.");
  await examine(page, "new address with errors", "light");
  await page.getByLabel("Street and number").fill("7 Elm Street");
  await page.getByLabel("ZIP code").fill("97201");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State").selectOption("OR");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByRole("main").locator("address")).toContainText("7 Elm Street");
  await expect(page.getByText("The address has been saved.")).toBeVisible();
  await examine(page, "addresses", "light");
  const other = { ...address, line1: "8 Oak Street", name };
  await Customer.addAddress({ customerId, address: other });

  await putInCart(page, towels.slug);
  await page.goto("/checkout/contact");
  await expect(page.getByLabel("Street and number")).toHaveValue("7 Elm Street");
  await expect(page.getByLabel("Full name")).toHaveValue(name);
  await page.getByRole("link", { name: /8 Oak Street/ }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue("8 Oak Street");
  await examine(page, "contact of a customer", "light");
  await page.getByLabel("Street and number").fill("9 Ash Street");
  await page.getByLabel("Save this address").check();
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(page.getByRole("main").locator("address")).toContainText("9 Ash Street");
  await toPayment(page);
  await page.getByLabel("Save my card").check();
  await payWith(page, cards.good);
  await expectPaid(page);
  const orderId = orderIdOf(page);
  expect((await Customer.byId({ customerId }))?.addresses.map(({ line1 }) => line1).sort()).toEqual([
    "7 Elm Street",
    "8 Oak Street",
    "9 Ash Street",
  ]);

  await putInCart(page, towels.slug);
  await throughCheckout(page);
  await page.getByRole("radio", { name: /visa ending in 4242/ }).check();
  await payButton(page).click();
  await expectPaid(page);

  await page.goto("/account/orders");
  await expect(page.getByRole("link", { name: /^Order SC-/ })).toHaveCount(2);
  await examine(page, "orders of a customer", "light");
  await page.getByRole("link", { name: `Order ${Order.numberOf(orderId)}` }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${orderId}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(Order.numberOf(orderId));

  await page.goto("/account/cards");
  await expect(page.getByText("Visa ending in 4242").first()).toBeVisible();
  await examine(page, "cards", "light");
  await page.getByRole("button", { name: "Remove Visa ending in 4242" }).click();
  await expect(page.getByText("You have no saved cards.")).toBeVisible();
});

test("the keyboard focus stays in place when an entry is saved, chosen or removed", async ({ browser }) => {
  const { page, customerId, name } = await signedInCustomer(browser);
  const save = page.getByRole("button", { name: "Save" });
  await save.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await expect(save).toBeFocused();
  for (const line1 of ["7 Elm Street", "8 Oak Street"])
    await Customer.addAddress({ customerId, address: { ...address, line1, name } });
  await page.goto("/account/addresses");
  await page.getByRole("button", { name: /^Make default.*8 Oak Street/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Make default.*7 Elm Street/ })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Edit 7 Elm Street" })).toBeFocused();
  await page.getByRole("button", { name: "Remove 7 Elm Street" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("7 Elm Street")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "Removed." })).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Edit 8 Oak Street" })).toBeFocused();
});

test("the profile and the address book work without JavaScript", async ({ browser }) => {
  const { page, customerId, name } = await signedInCustomer(browser, { javaScriptEnabled: false });
  await page.getByLabel("Phone").fill("call me");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(complaint(page)).toContainText("Phone: This is not a complete phone number");
  await expect(page.getByLabel("Phone")).toHaveValue("call me");
  await page.getByLabel("Phone").fill("+1 555 010 0199");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await Customer.addAddress({ customerId, address: { ...address, line1: "7 Elm Street", name } });
  await page.goto("/account/addresses/new");
  await page.getByLabel("Street and number").fill("8 Oak Street");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(complaint(page)).toContainText("City: Enter the city.");
  await expect(page.getByLabel("Street and number")).toHaveValue("8 Oak Street");
  await page.getByLabel("ZIP code").fill("97201");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State").selectOption("OR");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByText("The address has been saved.")).toBeVisible();
  await page.getByRole("button", { name: /^Make default.*8 Oak Street/ }).click();
  await page.getByRole("button", { name: "Remove 7 Elm Street" }).click();
  await expect(page.getByRole("main").locator("address")).toHaveCount(1);
  expect(await Customer.byId({ customerId })).toMatchObject({
    phone: "+15550100199",
    addresses: [{ line1: "8 Oak Street" }],
  });
});

test("an order's ID without a token opens the order only for its customer", async ({ browser }) => {
  const { page, customerId } = await signedInCustomer(browser);
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  const { orderId } = await Checkout.place({ cartId, reviewed, customerId });
  const { page: stranger } = await signedInCustomer(browser);
  const nobody = await newcomer(browser);
  for (const path of [`/orders/${orderId}`, `/api/orders/${orderId}/status`]) {
    expect((await page.request.get(path)).status()).toBe(200);
    expect((await stranger.request.get(path)).status()).toBe(404);
    expect((await nobody.request.get(path)).status()).toBe(404);
  }
});

test("a guest's orders belong to the account that signs in with their email address", async ({ browser }) => {
  const who = shopper();
  const guest = await newcomer(browser);
  await buy(guest, towels.slug, who);
  const orderId = orderIdOf(guest);
  await customer({ ...who, password });
  const page = await newcomer(browser);
  await signIn(page, who.email);
  await signedIn(page, who.email);
  await page.goto("/account/orders");
  await expect(page.getByRole("link", { name: `Order ${Order.numberOf(orderId)}` })).toBeVisible();
});

for (const javaScriptEnabled of [true, false])
  test(`a guest requests an emailed link to their orders, which works once, ${
    javaScriptEnabled ? "with" : "without"
  } JavaScript`, async ({ browser }) => {
    const who = shopper();
    await buy(await newcomer(browser), towels.slug, who);
    const page = await newcomer(browser, { javaScriptEnabled });
    await page.goto("/orders");
    if (javaScriptEnabled) await examine(page, "find your orders", "light");
    await page.getByLabel("Email").fill(who.email);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText("We've emailed this address.")).toBeVisible();
    const link = await linkFor(who.email, /^Your orders at/);
    await page.goto(link);
    await page.goto(link); // a preview by an email client does not use it up
    await page.getByRole("button", { name: "Show my orders" }).click();
    await expect(page.getByRole("link", { name: /^Order SC-/ })).toHaveCount(1);
    await page.getByRole("link", { name: /^Order SC-/ }).click();
    await expect(page).toHaveURL(/\/orders\/ord_\w+-/);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  });

test("an email address without orders sees the same page, and its email says that there are none", async ({
  browser,
}) => {
  const { email } = shopper();
  const page = await newcomer(browser);
  await page.goto("/orders");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("We've emailed this address.")).toBeVisible();
  await emailTo(email, /^There are no orders for this address/);
});

test("a customer cancels a paid order, returns another one, and sees the status of both", async ({
  browser,
}) => {
  const { page, customerId, name } = await signedInCustomer(browser);
  await Customer.addAddress({ customerId, address: { ...address, name } });
  const order = async () => {
    await putInCart(page, towels.slug, 2);
    await throughCheckout(page);
    await payWith(page, cards.good);
    await expectPaid(page);
    return orderIdOf(page);
  };
  const canceled = await order();
  await page.goto(`/orders/${canceled}`);
  await page.getByText("Changed your mind?").click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status").first()).toContainText("canceled");

  const orderId = await order();
  const by = { orderId, actor: "staff:journey@example.com" };
  await expect.poll(async () => (await Order.byId({ orderId }))?.status, { timeout: 20_000 }).toBe("paid");
  await Fulfillment.pack(by);
  await Fulfillment.ship({ ...by, carrier: "Pigeon Post", tracking: "PP-1" });
  await Fulfillment.deliver(by);
  await page.goto(`/orders/${orderId}`);
  await page.getByText("Return items").click();
  await page.getByRole("button", { name: "Request return" }).click();
  await expect(complaint(page)).toContainText("Reason: Choose a reason.");
  await expect(complaint(page)).toBeFocused();
  await page.getByLabel(towels.name).fill("-1");
  await page.getByRole("button", { name: "Request return" }).click();
  await expect(complaint(page)).toContainText(`${towels.name}: Enter a whole number.`);
  await examine(page, "return form with errors", "light");
  await page.getByLabel(towels.name).fill("1");
  await page.getByLabel("Reason").selectOption("damaged");
  await page.getByRole("button", { name: "Request return" }).click();
  await expect(page.getByText("We are looking at your request")).toBeVisible();

  const { returns } = await Order.require(orderId);
  const returnId = returns[0]?.returnId ?? "";
  const request = () => ({ ...by, returnId, requestId: crypto.randomUUID() });
  await Admin.decideReturn({ ...request(), approved: true, answer: "Send it to 1 Pine Street." });
  await Admin.receiveReturn({ ...request(), restock: true });
  await page.reload();
  await expect(page.getByText("Arrived", { exact: true })).toBeVisible();
  await expect(page.getByText("Send it to 1 Pine Street.")).toBeVisible();
  expect((await Order.require(orderId)).refunds).toHaveLength(1);
});
