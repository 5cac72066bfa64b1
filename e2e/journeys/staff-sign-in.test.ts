import type { Browser, Page } from "@playwright/test";
import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Session } from "@securecart/core/session";
import { Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { SessionEntity } from "../../packages/core/src/accounts/session/session.entity";
import { examine } from "../examine";
import { emailTo, expect, test, unique } from "../fixtures";
import {
  enterCode,
  enterPassword,
  heading,
  navLink,
  newStaffMember,
  type StaffMember,
  signInByForm,
  staffMember,
} from "../staff";

/** Returns a code that is wrong now and in the periods around it. */
const wrongCode = ({ key }: StaffMember) => Totp.codeOf(key, 1000);

const auditOf = async ({ email }: Pick<StaffMember, "email">) =>
  (await Audit.list({ subject: `staff:${email}` })).rows.map(({ action, outcome }) => `${action} ${outcome}`);

/** Creates a staff member without a second factor. */
async function newcomer() {
  const account = { email: `${unique().toLowerCase()}@staff.example`, password: unique() + unique() };
  const { staffId } = await Staff.ensure({ ...account, roles: ["support"] });
  return { ...account, staffId };
}

/** Makes a session one hour older. */
const age = (subject: string, sessionId: string) =>
  SessionEntity.patch({ subject, sessionId })
    .set({ authenticatedAt: Clock.iso(-3600) })
    .go();

/** Adds a virtual authenticator for passkeys to the browser. */
async function withAuthenticator(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
}

const openBrowser = async (browser: Browser) => (await browser.newContext()).newPage();

test("a code signs in once, and a wrong code shows a message", async ({ page, browser }) => {
  const ada = await newStaffMember();
  await enterPassword(page, ada);
  await expect(heading(page)).toHaveText("One more step");
  await enterCode(page, wrongCode(ada));
  await expect(page.getByText("This code is not right")).toBeVisible();
  const code = Totp.codeOf(ada.key);
  await enterCode(page, code);
  await expect(heading(page)).toHaveText("Home");
  const other = await openBrowser(browser);
  await enterPassword(other, ada);
  await enterCode(other, code);
  await expect(other.getByText("was used already")).toBeVisible();
  await other.goto("/admin/orders");
  await expect(heading(other)).toHaveText("One more step");
  expect(await auditOf(ada)).toEqual([
    "staff.sign_in refused",
    "staff.sign_in done",
    "staff.sign_in refused",
  ]);
});

test("the password alone opens no page or endpoint, and cannot add another second factor", async ({
  page,
}) => {
  const ada = await newStaffMember();
  await enterPassword(page, ada);
  await expect(heading(page)).toHaveText("One more step");
  for (const path of [
    "/admin/orders",
    "/admin/staff",
    "/admin/security",
    "/admin/security/enroll",
    "/admin/audit",
  ]) {
    await page.goto(path);
    await expect(heading(page), path).toHaveText("One more step");
  }
  expect((await page.request.get("/api/admin/orders/version")).status()).toBe(401);
});

test("guessing codes is rate limited, and then even the right code is refused", async ({ browser }) => {
  const ada = await newStaffMember();
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": `2001:db8:5:${process.pid.toString(16).slice(-4)}::1` },
  });
  const page = await context.newPage();
  await enterPassword(page, ada);
  for (let i = 0; i < 5; i++) {
    await enterCode(page, wrongCode(ada));
    await expect(page.getByLabel("Code from your authenticator app")).toHaveValue(""); // the response empties it
    await expect(page.getByText("This code is not right")).toBeVisible();
  }
  await enterCode(page, Totp.codeOf(ada.key));
  await expect(page.getByText("Too many attempts.")).toBeVisible();
});

