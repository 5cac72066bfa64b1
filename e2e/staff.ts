import type { Browser, Page } from "@playwright/test";
import { Order } from "@securecart/core/order";
import { type Role, Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { expect, unique } from "./fixtures";

export type Member = { staffId: string; email: string; password: string; key: string };

/** A member of their own with an authenticator app: a code is good once, so that nobody shares one. */
export async function member(...roles: Role[]): Promise<Member> {
  const account = { email: `${unique().toLowerCase()}@staff.example`, password: unique() + unique() };
  const key = Totp.newKey();
  const { staffId } = await Staff.ensure({ ...account, key, roles: roles.length > 0 ? roles : ["owner"] });
  return { ...account, key, staffId };
}

/** The first step; ends on the page that comes after it. */
export async function enterPassword(page: Page, { email, password }: Pick<Member, "email" | "password">) {
  await page.goto("/admin");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function enterCode(page: Page, code: string) {
  await page.getByLabel("Code from your authenticator app").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Signs in to the back office by password and code; ends on the first page of its work, the orders for most. */
export async function signIn(page: Page, who?: Member) {
  const account = who ?? (await member());
  await enterPassword(page, account);
  await enterCode(page, Totp.codeOf(account.key));
  await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
}

/** A member of staff with a browser of their own, signed in. */
export async function staffMember(browser: Browser, who?: Member) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, who);
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
