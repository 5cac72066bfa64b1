import type { Page } from "@playwright/test";
import { Order } from "@securecart/core/order";
import { expect, fillCheckout, orderIdOf, payWith, product, putInCart, test, toPayment } from "../fixtures";
import { navLink, reaches, staffMember, standing } from "../staff";

const disputedCard = "4000 0000 0000 0259";
const why = (staff: Page) => staff.getByLabel("Reason to ship it");

/** Creates a paid order whose cardholder disputes the payment. */
async function disputed(page: Page) {
  const { slug } = await product({ stock: 5 });
  await putInCart(page, slug);
  await fillCheckout(page);
  await toPayment(page);
  await payWith(page, disputedCard);
  await page.waitForURL(/\/orders\//);
  const orderId = orderIdOf(page);
  await reaches(orderId, "paid");
  await expect.poll(async () => (await Order.require(orderId)).disputes.length).toBe(1);
  return orderId;
}

test("a disputed order is packed only after an override, and its customer does not see the dispute", async ({
  page,
  browser,
}) => {
  const orderId = await disputed(page);
  const staff = await staffMember(browser);
  await navLink(staff, "Disputes").click();
  const row = staff.getByRole("row", { name: new RegExp(Order.numberOf(orderId)) });
  await expect(row).toContainText("fraudulent");
  await expect(row).toContainText("8 days left");
  await row.getByRole("link", { name: Order.numberOf(orderId) }).click();
  await staff.waitForURL(/\/orders\//);
  await expect(staff.getByText(/^The cardholder disputes \$/).first()).toBeVisible();
  await expect(staff.getByRole("link", { name: "Open the payment in Stripe" })).toHaveAttribute(
    "href",
    /\/dashboard\/payments\/pi_/,
  );
  await expect(staff.getByRole("button", { name: "Mark as packed" })).toHaveCount(0);
  await expect(staff.getByText("This order can be packed once a staff member decides")).toBeVisible();
  await why(staff).fill("The customer withdraws the dispute.");
  await staff.getByRole("button", { name: "Ship anyway" }).click();
  await expect(staff.getByText(/decided to ship it: The customer withdraws the dispute\./)).toBeVisible();
  await staff.getByRole("button", { name: "Mark as packed" }).click();
  await expect(standing(staff)).toHaveText("Packed");
  await staff.getByRole("link", { name: "Audit log of this order" }).click();
  await expect(staff.getByRole("cell", { name: /order: override/ })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(page.getByText(/disput|fraud|cardholder/i)).toHaveCount(0);
});

test("an override on a page opened before a new obstacle does not unblock the order", async ({
  page,
  browser,
}) => {
  const orderId = await disputed(page);
  const staff = await staffMember(browser);
  await staff.goto(`/admin/orders/${orderId}`);
  await why(staff).fill("Fine.");
  await Order.flagMismatch({ orderId, what: "amount" });
  await staff.getByRole("button", { name: "Ship anyway" }).click();
  await expect(staff.getByText("Something new came up for this order.")).toBeVisible();
  await expect(staff.getByRole("button", { name: "Mark as packed" })).toHaveCount(0);
});
