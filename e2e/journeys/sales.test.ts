import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Price } from "@securecart/core/price";
import { Secret } from "@securecart/core/secret";
import { Settings } from "@securecart/core/settings";
import { openCountedShop } from "../counted-shop";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, expect, product, putInCart, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const badge = (page: Page, text: string) => page.locator("main").getByText(text, { exact: true }).first();
const scope = { isAll: false, products: [], skus: [], categories: [], collections: [] };

async function newSale(sku: string, more: object = {}) {
  return Admin.createSale({
    terms: {
      name: `Sale ${unique()}`,
      reduction: { kind: "percent", percent: 20, ending: "exact" },
      scope: { ...scope, skus: [sku.toLowerCase()] },
      startsAt: "2099-01-01T00:00:00.000Z",
      ...more,
    },
    ...by(),
  });
}

test("a merchant previews and starts a sale, shoppers see and pay it, and no longer once it is stopped", async ({
  page,
  browser,
}) => {
  const { slug, sku } = await product({ price: 2_500, eur: 2_300 });
  const shopper = await anotherShopper(browser);
  await shopper.goto(`/product/${slug}`);
  await expect(shopper.locator("main")).toContainText("$25.00");
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/sales");
  await page.getByRole("link", { name: "Create sale" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Spring sale");
  await page.getByLabel("Percent off").fill("120");
  await page.getByLabel("Products").fill(`http://localhost/product/${slug}`);
  await button(page, "Create sale").click();
  await expect(page.getByText("Must be 99 or less.").first()).toBeVisible();
  await expect(page.getByLabel("Products")).toHaveValue(`http://localhost/product/${slug}`);
  await page.getByLabel("Percent off").fill("20");
  await button(page, "Preview prices").click();
  await expect(page.getByText("$25.00 → $20.00")).toBeVisible();
  await expect(page.getByText("€23.00 → €18.40")).toBeVisible();
  expect((await Price.board()).sales.some(({ name }) => name === `Spring sale ${sku}`)).toBe(false);
  await button(page, "Create sale").click();
  await expect(page.getByText("The sale has been created.")).toBeVisible();
  await expect(badge(page, "Running")).toBeVisible();
  await shopper.goto(`/product/${slug}`);
  await expect(shopper.locator("main")).toContainText("$20.00");
  await expect(shopper.getByText("Lowest price in the 30 days before: $25.00").first()).toBeVisible();
  await putInCart(shopper, slug, 2);
  await shopper.goto("/cart");
  await expect(shopper.locator("main")).toContainText("$20.00 each, before $25.00 · Spring sale");
  await expect(shopper.locator("main")).toContainText("Lowest price in the 30 days before: $25.00");
  await expect(shopper.getByText("$40.00").first()).toBeVisible();
  await button(page, "Stop").click();
  await expect(badge(page, "Stopped")).toBeVisible();
  await shopper.reload();
  await expect(shopper.locator("main")).toContainText("$50.00");
  await shopper.goto(`/product/${slug}`);
  await expect(shopper.locator("main")).toContainText("$25.00");
  await expect(shopper.getByText("Lowest price")).toHaveCount(0);
  await button(page, "Archive").click();
  await expect(button(page, "Restore")).toBeVisible();
  await page.getByRole("link", { name: "Duplicate" }).click();
  await expect(page.getByLabel("Percent off")).toHaveValue("20");
  await expect(page.getByLabel("Products")).toHaveValue(slug);
  await shopper.context().close();
});

test("a sale that has begun can only get another name and end", async ({ page }) => {
  const { sku } = await product();
  const { saleId } = await newSale(sku, { startsAt: new Date().toISOString() });
  await signIn(page);
  await page.goto(`/admin/sales/${saleId}`);
  await expect(page.getByLabel("Percent off")).toHaveCount(0);
  await page.getByLabel("Ends").fill("2020-01-01T00:00");
  await button(page, "Save").click();
  await expect(page.getByText("Choose an end in the future.").first()).toBeVisible();
  await page.getByLabel("Ends").fill("2098-01-01T00:00");
  await button(page, "Save").click();
  await expect(page.getByText("The sale has been saved.")).toBeVisible();
  expect((await Price.sale({ saleId }))?.terms.endsAt).toContain("2098-01-01");
});

test("of two staff members who edit a sale, the second is told, sees the other's values, and decides", async ({
  page,
  browser,
}) => {
  const { sku } = await product();
  const { saleId } = await newSale(sku);
  await signIn(page);
  const other = await staffMember(browser);
  for (const one of [page, other]) await one.goto(`/admin/sales/${saleId}`);
  await other.getByLabel("Percent off").fill("25");
  await button(other, "Save").click();
  await expect(other.getByText("The sale has been saved.")).toBeVisible();
  await page.getByLabel("Percent off").fill("30");
  await button(page, "Save").click();
  await expect(page.getByText("Another staff member has changed this sale meanwhile.")).toBeVisible();
  await expect(page.getByRole("row", { name: "Percent off 25 30" })).toBeVisible();
  await button(page, "Save mine").click();
  await expect(page.getByText("The sale has been saved.")).toBeVisible();
  expect((await Price.sale({ saleId }))?.terms.reduction).toMatchObject({ percent: 30 });
  await other.context().close();
});

test("a weekend sale across a change of the clocks starts and ends at midnight, with the lowest price before", async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "securecart-weekend-"));
  const clock = join(folder, "clock.json");
  const setClock = (iso: string) =>
    writeFileSync(clock, JSON.stringify({ offsetSeconds: (Date.parse(iso) - Date.now()) / 1000 }));
  setClock("2027-10-29T12:00:00+02:00");
  const { slug, sku } = await product({ price: 2_500 });
  await signIn(page, await newStaffMember("catalog"));
  const zone = await Settings.current("time");
  await Settings.change("time", { zone: "Europe/Berlin" }, by());
  try {
    await expect(async () => {
      await page.goto("/admin/sales/new");
      await expect(page.getByText("Times are in Europe/Berlin")).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.getByLabel("Name", { exact: true }).fill(`Weekend ${sku}`);
    await page.getByLabel("Percent off").fill("20");
    await page.getByLabel("SKUs").fill(sku);
    await page.getByLabel("Starts").fill("2027-10-30T00:00");
    await page.getByLabel("Ends").fill("2027-11-01T00:00");
    await button(page, "Create sale").click();
    await expect(page.getByText("The sale has been created.")).toBeVisible();
    await expect(page.locator("main")).toContainText("Oct 30, 2027, 12:00 AM GMT+2");
    await expect(page.locator("main")).toContainText("Nov 1, 2027, 12:00 AM GMT+1");
  } finally {
    await Settings.change("time", zone.value, by());
  }
  const shop = await openCountedShop({ ...process.env, SECURECART_CLOCK_FILE: clock });
  try {
    const shownAt = async (iso: string) => {
      setClock(iso);
      await expire(shop.url, iso);
      await page.goto(`${shop.url}/product/${slug}`);
      return page.locator("main");
    };
    await expect(await shownAt("2027-10-29T23:59:30+02:00")).not.toContainText("$20.00");
    const first = await shownAt("2027-10-30T00:00:01+02:00");
    await expect(first).toContainText("$20.00");
    await expect(first).toContainText("Lowest price in the 30 days before: $25.00");
    await expect(await shownAt("2027-10-31T23:59:30+01:00")).toContainText("$20.00");
    await expect(await shownAt("2027-11-01T00:00:01+01:00")).not.toContainText("$20.00");
  } finally {
    await shop.stop();
    rmSync(folder, { recursive: true });
  }
});

/** Expires the pages with prices, as the job does at the start and end of a sale. */
async function expire(url: string, now: string) {
  const body = JSON.stringify({ tags: ["prices"], at: Math.floor(Date.parse(now) / 1000) });
  const signature = Secret.sign("RevalidateSecret", "revalidate", body).toString("base64url");
  const headers = { "x-securecart-signature": signature };
  const answer = await fetch(`${url}/api/revalidate`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of sales in ${colorScheme}, and a phone needs no sideways scroll`, async ({
    page,
  }) => {
    test.slow();
    const { sku } = await product();
    const scheduled = await newSale(sku);
    const running = await newSale(sku, { startsAt: new Date().toISOString() });
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ["", "/new", `/${scheduled.saleId}`, `/${running.saleId}`]) {
        await page.goto(`/admin/sales${path}`);
        await expect(heading(page)).toBeVisible();
        await examine(page, `${path} at ${width}`, colorScheme);
        await fitsScreen(page, `${path} at ${width}`);
      }
    }
  });

test("a sale is created without JavaScript", async ({ browser }) => {
  const { sku, slug } = await product({ price: 2_500 });
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page);
  await page.goto("/admin/sales/new");
  await page.getByLabel("Name", { exact: true }).fill("Plain");
  await page.getByLabel("Fixed price").check();
  await page.getByLabel("Sale price in USD").fill("19.90");
  await page.getByLabel("SKUs").fill(sku);
  await button(page, "Create sale").click();
  await expect(page.getByText("The sale has been created.")).toBeVisible();
  await page.goto(`/product/${slug}`);
  await expect(page.locator("main")).toContainText("$19.90");
  await page.context().close();
});
