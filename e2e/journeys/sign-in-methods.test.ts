import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import { createAccount, newcomer, sessionCookie, signedIn, signIn, signOut } from "../account";
import { complaint, emailTo, expect, shopper, test } from "../fixtures";
import { asHeader, type Person, personHeader } from "../google";

/** Opens a page whose visitor is signed in to Google. */
async function withGoogle(browser: Browser, person: Partial<Person> & { email: string }) {
  const whole = { sub: randomUUID(), email_verified: true, name: "Ada Lovelace", ...person };
  const page = await newcomer(browser, { extraHTTPHeaders: { [personHeader]: asHeader(whole) } });
  return { page, person: whole };
}

test("a Google account creates an account and signs in to it again, without JavaScript too", async ({
  browser,
}) => {
  const { email } = shopper();
  const { page, person } = await withGoogle(browser, { email });
  await page.goto("/sign-in?from=/account/security");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Security");
  await expect(page.getByText("You don't have a password yet.")).toBeVisible();
  await page.goto("/account");
  await signedIn(page, email);
  await signOut(page);
  const extraHTTPHeaders = { [personHeader]: asHeader({ ...person, email: shopper().email }) };
  const plain = await newcomer(browser, { javaScriptEnabled: false, extraHTTPHeaders });
  await plain.goto("/sign-in");
  await plain.getByRole("button", { name: "Continue with Google" }).click();
  await signedIn(plain, email); // the Google account's ID counts, not its current address
  const names = (await plain.context().cookies()).map(({ name }) => name);
  expect(names.filter((name) => name.includes("session-token"))).toEqual([]);
});

test("a Google account with the email address of an account signs in only after its owner has connected them", async ({
  browser,
}) => {
  const who = await createAccount(await newcomer(browser));
  const { page } = await withGoogle(browser, { email: who.email });
  const byGoogle = async () => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Google" }).click();
  };
  await byGoogle();
  await expect(page.getByText("Sign in to it, then connect Google under Security.")).toBeVisible();
  expect(await sessionCookie(page)).toBeUndefined();
  await signIn(page, who.email);
  await signedIn(page, who.email);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Connect Google" }).click();
  await expect(page.getByText("You can now sign in with Google.")).toBeVisible();
  await page.goto("/account");
  await signOut(page);
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await byGoogle();
  await signedIn(page, who.email);
});

test("a Google account with an unverified address is refused, and so is a forged redirect from Google", async ({
  browser,
}) => {
  const { page } = await withGoogle(browser, { email: shopper().email, email_verified: false });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await expect(page.getByText("Google has not verified the email address")).toBeVisible();
  for (const query of [
    "",
    "?code=x",
    "?code=x&state=y",
    `?code=${"x".repeat(7_000)}`,
    "?error=access_denied",
  ]) {
    const answer = await page.request.get(`/api/auth/callback/google${query}`, { maxRedirects: 0 });
    expect(answer.status(), query.slice(0, 40)).toBe(303);
    expect(new URL(answer.headers().location ?? "").pathname).toBe("/sign-in");
  }
  for (const path of ["session", "csrf", "providers", "signin", "signout", "callback/other", "error"])
    expect((await page.request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status(), path).toBe(404);
  expect(await sessionCookie(page)).toBeUndefined();
});

test("a passkey is added, signs in, and no longer signs in after it is removed", async ({ browser }) => {
  const page = await newcomer(browser);
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  /** Sets whether the user is present. A present user confirms every request at once, autofill offers too. */
  const touched = (enabled: boolean) =>
    device.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  const { email } = await createAccount(page);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("You can now sign in with this device.")).toBeVisible();
  await emailTo(email, /^A passkey was added to your account/);
  await touched(false);
  await page.goto("/account");
  await signOut(page);
  await byPasskey();
  await signedIn(page, email);
  await page.goto("/account/security");
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "Removed." })).toBeAttached();
  await emailTo(email, /^A passkey was removed from your account/);
  await touched(false);
  await page.goto("/account");
  await signOut(page);
  await byPasskey();
  await expect(
    complaint(page)
      .or(page.getByRole("status").filter({ hasText: "passkey" }))
      .first(),
  ).toBeVisible();
  expect(await sessionCookie(page)).toBeUndefined();

  /** Signs in by the button, unless the browser offers the passkey automatically; both at once would end each other. */
  async function byPasskey() {
    await touched(true);
    const offered = page.waitForURL(({ pathname }) => pathname !== "/sign-in", { timeout: 3_000 });
    const button = page.getByRole("button", { name: "Sign in with a passkey" });
    await offered.catch(() => button.click());
  }
});
