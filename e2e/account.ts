import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { expect, mail, shopper, urls } from "./fixtures";

export const password = "seven green boats at noon";

/** A browser at a place of its own, so that nobody else's attempts count for it. */
export async function newcomer(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}) {
  const place = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
  const context = await browser.newContext({
    baseURL: urls.shop,
    ...options,
    extraHTTPHeaders: { "x-forwarded-for": place, ...options.extraHTTPHeaders },
  });
  return context.newPage();
}

/** The six digits of the newest letter with this subject. */
export async function codeFor(email: string, subject = /^\d{6} is your code/) {
  const { text } = await mail(email, subject);
  const [code] = /\b\d{6}\b/.exec(text) ?? [];
  if (!code) throw new Error("The letter has no code.");
  return code;
}

/** The path of the link in the newest letter with this subject. */
export async function linkFor(email: string, subject: RegExp) {
  const { text } = await mail(email, subject);
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  if (!link) throw new Error("The letter has no link.");
  expect(new URL(link).origin).toBe(new URL(urls.shop).origin);
  return new URL(link).pathname;
}

/** Asks for an account; ends where the code is asked for. */
export async function askForAccount(page: Page, who = shopper()) {
  await page.goto("/create-account");
  await page.getByLabel("Full name").fill(who.name);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your email address");
  return who;
}

/** A new account, by the mailed code; ends on its overview. */
export async function createAccount(page: Page, who = shopper()) {
  await askForAccount(page, who);
  await page.getByLabel("Code").fill(await codeFor(who.email));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  return who;
}

/** Fills in the sign-in; where it leads is the caller's to say. */
export async function signIn(page: Page, email: string, typed = password) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(typed);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export const signedIn = (page: Page, email: string) =>
  expect(page.getByText(`Signed in as ${email}`)).toBeVisible();

/** Signs out; whoever left the page before the answer came would take their old cookies along. */
export async function signOut(page: Page) {
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** The cookie that the session is in. */
export const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === "session" || name === "__Host-session");
