import type { Page } from "@playwright/test";
import { ask } from "../access/ask";
import { endpointsOf } from "../access/build";
import { examples } from "../access/examples";
import { people, readMatrix } from "../access/matrix";
import { cast } from "../access/people";
import { expect, mug, test, urls } from "../fixtures";
import { staffMember } from "../staff";

/**
 * Paths rendered for each request, whose scripts have a nonce. Pages that are the same for all are prerendered
 * without.
 */
const personal =
  /^\/(admin|account|checkout|orders|sign-in|create-account|reset|find-orders|erased|reviews|alerts)(\/|$)/;

const pages = endpointsOf(process.env).flatMap((endpoint) => (endpoint.kind === "page" ? [endpoint] : []));
const policyOf = (headers: Record<string, string>) => headers["content-security-policy"] ?? "";
const nonceOf = (policy: string) => /'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];

test("a personal page runs only the scripts with the nonce of its response, and no page reports a refused script", async ({
  browser,
}) => {
  test.setTimeout(10 * 60_000);
  const { cookieOf, customerId } = await cast();
  const pathOf = await examples({ customerId });
  const matrix = readMatrix();
  const wrong: string[] = [];
  for (const { name, route } of pages) {
    const who = people.find((person) => matrix[name]?.has(person)) ?? "owner";
    const context = await browser.newContext();
    const [cookie, value] = (await cookieOf(who)).split("=");
    if (cookie && value) await context.addCookies([{ name: cookie, value, url: urls.shop }]);
    const page = await context.newPage();
    const refused = refusals(page);
    const answer = await page.goto(pathOf(route));
    const nonce = nonceOf(policyOf(answer?.headers() ?? {}));
    const path = new URL(page.url()).pathname;
    const without = scriptsOf((await answer?.text()) ?? "").filter(
      (tag) => !tag.includes(`nonce="${nonce}"`),
    );
    if (personal.test(path) && answer?.ok() && !nonce) wrong.push(`${name}: its policy has no nonce`);
    if (nonce && without.length > 0) wrong.push(`${name}: ${without.join(" ")}`);
    if (!personal.test(path) && nonce) wrong.push(`${name}: ${path} is for all and has a nonce`);
    wrong.push(...refused().map((text) => `${name}: ${text}`));
    await context.close();
  }
  expect(wrong).toEqual([]);
});

/** Lists the tags of executable scripts; structured data is not executable. */
const scriptsOf = (html: string) => html.match(/<script\b(?![^>]*application\/ld\+json)[^>]*>/g) ?? [];

test("no two responses share a nonce, and a response with a nonce is not cacheable", async ({ request }) => {
  const answers = await Promise.all(
    ["/admin/sign-in", "/admin/sign-in", "/sign-in", "/admin/nothing-here"].map((path) => request.get(path)),
  );
  const nonces = answers.map((answer) => nonceOf(policyOf(answer.headers())));
  expect(nonces.every((nonce) => nonce && nonce.length > 20)).toBe(true);
  expect(new Set(nonces).size).toBe(nonces.length);
  for (const answer of answers) expect(answer.headers()["cache-control"], answer.url()).toContain("no-store");
});

test("a script injected into a page of the admin or the checkout does not run", async ({ browser }) => {
  const page = await staffMember(browser);
  for (const path of ["/admin/orders", "/create-account"]) {
    const refused = refusals(page);
    expect(await poisoned(page, path), path).toEqual([]);
    expect(refused().length, path).toBeGreaterThan(3);
  }
  expect(await poisoned(page, "/nothing-here"), "the attempts are real").toContain("inline script");
  await page.context().close();
});

const attempts = `<script>window.ran = ["inline script"]</script>
<img src="x:" onerror="(window.ran ??= []).push('handler')">
<iframe srcdoc="<script>(parent.ran ??= []).push('frame')</script>"></iframe>
<script src="data:text/javascript,(window.ran ??= []).push('address')"></script>`;

/** Opens a page with injected scripts. Returns those that ran. */
async function poisoned(page: Page, path: string) {
  await page.route(urls.shop + path, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</body>", `${attempts}</body>`);
    await route.fulfill({ response, body });
  });
  await page.goto(path);
  return page.evaluate(() => ("ran" in window ? window.ran : []));
}

test("navigation between prerendered and personal pages refuses no script", async ({ page }) => {
  const refused = refusals(page);
  await page.goto(`/product/${mug.slug}`);
  await page
    .getByRole("banner")
    .getByRole("link", { name: /Sign in/ })
    .click();
  await expect(page.getByLabel("Password")).toBeVisible();
  await page.reload();
  await page.getByRole("banner").getByRole("link").first().click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.getByRole("main").locator("a[href^='/product/']").first().click();
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
  expect(refused()).toEqual([]);
});

/** Collects the violations of a policy that the browser reports. */
function refusals(page: Page) {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  return () => violations;
}

const shared = new Set([
  "page /",
  "page /category/[slug]",
  "page /collection/[slug]",
  "page /pages/[slug]",
  "page /product/[slug]",
  "page /product/[slug]/[variant]",
  "handler GET /api/delivery",
  "handler GET /api/stock",
  "handler GET /icon.svg",
  "handler GET /images/[...key]",
  "handler GET /manifest.webmanifest",
  "handler GET /robots.txt",
  "handler GET /sitemap.xml",
  "handler GET /sitemaps/[part]",
]);

test("only responses that are the same for all are cacheable, and every response has the security headers", async () => {
  test.setTimeout(10 * 60_000);
  const { cookieOf, customerId } = await cast();
  const pathOf = await examples({ customerId });
  const wrong: string[] = [];
  for (const endpoint of endpointsOf(process.env))
    for (const person of ["anonymous", "shopper", "owner"] as const) {
      const { headers, answer } = await ask({ endpoint, pathOf, cookie: await cookieOf(person) });
      wrong.push(
        ...faultsOf(headers, shared.has(endpoint.name)).map(
          (fault) => `${endpoint.name}, ${person} (${answer}): ${fault}`,
        ),
      );
    }
  for (const path of ["/nothing-here", "/product/%E0%A4%A", "/_next/static/chunks/none.js", "/_next/image"]) {
    const { headers } = await fetch(urls.shop + path);
    wrong.push(...faultsOf(headers, false).map((fault) => `${path}: ${fault}`));
  }
  const foreign = await fetch(`${urls.shop}/cart`, {
    method: "POST",
    headers: { origin: "https://evil.example" },
  });
  wrong.push(...faultsOf(foreign.headers, false).map((fault) => `refusal: ${fault}`));
  expect(wrong).toEqual([]);
});

const expected: Record<string, RegExp> = {
  "strict-transport-security": /^max-age=\d{8}; includeSubDomains$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^(same-origin|strict-origin-when-cross-origin)$/,
  "permissions-policy": /camera=\(\)/,
  "cross-origin-opener-policy": /^same-origin$/,
  "content-security-policy": /frame-ancestors 'none'|^default-src 'none'; sandbox$/,
};

function faultsOf(headers: Headers, isShared: boolean): string[] {
  const cache = headers.get("cache-control") ?? "";
  return [
    ...Object.entries(expected)
      .filter(([name, wanted]) => !wanted.test(headers.get(name) ?? ""))
      .map(([name]) => `${name} is ${headers.get(name)}`),
    ...(isShared || cache === "" || /no-store/.test(cache) ? [] : [`it may be kept: ${cache}`]),
    ...(headers.has("set-cookie") && !/no-store/.test(cache)
      ? ["a cookie in an answer that may be kept"]
      : []),
    ...(headers.has("x-powered-by") ? ["it says what made it"] : []),
  ];
}
