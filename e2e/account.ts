import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { emailTo, expect, shopper, urls } from "./fixtures";

export const password = "seven green boats at noon";

/**
 * Opens a page with a client network of its own, so that attempts of other tests do not count against its rate limit.
 */
export async function newcomer(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}) {
  const network = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
  const context = await browser.newContext({
    baseURL: urls.shop,
    ...options,
    extraHTTPHeaders: { "x-forwarded-for": network, ...options.extraHTTPHeaders },
  });
  return context.newPage();
}

/** Returns the six-digit code of the newest email with this subject. Throws when it has none. */
export async function codeFor(email: string, subject = /^\d{6} is your code/) {
  const { text } = await emailTo(email, subject);
  const [code] = /\b\d{6}\b/.exec(text) ?? [];
  if (!code) throw new Error("The email has no code.");
  return code;
}

/** Returns the path of the link in the newest email with this subject. Throws when it has none. */
export async function linkFor(email: string, subject: RegExp) {
  const { text } = await emailTo(email, subject);
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  if (!link) throw new Error("The email has no link.");
  expect(new URL(link).origin).toBe(new URL(urls.shop).origin);
  return new URL(link).pathname;
}

/** Fills in the form for a new account. Ends on the page that asks for the code. */
export async function askForAccount(page: Page, who = shopper()) {
  await page.goto("/create-account");
  await page.getByLabel("Full name").fill(who.name);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your email address");
  return who;
}

/** Creates an account with the emailed code. Ends on its overview. */
export async function createAccount(page: Page, who = shopper()) {
  await askForAccount(page, who);
  await page.getByLabel("Code").fill(await codeFor(who.email));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  return who;
}

/** Submits the sign-in form. Does not check the result. */
export async function signIn(page: Page, email: string, typed = password) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(typed);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export const signedIn = (page: Page, email: string) =>
  expect(page.getByText(`Signed in as ${email}`)).toBeVisible();

/** Signs out and waits for the response; leaving the page earlier would keep the old cookies. */
export async function signOut(page: Page) {
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** Returns the session cookie. */
export const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === "session" || name === "__Host-session");