test("a staff member without a second factor must set one up first, and a recovery code replaces it once", async ({
  page,
  browser,
}) => {
  const bob = await newcomer();
  await enterPassword(page, bob);
  await expect(heading(page)).toHaveText("Protect your account");
  await page.goto("/admin/orders");
  await expect(heading(page)).toHaveText("Protect your account");
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  const key = ((await page.locator("code").first().textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("This code is not right")).toBeVisible();
  await page.getByLabel("Code").fill(Totp.codeOf(key));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("you are signed in")).toBeVisible();
  const codes = await page.getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "I have saved my codes" }).click();
  await expect(heading(page)).toHaveText("Home");

  const recover = async () => {
    const other = await openBrowser(browser);
    await enterPassword(other, bob);
    await other.locator("summary", { hasText: "Use a recovery code" }).click();
    await other.getByLabel("Recovery code", { exact: true }).fill(codes[0] ?? "");
    await other.getByRole("button", { name: "Sign in with the recovery code" }).click();
    return other;
  };
  await expect(heading(await recover())).toHaveText("Home");
  await expect((await recover()).getByText("was used already")).toBeVisible();
});

test("a passkey created at one sign-in is the second step of the next one", async ({ page }) => {
  await withAuthenticator(page);
  const bob = await newcomer();
  await enterPassword(page, bob);
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await expect(page.getByText("you are signed in")).toBeVisible();
  await page.getByRole("link", { name: "I have saved my codes" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Password")).toBeVisible();
  await enterPassword(page, bob);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(heading(page)).toHaveText("Home");
  await page.getByRole("link", { name: "Your security" }).click();
  await expect(page.getByText(/^Passkey of/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remove/ }), "the last factor stays").toBeHidden();
});

test("the second step is set up without JavaScript", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const bob = await newcomer();
  await enterPassword(page, bob);
  const key = ((await page.locator("code").first().textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code").fill(Totp.codeOf(key));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("you are signed in")).toBeVisible();
  await expect(page.getByRole("listitem")).toHaveCount(10);
});

test("an invited person chooses a password, sets up a second step and opens the admin", async ({
  page,
  browser,
}) => {
  await signInByForm(page, await newStaffMember());
  const email = `${unique().toLowerCase()}@staff.example`;
  await page.goto("/admin/staff");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("Choose a role.")).toBeVisible();
  const form = page.locator("form", { hasText: "Send invitation" });
  await form.getByLabel("Email address").fill(email);
  await form.getByLabel("Warehouse").check();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("The invitation has been sent.")).toBeVisible();
  const invitation = await emailTo(email, /^Your invitation/);
  const link = /\/admin\/invitation\/[\w-]{43}/.exec(invitation.text)?.[0] ?? "";

  const other = await openBrowser(browser);
  await other.goto(link);
  await other.getByLabel("Password").fill("short");
  await other.getByRole("button", { name: "Accept" }).click();
  await expect(other.locator("form").getByRole("alert")).toContainText("at least 12 characters.");
  await other.getByLabel("Password").fill("a sentence that nobody guesses");
  await other.getByRole("button", { name: "Accept" }).click();
  await expect(heading(other)).toHaveText("Protect your account");
  const key = ((await other.locator("code").first().textContent()) ?? "").replaceAll(" ", "");
  await other.getByLabel("Code").fill(Totp.codeOf(key));
  await other.getByRole("button", { name: "Confirm" }).click();
  await other.getByRole("link", { name: "I have saved my codes" }).click();
  await expect(heading(other)).toHaveText("Home");
  await expect(navLink(other, "Staff")).toBeHidden();

  const late = await openBrowser(browser);
  await late.goto(link);
  await expect(heading(late)).toHaveText("This invitation is no longer valid");
});

test("changed roles apply at the next request, and a refusal shows a message and is in the audit log", async ({
  page,
  browser,
}) => {
  const eve = await newStaffMember("support");
  const hers = await staffMember(browser, eve);
  await signInByForm(page, await newStaffMember());
  await page.goto("/admin/staff");
  const row = page.getByRole("listitem").filter({ hasText: eve.email });
  await row.locator("summary").click();
  await row.getByLabel("Support").uncheck();
  await row.getByLabel("Catalog").check();
  await row.getByRole("button", { name: "Change roles" }).click();
  await expect(row.getByText("The roles have been changed.")).toBeVisible();
  await navLink(hers, "Refunds").click();
  await expect(heading(hers)).toHaveText("Your role does not allow this");
  expect((await hers.request.get("/admin/orders")).status()).toBe(403);
  await hers.goto("/admin");
  await expect(heading(hers)).toHaveText("Home");
  await expect(navLink(hers, "Stock")).toBeVisible();
  await expect(navLink(hers, "Orders")).toBeHidden();
  expect(await auditOf(eve)).toContain("staff.not_allowed refused");
});

