import { request as openRequest } from "node:http";
import type { APIRequestContext } from "@playwright/test";
import { createAccount, newcomer, password, sessionCookie, signedIn, signIn, signOut } from "../account";
import { complaint, expect, mug, product, test, unique, urls } from "../fixtures";

test("the session token changes with each sign-in, and a planted one is not adopted", async ({ browser }) => {
  const page = await newcomer(browser);
  const planted = `cus_${"0".repeat(26)}.ses_${"0".repeat(26)}.${"A".repeat(43)}`;
  await page.context().addCookies([{ name: "session", value: planted, url: urls.shop }]);
  const { email } = await createAccount(page);
  const first = await sessionCookie(page);
  expect(first?.value).not.toBe(planted);
  expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await signOut(page);
  await page.context().addCookies([{ name: "session", value: first?.value ?? "", url: urls.shop }]);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/); // signing out ends the session of a stolen cookie
  await signIn(page, email);
  await signedIn(page, email);
  expect((await sessionCookie(page))?.value).not.toBe(first?.value);
});

test("forged, modified or far too long cookies sign nobody in and cause no server error", async ({
  browser,
  request,
}) => {
  const page = await newcomer(browser);
  await createAccount(page);
  const token = (await sessionCookie(page))?.value ?? "";
  const ask = (cookie: string) => request.get("/account", { headers: { cookie }, maxRedirects: 0 });
  expect((await ask(`session=${token}`)).status()).toBe(200);
  const [subject, session, secret = ""] = token.split(".");
  const forged = [
    "session=",
    "session=x",
    `session=${token}x`,
    `session=${token.slice(0, -1)}`,
    `session=${subject}.${session}.${"A".repeat(43)}`,
    `session=${session}.${subject}.${secret}`,
    `session=${subject}.${session}`,
    `session=${token}%0d%0a`,
    `session=%00${token}`,
    `session=${"A".repeat(6_000)}`,
    `session=${encodeURIComponent('{"$ne":null}')}`,
    "signed_in=1",
    `browser=${"B".repeat(3_000)}; challenge=${"C".repeat(3_000)}`,
  ];
  for (const cookie of forged) {
    const answer = await ask(cookie);
    expect(answer.status(), cookie.slice(0, 60)).toBe(307);
    expect(answer.headers().location).toContain("/sign-in");
    expect(answer.headers()["cache-control"]).toContain("no-store");
  }
  for (const value of ["x", "A".repeat(301), "A".repeat(6_000)]) {
    const answer = await request.get("/admin", { headers: { cookie: `staff=${value}` }, maxRedirects: 0 });
    expect(answer.status(), `staff=${value.slice(0, 20)}`).toBe(307);
    expect(answer.headers().location).toContain("/admin/sign-in");
  }
  for (const path of ["/sign-in", "/create-account/verify", "/sign-in/code/enter", "/reset"])
    for (const cookie of forged) {
      const answer = await request.get(path, { headers: { cookie }, maxRedirects: 0 });
      expect(answer.status(), `${path} ${cookie.slice(0, 60)}`).toBeLessThan(400);
    }
});

test("a sign-in redirects only within the shop", async ({ browser }) => {
  const page = await newcomer(browser);
  const { email } = await createAccount(page);
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\u2215evil.example",
  ];
  for (const from of elsewhere) {
    const answer = await page.request.get(`/sign-in?from=${encodeURIComponent(from)}`, { maxRedirects: 0 });
    expect(answer.headers().location, from).toBe("/account");
  }
  await signOut(page);
  await page.goto("/sign-in");
  await page
    .locator('main input[name="from"]')
    .first()
    .evaluate((input: HTMLInputElement) => {
      input.value = "//evil.example/account";
    });
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await signedIn(page, email);
  expect(new URL(page.url()).origin).toBe(new URL(urls.shop).origin);
});

test("email addresses with hidden recipients and other hostile form values are refused with a message", async ({
  browser,
}) => {
  const page = await newcomer(browser, { javaScriptEnabled: false });
  const hostile = [
    "ada@example.com,eve@example.org",
    "ada@example.com\r\nBcc: eve@example.org",
    "аda@example.com",
    "Ada <ada@example.com>",
    "a".repeat(2_000),
  ];
  for (const path of ["/sign-in", "/sign-in/code", "/reset", "/create-account"]) {
    for (const email of hostile) {
      const answer = await post(page.request, path, {
        email,
        name: "Ada",
        password: "seven green boats at noon",
      });
      expect(answer.status(), `${path} ${email.slice(0, 40)}`).toBe(200);
      expect(await answer.text()).toContain("Please check the form.");
    }
    const twice = await post(page.request, path, { email: "a@example.com" }, [["email", "b@example.com"]]);
    expect(twice.status(), path).toBe(200);
  }
  await page.goto("/create-account");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(complaint(page)).toContainText("Enter your name.");
  await expect(complaint(page)).toContainText("Use at least 8 characters.");
});

test("an unknown word in the address of a page causes no error", async ({ browser }) => {
  const page = await newcomer(browser);
  const words = ["__proto__", "constructor", "toString", "%00", "x".repeat(2_000)];
  for (const path of ["/sign-in?done=", "/sign-in?trouble="])
    for (const word of words) expect((await page.request.get(path + word)).status(), path + word).toBe(200);
  await createAccount(page);
  for (const word of words)
    expect((await page.request.get(`/account/security?done=${word}`)).status(), word).toBe(200);
});

