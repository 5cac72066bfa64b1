import type { Browser, Page } from "@playwright/test";
import { Order } from "@securecart/core/order";
import { ownerOf } from "../packages/local/src/owner";
import { expect } from "./fixtures";

const owner = ownerOf(process.env.SECURECART_CLOUD ?? "");

/** Signs in to the back office; ends on its orders. */
export async function signIn(page: Page) {
  await page.goto("/admin");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
}

/** A member of staff with a browser of their own, signed in. */
export async function staffMember(browser: Browser) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page);
  return page;
}

/** The order once it has come so far. */
export const reaches = (orderId: string, status: string) =>
  expect.poll(async () => (await Order.require(orderId)).status, { timeout: 20_000 }).toBe(status);

/** Where an order's page says that it stands. */
export const standing = (page: Page) => page.getByRole("status").first();

/** Opens what is folded away on an order's page. */
export const unfold = (page: Page, title: "Refund" | "Cancel order") =>
  page.locator("summary", { hasText: title }).click();

export const refundButton = (page: Page) => page.getByRole("button", { name: "Refund", exact: true });
