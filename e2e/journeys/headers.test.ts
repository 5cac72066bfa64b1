import { Cart } from "@securecart/core/cart";
import { OrderAccess } from "@securecart/core/order-access";
import { pendingOrder } from "@securecart/core/test/fixtures";
import { expect, test, towels } from "../fixtures";

test("personal pages are not cached", async ({ request }) => {
  const { orderId, cartId } = await pendingOrder();
  const token = OrderAccess.token(orderId);
  const headers = { cookie: `cart=${Cart.sign(cartId)}` };
  const pages = [
    "/cart",
    "/checkout/contact",
    "/checkout/delivery",
    "/checkout/review",
    `/orders/${token}`,
    `/api/orders/${token}/status`,
    "/api/cart",
  ];
  for (const page of pages) {
    const answer = await request.get(page, { headers, maxRedirects: 0 });
    expect(answer.headers()["cache-control"], page).toContain("no-store");
  }
});

test("a response that sets a cookie is not cacheable, and a cacheable one sets none", async ({
  page,
  request,
}) => {
  const shared = ["/", "/category/clothing", `/product/${towels.slug}`, "/sitemap.xml", "/robots.txt"];
  for (const path of shared) {
    const answer = await request.get(path);
    expect(answer.headers()["set-cookie"], path).toBeUndefined();
  }
  const answers: [string, Record<string, string>][] = [];
  page.on("response", async (response) => {
    answers.push([response.url(), await response.allHeaders().catch(() => ({}))]);
  });
  await page.goto(`/product/${towels.slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect.poll(() => answers.filter(([, headers]) => headers["set-cookie"]).length).toBeGreaterThan(0);
  await page.goto("/cart");
  for (const [url, headers] of answers) {
    if (headers["set-cookie"]) expect(headers["cache-control"], url).toContain("no-store");
  }
});

test("every page has a content security policy, and scripts cannot read the cart's cookie", async ({
  page,
  request,
}) => {
  for (const path of ["/", "/cart", "/search", `/product/${towels.slug}`, "/nothing-here"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"], path).toMatch(/default-src 'self'.*object-src 'none'/);
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
  await page.goto(`/product/${towels.slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  const cookieOf = async () => (await page.context().cookies()).find(({ name }) => name.endsWith("cart"));
  await expect.poll(cookieOf).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("an order's address is sent to no other site", async ({ request }) => {
  const { orderId } = await pendingOrder();
  const headers = (await request.get(`/orders/${OrderAccess.token(orderId)}`)).headers();
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["x-robots-tag"]).toContain("noindex");
});
