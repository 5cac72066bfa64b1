import type { APIRequestContext } from "@playwright/test";
import { Cart } from "@securecart/core/cart";
import { Id } from "@securecart/core/id";
import {
  buy,
  emailTo,
  expect,
  fillCheckout,
  mug,
  orderIdOf,
  orderUnpaid,
  product,
  putInCart,
  shopper,
  test,
  towels,
  urls,
} from "../fixtures";

/** Origin of the shop's own pages. Requests from other origins are refused before they are parsed. */
const origin = new URL(urls.shop).origin;
const headers = { origin };

const nonsense = ["0", "-1", "1.5", "1000000000", "1e9", "NaN", "", "abc", "9".repeat(400), "<b>1</b>", "½"];

test("an invalid quantity posted to the form causes no server error and does not reach the cart", async ({
  request,
}) => {
  const { slug } = await product({ stock: 5 });
  const form = await formOf(request, `/product/${slug}`, "quantity");
  for (const quantity of nonsense) {
    const answer = await request.post(`/product/${slug}`, { multipart: { ...form, quantity }, headers });
    expect(answer.status(), `quantity ${quantity.slice(0, 20)}`).toBeLessThan(500);
    expect(await answer.text()).not.toContain("Added to cart.");
  }
  expect(await (await request.get("/api/cart")).json()).toEqual({ count: 0 });
});

test("invalid bodies and unknown actions are refused without a server error", async ({ request }) => {
  const action = "40".padEnd(42, "a");
  const answers = [
    await request.post(`/product/${mug.slug}`, {
      data: "sku=1&quantity=1",
      headers: { origin, "content-type": "text/plain" },
    }),
    await request.post(`/product/${mug.slug}`, { data: "[]", headers: { origin, "next-action": action } }),
    await request.post(`/product/${mug.slug}`, { multipart: { [`$ACTION_ID_${action}`]: "" }, headers }),
    await request.post("/cart", { form: { sku: mug.slug, quantity: "1" }, headers }),
    await request.post("/api/revalidate", { data: "not json" }),
    await request.post("/api/revalidate", {
      data: { tags: ["catalog"], at: 0 },
      headers: { "x-securecart-signature": "forged" },
    }),
    await request.get("/api/stock"),
    await request.get(`/api/stock?sku=${"x".repeat(500)}`),
    await request.get("/images/../../etc/passwd"),
    await request.get("/images/%2e%2e%2fsecret.webp"),
    await request.get("/search?page=-1&min=abc&max=1e400&filter=__proto__:x&filter=constructor:y&sort=drop"),
    await request.get(`/search?q=${encodeURIComponent("\"'*()^:-NEAR OR AND ".repeat(20))}`),
    await request.get("/search?q=%00"),
    await request.get("/product/%00"),
    await request.get("/category/nobody?sort=name"),
  ];
  for (const answer of answers) expect(answer.status(), answer.url()).toBeLessThan(500);
});

const broken = "%E0%A4%A";

test("an unreadable address is a 404 on every route", async ({ request }) => {
  const pages = [
    "/",
    "/product/",
    "/product/mug/",
    "/category/",
    "/orders/",
    "/checkout/",
    "/account/",
    "/reset/",
  ];
  const others = [
    "/admin/",
    "/admin/orders/",
    "/images/",
    "/api/auth/",
    "/api/orders/",
    "/sitemaps/",
    "/_next/",
  ];
  for (const path of [...pages, ...others].map((place) => place + broken)) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).toContain("There is no page at this address.");
    expect(answer.headers()["cache-control"], path).toContain("no-store");
    expect(answer.headers()["x-content-type-options"], path).toBe("nosniff");
  }
  expect((await request.get("/_global-error")).status(), "Next's own page").toBe(404);
});

test("no long or unusual address causes a server error or shows a file", async ({ request }) => {
  const odd = [
    "/%",
    "/%00",
    "/product/%2e%2e%2f",
    `${urls.shop}//product`,
    "/product/a%2Fb",
    "/product/__proto__",
    "/_next/static/%2e%2e/%2e%2e/package.json",
    `/${"a".repeat(10_000)}`,
    `/product/${"a".repeat(10_000)}`,
    `/search?q=${"a".repeat(8_000)}`,
    `/search?q=${broken}`,
    `/category/clothing?min=${broken}`,
    "/search?page=1e9&page=2&page=-1",
    `/api/stock?sku=${broken}`,
    "/_next/image?url=https%3A%2F%2Fevil.example%2Fa.png&w=64&q=75",
    "/_next/image?url=%2F%2Fevil.example%2Fa.png&w=64&q=75",
    "/_next/image?url=%2Fimages%2Fsite%2Ficon.svg&w=99999&q=75",
    "/_next/image?url=%2Fapi%2Fhealth&w=64&q=75",
  ];
  for (const path of odd) {
    const answer = await request.get(path);
    expect(answer.status(), path.slice(0, 80)).toBeLessThan(500);
    const text = await answer.text();
    expect(text, path.slice(0, 80)).not.toContain("node_modules");
    expect(text, path.slice(0, 80)).not.toContain('"workspaces"');
  }
});