test("an action refuses arguments that no page sends, with a message", async ({ browser }) => {
  const page = await newcomer(browser);
  await createAccount(page);
  const actions = [
    ...["/account", "/account/security/password", "/account/security/email", "/account/privacy"],
    ...["/account/addresses/new", "/account/security/confirm", "/orders", `/product/${mug.slug}`],
    ...["/reset", "/admin/sign-in"],
  ];
  for (const path of actions) {
    const [, bound = ""] = Object.values(await hiddenFields(page.request, path, 'name="$ACTION_KEY"'));
    const { id } = JSON.parse(bound);
    for (const data of ["[]", "[null]", "[null,{}]", '[null,"a"]', '["$undefined",[7]]']) {
      const answer = await page.request.post(path, {
        data,
        headers: { "next-action": id, "content-type": "text/plain", origin: new URL(urls.shop).origin },
      });
      expect(answer.status(), `${path} ${data}`).toBe(200);
      expect(await answer.text(), `${path} ${data}`).toContain("input.no_form");
    }
  }
});

test("requests from another site or without an origin are refused", async ({ browser, request }) => {
  const page = await newcomer(browser);
  await createAccount(page);
  const cookie = `session=${(await sessionCookie(page))?.value}`;
  const hidden = await hiddenFields(page.request, "/account", 'name="phone"');
  const form = { ...hidden, name: "Eve", phone: "" };
  const origins = [
    undefined,
    "null",
    "https://evil.example",
    "http://localhost:1",
    "not a url",
    "http://localhost.evil.example:3000",
  ];
  for (const origin of origins) {
    const headers = { cookie, ...(origin !== undefined && { origin }) };
    const posted = await request.post("/account", { multipart: form, headers, maxRedirects: 0 });
    expect(posted.status(), String(origin)).toBe(403);
    expect(await posted.text()).toContain("not sent from a page of this shop");
    const called = await request.post("/account", {
      data: "[]",
      headers: { ...headers, "next-action": "a".repeat(42), "content-type": "text/plain" },
    });
    expect(called.status(), String(origin)).toBe(403);
  }
  await page.goto("/account");
  await expect(page.getByLabel("Full name")).not.toHaveValue("Eve");
  const ours = { cookie, origin: new URL(urls.shop).origin };
  const answer = await request.post("/account", { multipart: form, headers: ours, maxRedirects: 0 });
  expect(answer.status()).toBeLessThan(400);
  await page.goto("/account");
  await expect(page.getByLabel("Full name")).toHaveValue("Eve");
});

test("requests that are too large, unreadable or for another host are client errors, not server errors", async ({
  request,
}) => {
  const form = await hiddenFields(request, "/reset", 'name="email"');
  const origin = new URL(urls.shop).origin;
  const post = (options: Parameters<typeof request.post>[1]) =>
    request.post("/reset", { ...options, headers: { origin, ...options?.headers } });
  const large = await post({ multipart: { ...form, email: "x".repeat(1_100_000) } });
  expect(large.status()).toBe(413);
  const most = await post({ multipart: { ...form, email: "x".repeat(1_000_000) } });
  expect(most.status()).toBe(200);
  for (const type of ["multipart/form-data", "multipart/form-data; charset=utf-8"])
    expect((await post({ data: "x", headers: { "content-type": type } })).status(), type).toBe(400);
  const email = "ada@example.com";
  const elsewhere = { "x-forwarded-host": "evil.example" };
  expect((await post({ multipart: { ...form, email }, headers: elsewhere })).status()).toBe(403);
});

test("a request without a length is refused, and so is one that is too long for its endpoint", async () => {
  for (const [path, status] of [
    ["/reset", 411],
    ["/api/revalidate", 401],
  ] as const) {
    const sending = openRequest(new URL(path, urls.shop), {
      method: "POST",
      headers: {
        origin: new URL(urls.shop).origin,
        "content-type": "multipart/form-data; boundary=x",
        "x-securecart-signature": "forged",
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      sending.once("response", (response) => resolve(response.resume().statusCode));
      sending.once("error", reject);
    });
    for (let i = 0; i < 10; i++) sending.write(Buffer.alloc(200_000));
    sending.end();
    expect(await answered, path).toBe(status);
  }
});

test("a nonce that a visitor sends does not appear in a cached page", async ({ request }) => {
  const { slug } = await product();
  const nonce = unique();
  for (const name of ["content-security-policy", "content-security-policy-report-only"]) {
    const answer = await request.get(`/product/${slug}`, {
      headers: { [name]: `script-src 'nonce-${nonce}'` },
    });
    expect(answer.status()).toBe(200);
    expect(await answer.text(), name).not.toContain(nonce);
  }
  expect(await (await request.get(`/product/${slug}`)).text()).not.toContain(nonce);
});

test("the pages of an account send no referrer, are not cached and not indexed", async ({ request }) => {
  for (const path of [
    "/sign-in",
    "/sign-in/code",
    "/create-account",
    "/reset",
    "/account",
    "/account/security",
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["x-robots-tag"], path).toContain("noindex");
  }
});

/** Sends the first form of a page as a browser without JavaScript does. */
async function post(
  request: APIRequestContext,
  path: string,
  typed: Record<string, string>,
  more: [string, string][] = [],
) {
  const form = new FormData();
  const hidden = await hiddenFields(request, path, 'name="email"');
  for (const [name, value] of [...Object.entries({ ...hidden, ...typed }), ...more]) form.append(name, value);
  return request.post(path, {
    multipart: form,
    headers: { origin: new URL(urls.shop).origin },
    maxRedirects: 0,
  });
}

/** Reads the hidden fields of the form that contains a text. */
async function hiddenFields(request: APIRequestContext, path: string, holds: string) {
  const html = await (await request.get(path)).text();
  const form = html.split("<form").find((part) => part.includes(holds) && part.includes("$ACTION"));
  const inputs = [...(form?.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)];
  const attribute = (tag: string, name: string) =>
    (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
  return Object.fromEntries(inputs.map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]));
}
