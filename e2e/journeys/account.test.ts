import {
  askForAccount,
  codeFor,
  createAccount,
  linkFor,
  newcomer,
  password,
  sessionCookie,
  signedIn,
  signIn,
  signOut,
} from "../account";
import { complaint, emailTo, expect, shopper, test, urls } from "../fixtures";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`an account is created with the emailed code, signed out of and into again, ${how}`, async ({
    browser,
  }) => {
    const page = await newcomer(browser, { javaScriptEnabled });
    const { email } = await createAccount(page);
    await signedIn(page, email);
    await signOut(page);
    await expect(page.getByText("You are signed out.")).toBeVisible();
    await page.goto("/account/security");
    await expect(page).toHaveURL(/\/sign-in\?from=%2Faccount%2Fsecurity$/);
    await page.getByLabel("Email").fill(email.toUpperCase());
    await page.getByLabel("Password").fill("not this one");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(complaint(page)).toContainText("do not match");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Security");
  });

  test(`an emailed code signs in, and a wrong one does not, ${how}`, async ({ browser }) => {
    const page = await newcomer(browser, { javaScriptEnabled });
    const { email } = await createAccount(page);
    await signOut(page);
    await page.getByRole("link", { name: "Sign in with a code" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in with a code");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(page.getByText(`We've sent a code to ${email}.`)).toBeVisible();
    await expect(page.getByLabel("Code")).toHaveAttribute("autocomplete", "one-time-code");
    const heading = async () => (await emailTo(email, /^\d{6} is your code/)).text;
    await expect.poll(heading).toContain("Your code to sign in");
    const code = await codeFor(email);
    await page.getByLabel("Code").fill(code === "000000" ? "000001" : "000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(complaint(page)).toContainText("This code is not right.");
    await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await signedIn(page, email);
  });

  test(`a forgotten password is replaced by the emailed link, which works once, ${how}`, async ({
    browser,
  }) => {
    const page = await newcomer(browser, { javaScriptEnabled });
    const { email } = await createAccount(page);
    await signOut(page);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const link = await linkFor(email, /^Choose a new password/);
    await page.request.get(link); // as an email client that previews links does
    await page.goto(link);
    await page.getByLabel("New password").fill("password123");
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(complaint(page)).toContainText("This is easy to guess");
    await page.getByLabel("New password").fill("another one altogether");
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByText("Your password has changed.")).toBeVisible();
    await signIn(page, email);
    await expect(complaint(page)).toContainText("do not match");
    await signIn(page, email, "another one altogether");
    await signedIn(page, email);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
    const { text } = await emailTo(email, /^Your password was reset/);
    expect(text).toMatch(/Where: \S+ on \S+\./);
    expect(text).toContain(`${urls.shop}/reset`);
  });
}

test("the emailed link signs in another browser, only by its button and only once", async ({ browser }) => {
  const page = await newcomer(browser);
  const { email } = await createAccount(page);
  await page.goto("/sign-in/code");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(`We've sent a code to ${email}.`)).toBeVisible();
  const heading = async () => (await emailTo(email, /^\d{6} is your code/)).text;
  await expect.poll(heading).toContain("Your code to sign in");
  const link = await linkFor(email, /^\d{6} is your code/);
  const other = await newcomer(browser);
  await other.goto(link);
  await expect(other.getByText(`You are about to sign in as ${email}.`)).toBeVisible();
  expect(await sessionCookie(other)).toBeUndefined();
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await signedIn(other, email);
  const late = await newcomer(browser);
  await late.goto(link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
});

test("an account that another person requested is not confirmed without the password they chose", async ({
  browser,
}) => {
  const stranger = await newcomer(browser);
  const who = await askForAccount(stranger);
  const owner = await newcomer(browser);
  await owner.goto(await linkFor(who.email, /^\d{6} is your code/));
  await owner.getByLabel("Password").fill("my own password");
  await owner.getByRole("button", { name: "Confirm" }).click();
  await expect(complaint(owner)).toContainText("This is not the password you chose.");
  await signIn(owner, who.email, "my own password");
  await expect(complaint(owner)).toContainText("do not match");
});

test("known and unknown email addresses see the same pages with the same text", async ({ browser }) => {
  const page = await newcomer(browser);
  const known = await createAccount(page);
  const unknown = shopper();
  const seen = async (email: string) => {
    const stranger = await newcomer(browser);
    const words = async () => (await stranger.getByRole("main").innerText()).replaceAll(email, "…");
    await signIn(stranger, email, "not this one");
    await expect(complaint(stranger)).toContainText("do not match");
    const refused = await words();
    await stranger.goto("/sign-in/code");
    await stranger.getByLabel("Email").fill(email);
    await stranger.getByRole("button", { name: "Send code" }).click();
    await expect(stranger.getByLabel("Code")).toBeVisible();
    const code = await words();
    await stranger.goto("/reset");
    await stranger.getByLabel("Email").fill(email);
    await stranger.getByRole("button", { name: "Send link" }).click();
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const reset = await words();
    await askForAccount(stranger, { email, name: "Eve" });
    return [refused, code, reset, await words()];
  };
  expect(await seen(unknown.email)).toEqual(await seen(known.email));
  await emailTo(known.email, /^You have an account at/);
  await emailTo(unknown.email, /^There is no account for this address/);
});

test("an email address is changed by the codes from both mailboxes", async ({ browser }) => {
  const page = await newcomer(browser);
  const { email } = await createAccount(page);
  const elsewhere = await newcomer(browser);
  await signIn(elsewhere, email);
  await signedIn(elsewhere, email);
  const next = shopper().email;
  await page.goto("/account/security");
  await page.getByRole("link", { name: "Change email address" }).click();
  await page.getByLabel("New email").fill(next);
  await page.getByRole("button", { name: "Send codes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter both codes");
  const code = await codeFor(next);
  const before = await codeFor(email, /about to move/);
  await page.getByLabel("Code for the new address").fill(code);
  await page.getByLabel("Code for the current address").fill(code === before ? "000000" : code);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(complaint(page)).toContainText("This code is not right.");
  await page.getByLabel("Code for the new address").fill(code);
  await page.getByLabel("Code for the current address").fill(before);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText("Your email address has changed.")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await emailTo(next, /^Your account has a new email address/);
  await emailTo(email, /^Your account no longer uses this email address/);
  await signIn(elsewhere, email);
  await expect(complaint(elsewhere)).toContainText("do not match");
  await signIn(elsewhere, next);
  await signedIn(elsewhere, next);
});

test("a browser is signed out from another one, and all at once", async ({ browser }) => {
  const page = await newcomer(browser);
  const { email } = await createAccount(page);
  const [one, two] = [await newcomer(browser), await newcomer(browser)];
  for (const other of [one, two]) {
    await signIn(other, email);
    await signedIn(other, email);
  }
  await page.goto("/account/security");
  const rows = page.getByRole("listitem").filter({ hasText: "last seen" });
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "(this browser)" })).toHaveCount(1);
  await rows.filter({ hasNotText: "(this browser)" }).first().getByRole("button").click();
  await expect(rows).toHaveCount(2);
  const left = async () => {
    const paths = [];
    for (const other of [one, two]) {
      await other.goto("/account");
      paths.push(new URL(other.url()).pathname);
    }
    return paths.sort();
  };
  expect(await left()).toEqual(["/account", "/sign-in"]);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  expect(await left()).toEqual(["/sign-in", "/sign-in"]);
  await emailTo(email, /^Browsers were signed out of your account/);
});

test("a password is changed with the current one, and other browsers are signed out", async ({ browser }) => {
  const page = await newcomer(browser);
  const { email } = await createAccount(page);
  const other = await newcomer(browser);
  await signIn(other, email);
  await signedIn(other, email);
  await page.goto("/account/security/password");
  await page.getByLabel("Current password").fill("a guess");
  await page.getByLabel("New password").fill("another one altogether");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(complaint(page)).toContainText("This is not your current password.");
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("another one altogether");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByText("Your password has changed.")).toBeVisible();
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
});