test("headers that only servers send do not change a cached page", async ({ request }) => {
  const path = `/product/${mug.slug}`;
  const pretended: Record<string, string>[] = [
    {},
    { host: "evil.example" },
    { "x-forwarded-host": "evil.example" },
    { "x-forwarded-proto": "gopher" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-rewrite": "https://evil.example/" },
    { "x-matched-path": "/admin" },
    { "x-invoke-path": "/500", "x-invoke-status": "500" },
    { "x-nextjs-data": "1" },
    { "x-http-method-override": "DELETE" },
    { "next-action": "x" },
    { "next-resume": "1" },
    { "x-prerender-revalidate": "x" },
    { "content-type": "multipart/form-data" },
    { range: "bytes=99999999-" },
    { "if-modified-since": "nonsense" },
    { cookie: "cart=%E0%A4%A; session=%; __prerender_bypass=x" },
  ];
  for (const headers of pretended) {
    const shown = JSON.stringify(headers);
    const answer = await request.get(path, { headers });
    expect(answer.status(), shown).toBe(200);
    expect(JSON.stringify(answer.headers()), shown).not.toContain("evil.example");
    const page = await answer.text();
    expect(page, shown).toContain(`>${mug.name}</h1>`);
    expect(page, shown).not.toContain("evil.example");
    const nowhere = await request.get(`/orders/${broken}`, { headers });
    expect(nowhere.status(), shown).toBe(404);
    expect(JSON.stringify(nowhere.headers()) + (await nowhere.text()), shown).not.toContain("evil.example");
  }
  // The data of a page's segments is never served at the page's address.
  for (const tree of ["", "nonsense", broken]) {
    const headers = { rsc: "1", "next-router-state-tree": tree };
    const answer = await request.get(path, { headers, maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(answer.headers().location).toContain("?_rsc");
  }
});

test("a cart cookie without a valid signature opens no cart", async ({ playwright }) => {
  const victim = Cart.newId();
  const { sku } = await product();
  await Cart.add({ cartId: victim, sku, quantity: 1 });
  const open = async (cookie: string) => {
    const request = await playwright.request.newContext({
      baseURL: urls.shop,
      extraHTTPHeaders: { cookie: `cart=${cookie}` },
    });
    return request.get("/cart");
  };
  for (const forged of [
    victim,
    `${victim}.`,
    `${victim}.${"A".repeat(43)}`,
    `${victim}.a.b`,
    "x".repeat(6_000),
  ]) {
    const answer = await open(forged);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain("Your cart is empty.");
  }
  expect((await open("x".repeat(60_000))).status()).toBe(431);
  expect(await (await open(Cart.sign(victim))).text()).toContain(sku);
});

test("an order opens only with its own link", async ({ page, request }) => {
  await orderUnpaid(page, towels.slug);
  await page.getByRole("link", { name: "Back" }).click();
  await page.waitForURL(/\/orders\//);
  const orderId = orderIdOf(page);
  const token = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect((await request.get(`/orders/${token}`)).status()).toBe(200);
  const changed = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
  const invented = Id.derived("order", Cart.newId(), 1);
  const strangers = [orderId, changed, `${invented}-${token.slice(-26)}`, "1", "ord_1", "a".repeat(3_000)];
  for (const candidate of strangers) {
    expect((await request.get(`/orders/${candidate}`)).status(), candidate.slice(0, 60)).toBe(404);
    expect((await request.get(`/api/orders/${candidate}/status`)).status()).toBe(404);
  }
});

test("a name that looks like a script is shown as text, on the page and in the email", async ({ page }) => {
  const name = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  page.on("dialog", () => {
    throw new Error("The name was run.");
  });
  const who = await buy(page, towels.slug, shopper({ name }));
  await expect(page.getByText(name)).toBeVisible();
  await page.reload();
  await expect(page.getByText(name)).toBeVisible();
  const { html } = await emailTo(who.email, /We have your order/);
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("a search term that looks like a script is shown as text", async ({ page }) => {
  const words = "<script>alert(1)</script>";
  const answer = await page.goto(`/search?q=${encodeURIComponent(words)}`);
  expect(await answer?.text()).not.toContain(words);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Results for “${words}”`);
});

test("a price in the form is ignored", async ({ page }) => {
  const { slug } = await product({ stock: 5, price: 2500 });
  await putInCart(page, slug);
  await fillCheckout(page);
  await page.locator('input[name="reviewed"]').evaluate((input: HTMLInputElement) => {
    input.value = "0".repeat(22);
  });
  await page.getByRole("button", { name: /^Pay / }).click();
  await expect(page.getByText(/changed since you reviewed/)).toBeVisible();
  await expect(page).toHaveURL(/\/checkout\/review/);
});

/** Reads the hidden fields that a page's form sends without JavaScript. */
async function formOf(request: APIRequestContext, path: string, holds: string) {
  const html = await (await request.get(path)).text();
  const form = html
    .split("<form")
    .find((part) => part.includes(`name="${holds}"`) && part.includes("$ACTION"));
  const inputs = [...(form?.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)];
  if (inputs.length === 0) throw new Error(`${path} has no form with ${holds}.`);
  const attribute = (tag: string, name: string) =>
    (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
  return Object.fromEntries(inputs.map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]));
}
