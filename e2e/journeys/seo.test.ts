import { expect, mug, product, test, urls } from "../fixtures";

test("a product page is prerendered and describes its product in structured data", async ({ request }) => {
  // A purchase in another journey may expire the page between two requests; then it is rendered once more.
  const open = () => request.get(`/product/${mug.slug}`);
  await expect.poll(async () => (await open()).headers()["x-nextjs-cache"]).toBe("HIT");
  const answer = await open();
  const data = jsonLd(await answer.text());
  const nodes = data.flatMap((one) => (Array.isArray(one["@graph"]) ? one["@graph"] : []));
  const group = nodes.find((one) => one["@type"] === "ProductGroup");
  expect(group).toMatchObject({
    name: mug.name,
    productGroupID: expect.stringMatching(/^prd_/),
    variesBy: ["https://schema.org/color"],
  });
  expect(group.hasVariant).toHaveLength(4);
  const delivery = nodes.find((one) => one["@type"] === "OfferShippingDetails");
  const returns = nodes.find((one) => one["@type"] === "MerchantReturnPolicy");
  for (const variant of group.hasVariant)
    expect(variant).toMatchObject({
      "@type": "Product",
      name: `${mug.name}, ${variant.color}`,
      sku: expect.stringMatching(/^MUG-/),
      offers: {
        "@type": "Offer",
        price: expect.stringMatching(/^\d+\.\d{2}$/),
        priceCurrency: "USD",
        availability: expect.stringMatching(/^https:\/\/schema\.org\/(InStock|OutOfStock)$/),
        url: `${urls.shop}/product/${mug.slug}/${variant.color.toLowerCase()}`,
        shippingDetails: { "@id": delivery["@id"] },
        hasMerchantReturnPolicy: { "@id": returns["@id"] },
      },
    });
  expect(delivery).toMatchObject({
    shippingRate: { value: expect.stringMatching(/^\d+\.\d{2}$/), currency: "USD" },
    shippingDestination: { addressCountry: "US" },
    deliveryTime: { transitTime: { unitCode: "DAY" } },
  });
  expect(returns).toMatchObject({ applicableCountry: "US", merchantReturnDays: 30 });
  expect(data.find((one) => one["@type"] === "BreadcrumbList")).toMatchObject({
    itemListElement: expect.arrayContaining([expect.objectContaining({ position: 1, name: "Home" })]),
  });
});

test("each page has its own title, description and address", async ({ page }) => {
  const titles = new Set<string>();
  for (const path of ["/", "/category/clothing", `/product/${mug.slug}`]) {
    await page.goto(path);
    titles.add(await page.title());
    expect(await page.locator('meta[name="description"]').getAttribute("content")).toBeTruthy();
    const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
    expect(new URL(canonical ?? "").pathname).toBe(path);
    expect(await page.locator('meta[property="og:image"]').first().getAttribute("content")).toContain(
      urls.shop,
    );
  }
  expect(titles.size).toBe(3);
});

test("the sitemap has every product, and robots.txt names the sitemap", async ({ request }) => {
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toContain(`Sitemap: ${urls.shop}/sitemap.xml`);
  expect(robots).toMatch(/Disallow: \/cart/);
  const index = await request.get("/sitemap.xml");
  expect(index.headers()["content-type"]).toContain("application/xml");
  const [part = ""] = locations(await index.text());
  const addresses = locations(await (await request.get(part)).text());
  expect(addresses).toEqual(
    expect.arrayContaining([`${urls.shop}/product/${mug.slug}`, `${urls.shop}/category/clothing`]),
  );
  expect(new Set(addresses).size).toBe(addresses.length);
  expect((await request.get("/sitemaps/2.xml")).status()).toBe(404);
});

test("a missing page is a 404 with links to the catalog", async ({ request }) => {
  const paths = [
    "/category/clothing?page=99",
    "/nothing-here",
    "/product/nobody-sells-this",
    `/product/${mug.slug}/nobody`,
    "/category/nobody",
    "/orders/nobody",
  ];
  for (const path of paths) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).toContain("Page not found");
  }
});

test("a new product's page is rendered for its first visitor", async ({ page }) => {
  const { slug, sku } = await product();
  expect((await page.goto(`/product/${slug}`))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Mug ${sku}`);
});

const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => url);

const jsonLd = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, text = ""]) =>
    JSON.parse(text),
  );