test("a disabled staff member is signed out at once, and the last owner cannot be disabled", async ({
  page,
  browser,
}) => {
  const eve = await newStaffMember("warehouse");
  const hers = await staffMember(browser, eve);
  await signInByForm(page, await newStaffMember());
  await page.goto("/admin/staff");
  const row = page.getByRole("listitem").filter({ hasText: eve.email });
  await row.locator("summary").click();
  await row.getByRole("button", { name: "Disable" }).click();
  await expect(row.getByText("Disabled", { exact: true })).toBeVisible();
  await hers.reload();
  await expect(heading(hers)).toHaveText("Admin");
  await enterPassword(hers, eve);
  await expect(hers.getByText("do not match")).toBeVisible();
});

test("a session is ended from another one, and a new password ends all others", async ({ page }) => {
  const ada = await newStaffMember();
  const device = "Firefox on Linux";
  const begin = () =>
    Session.begin({
      subject: ada.staffId,
      audience: "office",
      methods: ["password", "totp"],
      device,
      origin: "x",
    });
  const [one, two] = [await begin(), await begin()];
  await signInByForm(page, ada);
  await page.goto("/admin/security");
  await page.getByRole("button", { name: "End session" }).first().click();
  await expect(page.getByRole("button", { name: "End session" })).toHaveCount(1);
  const open = async () =>
    (await Promise.all([one, two].map(({ token }) => Session.read({ token, audience: "office" })))).filter(
      Boolean,
    );
  expect(await open()).toHaveLength(1);
  await page.getByLabel("Current password").fill(ada.password);
  await page.getByLabel("New password").fill("a sentence that nobody guesses");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password has changed.")).toBeVisible();
  expect(await open()).toHaveLength(0);
  await expect(page.getByText("(this session)")).toBeVisible();
});

test("a sensitive action after a while needs the password again", async ({ page }) => {
  const ada = await newStaffMember();
  await signInByForm(page, ada);
  const [session] = await Session.list({ subject: ada.staffId });
  await age(ada.staffId, session?.sessionId ?? "");
  await page.goto("/admin/staff");
  await expect(heading(page)).toHaveText("Confirm your identity");
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("Staff");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.slow(); // axe examines nine pages, and other tests have created a hundred staff members
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test(`the pages to sign in to the admin are accessible, ${colorScheme}`, async ({ page }) => {
      await enterPassword(page, await newcomer());
      await expect(heading(page)).toHaveText("Protect your account");
      await examine(page, "enroll", colorScheme);
      await page.context().clearCookies();
      const ada = await newStaffMember();
      await enterPassword(page, ada);
      await enterCode(page, wrongCode(ada));
      await expect(page.getByText("This code is not right")).toBeVisible();
      await examine(page, "second step", colorScheme);
      await enterCode(page, Totp.codeOf(ada.key));
      await expect(heading(page)).toHaveText("Home");
      for (const path of ["/admin/staff", "/admin/security", "/admin/security/enroll"]) {
        await page.goto(path);
        for (const summary of (await page.locator("main summary").all()).slice(0, 2)) await summary.click();
        await examine(page, path, colorScheme);
      }
      await age(ada.staffId, (await Session.list({ subject: ada.staffId }))[0]?.sessionId ?? "");
      await page.goto("/admin/security/confirm");
      await examine(page, "confirm", colorScheme);
      const { staffId } = await Staff.invite({
        email: `${unique().toLowerCase()}@staff.example`,
        roles: ["support"],
        actor: "staff:owner@example.com",
      });
      await page.goto((await Staff.createInvitation({ staffId }))?.link ?? "");
      await examine(page, "invitation", colorScheme);
      await page.goto("/admin/invitation/none");
      await examine(page, "no invitation", colorScheme);
      const onlooker = await newStaffMember("read-only");
      await page.context().clearCookies();
      await signInByForm(page, onlooker);
      await page.goto("/admin/staff");
      await expect(heading(page)).toHaveText("Your role does not allow this");
      await examine(page, "not allowed", colorScheme);
    });
  });
}
