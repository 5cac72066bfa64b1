import type { Browser, Page } from "@playwright/test";
import { Id } from "@securecart/core/id";
import { Order } from "@securecart/core/order";
import { Session } from "@securecart/core/session";
import { type Role, Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { expect, unique, urls } from "./fixtures";

export type StaffMember = { staffId: string; email: string; password: string; key: string };

/** Creates a staff member with an authenticator app. Codes work once, so tests cannot share a member. */
export async function newStaffMember(...roles: Role[]): Promise<StaffMember> {
  const account = { email: `${unique().toLowerCase()}@staff.example`, password: unique() + unique() };
  const key = Totp.newKey();
  const { staffId } = await Staff.ensure({ ...account, key, roles: roles.length > 0 ? roles : ["owner"] });
  return { ...account, key, staffId };
}

/** Submits the first step of the sign-in. Ends on the next page. */
export async function enterPassword(
  page: Page,
  { email, password }: Pick<StaffMember, "email" | "password">,
) {
  await page.goto("/admin");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function enterCode(page: Page, code: string) {
  await page.getByLabel("Code from your authenticator app").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Locates a link in the navigation of the admin. */
export const navLink = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: new RegExp(`^${name}`) });

export const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Signs in to the admin with password and code. Ends on the first page of the admin. */
export async function signInByForm(page: Page, who: StaffMember) {
  await enterPassword(page, who);
  await enterCode(page, Totp.codeOf(who.key));
  await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
}

/** Opens the admin with a session made for it, for tests that are not about signing in. Ends on the first page. */
export async function signIn(page: Page, who?: StaffMember) {
  const { staffId: subject } = who ?? (await newStaffMember());
  const origin = Id.create("session"); // a client network of its own
  const { token } = await Session.begin({
    subject,
    audience: "office",
    methods: ["password", "totp"],
    device: "Test browser",
    origin,
  });
  await page
    .context()
    .addCookies([{ name: "staff", value: token, url: urls.shop, httpOnly: true, sameSite: "Lax" }]);
  await page.goto("/admin");
  await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
}

/** Opens a page of a signed-in staff member with separate cookies. */
export async function staffMember(browser: Browser, who?: StaffMember) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, who);
  return page;
}

/** Waits until an order has a status. */
export const reaches = (orderId: string, status: string) =>
  expect.poll(async () => (await Order.require(orderId)).status, { timeout: 20_000 }).toBe(status);

/** Locates the status on an order's page. */
export const standing = (page: Page) => page.getByRole("status").first();

/** Opens a collapsed form on an order's page. */
export const unfold = (page: Page, title: "Refund" | "Cancel order") =>
  page.locator("summary", { hasText: title }).click();

export const refundButton = (page: Page) => page.getByRole("button", { name: "Refund", exact: true });
