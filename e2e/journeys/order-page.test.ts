import { Order } from "@securecart/core/order";
import {
  cards,
  cartLink,
  expect,
  expectPaid,
  leavePayment,
  orderIdOf,
  orderUnpaid,
  payWith,
  product,
  shopper,
  test,
  toPayment,
} from "../fixtures";

test.use({ timezoneId: "Asia/Tokyo" });

test("an order says until when its items are held, leaves the cart's count when paid, and offers an account", async ({
  page,
}) => {
  const { slug } = await product({ stock: 2 });
  const who = shopper();
  await orderUnpaid(page, slug, who);
  await leavePayment(page);
  const order = await Order.byId({ orderId: orderIdOf(page) });
  if (!order) throw new Error("The order is gone.");
  const held = page.getByRole("status").getByRole("time");
  await expect(held).toHaveAttribute("datetime", order.paymentExpiresAt);
  // Browsers name the zone of Tokyo so in English.
  await expect(held).toContainText("GMT+9");
  await expect(page.getByRole("status")).toContainText("If you don't pay by then, the order expires.");
  await expect(cartLink(page)).toContainText("1 item");
  await expect(page.getByText("Keep this order in an account")).toBeHidden();

  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  await expect(cartLink(page)).not.toContainText(/\d/);
  await page.getByRole("link", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(who.email);
  await expect(page.getByLabel("Full name")).toHaveValue(who.name);
});

test("the address of found orders, typed by hand, shows the form to find them", async ({ page }) => {
  await page.goto("/find-orders");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find your orders");
  await page.getByLabel("Email").fill(shopper().email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page).toHaveURL(/\/orders\?sent=1/);
});
