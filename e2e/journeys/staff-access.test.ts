import { createHmac, randomUUID } from "node:crypto";
import { Order } from "@securecart/core/order";
import { Secret } from "@securecart/core/secret";
import { enqueue } from "@securecart/core/test/cloud";
import { examine } from "../examine";
import { buy, expect, orderIdOf, product, test, unique, urls } from "../fixtures";
import { newStaffMember, reaches, refundButton, signIn, signInByForm } from "../staff";

const pages = [
  "/admin",
  "/admin/orders",
  "/admin/review",
  "/admin/stock?q=mug",
  "/admin/stock?q=MUG-SPECK-CHL&change=MUG-SPECK-CHL",
  "/admin/stock/import",
  "/admin/stock/MUG-SPECK-CHL",
  "/admin/refunds",
  "/admin/failed-messages",
  "/admin/audit",
];

test("every admin page redirects to the sign-in without a session, and is neither cached nor indexed", async ({
  request,
}) => {
  for (const path of [...pages, "/admin/orders/ord_1"]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toContain("/admin/sign-in");
    expect(answer.headers()["cache-control"], path).toContain("no-store");
    expect(answer.headers()["x-robots-tag"], path).toContain("noindex");
  }
  expect((await request.get("/api/admin/orders/version")).status()).toBe(401);
  const forged = { cookie: `staff=${"A".repeat(43)}` };
  expect((await request.get("/admin/orders", { maxRedirects: 0, headers: forged })).status()).toBe(307);
});

test("an action without a session changes nothing and causes no server error", async ({
  page,
  playwright,
}) => {
  const { slug } = await product({ stock: 2 });
  await buy(page, slug);
  const orderId = orderIdOf(page);
  await reaches(orderId, "paid");
  await signIn(page);
  await page.goto(`/admin/orders/${orderId}`);
  const html = await (await page.request.get(`/admin/orders/${orderId}`)).text();
  const forms = html.split("<form").filter((part) => part.includes('name="requestId"'));
  expect(forms.length).toBeGreaterThan(2);
  const stranger = await playwright.request.newContext({ baseURL: urls.shop });
  for (const form of forms) {
    const answer = await stranger.post(`/admin/orders/${orderId}`, {
      multipart: { ...hiddenOf(form), cause: "Mine.", reason: "Mine.", amount: "1" },
      headers: { origin: new URL(urls.shop).origin },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toContain("/admin/sign-in");
  }
  expect(await Order.require(orderId)).toMatchObject({ status: "paid", refunds: [] });
});

test("scripts cannot read the session cookie, and signing out ends the session", async ({
  page,
  request,
}) => {
  await signInByForm(page, await newStaffMember());
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("staff"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  expect((await request.get("/admin/orders", { headers })).status()).toBe(200);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect((await request.get("/admin/orders", { headers, maxRedirects: 0 })).status()).toBe(307);
});

test("guessing passwords is rate limited, and the sign-in does not redirect to another site", async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: urls.shop,
    extraHTTPHeaders: { "x-forwarded-for": `2001:db8:4:${process.pid.toString(16).slice(-4)}::1` },
  });
  const page = await context.newPage();
  await page.goto("/admin/sign-in?from=https://example.com/");
  await expect(page.locator('input[name="from"]')).toHaveValue("/admin");
  const guess = async () => {
    await page.getByLabel("Email").fill(`${unique().toLowerCase()}@example.com`);
    await page.getByLabel("Password").fill("guess");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByLabel("Password")).toHaveValue(""); // the response empties it
  };
  for (let i = 0; i < 5; i++) await guess();
  await expect(page.getByText("do not match")).toBeVisible();
  await guess();
  await expect(page.getByText("Too many attempts.")).toBeVisible();
});

test("a failed message is shown at each visit until it is discarded", async ({ page }) => {
  const mark = randomUUID();
  await enqueue("OrderEmailQueueDeadLetters", [JSON.stringify({ mark })]);
  await signIn(page);
  const failedMessage = page.getByRole("listitem").filter({ hasText: mark });
  await expect(async () => {
    await page.goto("/admin/failed-messages");
    await expect(failedMessage).toBeVisible({ timeout: 1_000 });
  }).toPass();
  for (let look = 1; look <= 2; look++) {
    await page.reload();
    await expect(failedMessage).toBeVisible({ timeout: 1_000 });
  }
  await page.screenshot({ path: "test-results/typed/failed-messages.png", fullPage: true });
  await failedMessage.getByRole("button", { name: "Discard" }).click();
  await expect(failedMessage).toBeHidden();
});

test("a webhook without an object is shown once and closed", async ({ page }) => {
  const id = `evt_${randomUUID().replaceAll("-", "")}`;
  const body = JSON.stringify({ id, object: "event", type: "charge.refunded", livemode: false });
  const now = Math.floor(Date.now() / 1000);
  const secret = Secret.value("StripeWebhookSecret");
  const digest = createHmac("sha256", secret).update(`${now}.${body}`).digest("hex");
  const headers = { "content-type": "application/json", "stripe-signature": `t=${now},v1=${digest}` };
  for (let sent = 1; sent <= 3; sent++) {
    const answer = await page.request.post(`${urls.functions}/webhooks/stripe`, { data: body, headers });
    expect(answer.status()).toBe(200);
  }
  await signIn(page);
  const webhook = page.getByRole("listitem").filter({ hasText: id });
  await expect(async () => {
    await page.goto("/admin/failed-messages");
    await expect(webhook).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await expect(webhook).toContainText("The event has no data.object");
  await webhook.getByRole("button", { name: "Close" }).click();
  await expect(webhook).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.slow();
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test(`the pages of the admin are accessible, ${colorScheme}`, async ({ page }) => {
      const { slug } = await product({ stock: 2 });
      await buy(page, slug);
      const orderId = orderIdOf(page);
      await reaches(orderId, "paid");
      await page.goto("/admin/sign-in");
      await examine(page, "sign-in", colorScheme);
      await signIn(page);
      for (const path of [...pages, `/admin/orders/${orderId}`]) {
        await page.goto(path);
        for (const summary of await page.locator("main summary").all()) await summary.click();
        await examine(page, path, colorScheme);
      }
      await refundButton(page).click();
      await expect(page.getByText("Enter a reason for the refund.")).toBeVisible();
      await examine(page, "a refused refund", colorScheme);
    });
  });
}

/** Reads the hidden fields that a form sends without JavaScript. */
function hiddenOf(form: string) {
  const inputs = [...(form.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)];
  const attribute = (tag: string, name: string) =>
    (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
  return Object.fromEntries(inputs.map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]));
}
