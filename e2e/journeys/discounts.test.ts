import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { devices, type Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Promotion } from "@securecart/core/promotion";
import { Zone } from "@securecart/core/zone";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, expect, fillCheckout, product, putInCart, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const terms = { label: "Ten off", benefit: { kind: "percent" as const, percent: 10 } };
const by = () => ({ actor: "staff:test", requestId: randomUUID() });

async function discount(more: object = {}) {
  const code = unique();
  await Admin.createDiscount({ terms: { code, ...terms, ...more }, ...by() });
  return code;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const badge = (page: Page, text: string) => page.locator("main").getByText(text, { exact: true });

/** Enters a code at the checkout of a new shopper. */
async function enterCode(page: Page, slug: string, code: string) {
  await putInCart(page, slug);
  await fillCheckout(page);
  await page.getByLabel("Discount code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Apply" }).click();
}

test("a merchant creates a discount after a mistake, a shopper uses it, and no longer once it is paused", async ({
  page,
  browser,
}) => {
  const code = unique();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/discounts");
  await page.getByRole("link", { name: "Create discount" }).first().click();
  await page.getByLabel("Code", { exact: true }).fill(code.toLowerCase());
  await page.getByLabel("Name for shoppers").fill("Spring sale");
  await page.getByLabel("Percent off").fill("120");
  await button(page, "Create discount").click();
  await expect(page.getByRole("link", { name: "Percent off" })).toBeVisible();
  await expect(page.getByText("Must be 100 or less.").first()).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue(code.toLowerCase());
  await page.getByLabel("Percent off").fill("20");
  await button(page, "Create discount").click();
  await expect(page.getByText("The discount has been created.")).toBeVisible();
  await expect(heading(page)).toHaveText(code);
  await expect(badge(page, "Active")).toBeVisible();
  const { slug } = await product({ price: 2_500 });
  const first = await anotherShopper(browser);
  await enterCode(first, slug, code);
  await expect(first.getByText("Spring sale").first()).toBeVisible();
  await button(page, "Pause").click();
  await expect(badge(page, "Paused")).toBeVisible();
  const second = await anotherShopper(browser);
  await enterCode(second, slug, code);
  await expect(second.getByText("This code cannot be used right now.").first()).toBeVisible();
  await button(page, "Resume").click();
  await expect(badge(page, "Active")).toBeVisible();
  await first.context().close();
  await second.context().close();
});

test("all terms are edited in one form, and the list says them in words", async ({ page }) => {
  const code = await discount();
  const { slug, sku } = await product();
  await signIn(page);
  await page.goto(`/admin/discounts/${code}`);
  await page.getByLabel("Buy some, get some").check();
  await expect(page.getByLabel("Percent off")).toBeHidden();
  await page.getByLabel("Items to buy").fill("2");
  await page.getByLabel("Items reduced").fill("1");
  await page.getByLabel("Minimum in USD").fill("50");
  await page.getByLabel("Uses in total").fill("100");
  await page.getByLabel("Uses per customer").fill("1");
  // Another journey changes the shop's time zone for some seconds.
  const [, zone = ""] = /Times are in ([\w/ ]+),/.exec(await page.locator("main").innerText()) ?? [];
  const utc = (local: string) => Zone.instantOf(local, zone.replaceAll(" ", "_"), "start");
  await page.getByLabel("Starts").fill("2026-01-02T09:00");
  await page.getByLabel(/^Ends/).fill("2099-01-02T00:00");
  await page
    .getByRole("group", { name: /^Categories/ })
    .getByRole("checkbox")
    .first()
    .check();
  await page.getByLabel("Products").fill(`${sku}\nhttp://localhost/product/${slug}`);
  await button(page, "Save").click();
  await expect(page.getByText("The discount has been saved.")).toBeVisible();
  await expect(page.getByLabel("Products")).toHaveValue(slug);
  expect(await Promotion.require(code)).toMatchObject({
    benefit: { kind: "bundle", buy: 2, get: 1, percent: 100 },
    minimum: { USD: 5_000 },
    limit: 100,
    perCustomer: 1,
    startsAt: utc("2026-01-02T09:00"),
    endsAt: utc("2099-01-02T00:00"),
    products: [slug],
  });
  await page.goto(`/admin/discounts?q=${code}`);
  const row = page.getByRole("row").filter({ hasText: code });
  await expect(row).toContainText(
    "Buy 2, get 1 free, from $50.00, on 1 product and 1 category, once per customer",
  );
  await expect(row).toContainText("0 of 100");
  await expect(row).toContainText(/Jan 2, 2026, \d+:00\sAM – Jan [12], 2099/);
});

test("of two staff members who edit a discount, the second is told, sees the other's values, and decides", async ({
  page,
  browser,
}) => {
  const code = await discount();
  await signIn(page);
  const other = await staffMember(browser);
  for (const one of [page, other]) await one.goto(`/admin/discounts/${code}`);
  await other.getByLabel("Percent off").fill("25");
  await button(other, "Save").click();
  await expect(other.getByText("The discount has been saved.")).toBeVisible();
  await page.getByLabel("Percent off").fill("900");
  await button(page, "Save").click();
  await expect(page.getByText("Must be 100 or less.").first()).toBeVisible();
  await page.getByLabel("Percent off").fill("30");
  await button(page, "Save").click();
  await expect(page.getByText("Another staff member has changed this discount meanwhile.")).toBeVisible();
  await expect(page.getByRole("row", { name: "Percent off 25 30" })).toBeVisible();
  await expect(page.getByLabel("Percent off")).toHaveValue("30");
  expect((await Promotion.require(code)).benefit).toMatchObject({ percent: 25 });
  await button(page, "Save mine").click();
  await expect(page.getByText("The discount has been saved.")).toBeVisible();
  expect((await Promotion.require(code)).benefit).toMatchObject({ percent: 30 });
  await other.goto(`/admin/audit?subject=discount:${code}`);
  await expect(other.getByText("benefit: 25% off → 30% off").last()).toBeVisible();
  await other.context().close();
});

test("a preview shows what an order would pay with terms that are not saved", async ({ page }) => {
  const code = await discount();
  const { sku } = await product({ price: 5_000 });
  await signIn(page);
  await page.goto(`/admin/discounts/${code}`);
  await page.getByLabel("Percent off").fill("50");
  await page.getByLabel("Minimum in USD").fill("60");
  await page.getByLabel("Items of the order").fill(sku);
  await button(page, "Show what it would pay").click();
  await expect(page.getByText("Add $10.00 more to use this code.")).toBeVisible();
  await page.getByLabel("Items of the order").fill(`${sku} 2`);
  await button(page, "Show what it would pay").click();
  await expect(page.getByText("The order would pay $50.00 less.")).toBeVisible();
  await expect(page.getByText("Total", { exact: true }).locator("..")).toContainText("$50.00");
  await expect(page.getByLabel("Percent off")).toHaveValue("50");
  expect(await Promotion.require(code)).toMatchObject({ version: 1, benefit: { percent: 10 } });
  await page.getByLabel("Items of the order").fill("NO-SUCH-SKU");
  await button(page, "Show what it would pay").click();
  await expect(page.getByText("No product has the SKU NO-SUCH-SKU.").first()).toBeVisible();
});

test("the list is filtered and searched by its address; an archived discount leaves it and comes back paused", async ({
  page,
}) => {
  const prefix = unique();
  for (const [name, more] of Object.entries({
    ON: {},
    OFF: { status: "paused" },
    OVER: { endsAt: "2026-01-01T00:00:00.000Z" },
  }))
    await Admin.createDiscount({ terms: { code: prefix + name, ...terms, ...(more as object) }, ...by() });
  await signIn(page);
  await page.goto("/admin/discounts");
  await page.getByRole("searchbox", { name: "Find a discount" }).fill(prefix.toLowerCase());
  await button(page, "Find").click();
  const codes = page.getByRole("row").getByRole("link");
  await expect(codes).toHaveText([`${prefix}OFF`, `${prefix}ON`, `${prefix}OVER`]);
  await page.getByRole("navigation", { name: "Status" }).getByRole("link", { name: "Paused" }).click();
  await expect(codes).toHaveText([`${prefix}OFF`]);
  await page.reload();
  await expect(codes).toHaveText([`${prefix}OFF`]);
  await codes.first().click();
  await expect(heading(page)).toHaveText(`${prefix}OFF`);
  await button(page, "Archive").click();
  await expect(badge(page, "Archived")).toBeVisible();
  await expect(button(page, "Save")).toHaveCount(0);
  await page.goto(`/admin/discounts?q=${prefix}`);
  await expect(codes).toHaveText([`${prefix}ON`, `${prefix}OVER`]);
  await page.goto(`/admin/discounts?q=${prefix}&status=archived`);
  await codes.first().click();
  await button(page, "Restore").click();
  await expect(badge(page, "Paused")).toBeVisible();
  await page.getByRole("link", { name: "Duplicate" }).click();
  await expect(page.getByText(`With the terms of ${prefix}OFF.`)).toBeVisible();
  await expect(page.getByLabel("Percent off")).toHaveValue("10");
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue("");
  await page.getByLabel("Code", { exact: true }).fill(`${prefix}ON`);
  await button(page, "Create discount").click();
  await expect(page.getByText(`There is a code ${prefix}ON already.`).first()).toBeVisible();
  await page.goto("/admin/discounts?q=NOSUCHCODE");
  await expect(page.getByText("No discount matches.")).toBeVisible();
});

test("a discount for a collection is for what is in it, and for nothing once the collection is archived", async ({
  page,
  browser,
}) => {
  const [inside, outside] = [await product({ price: 2_500 }), await product({ price: 2_500 })];
  const collection = await gifts(inside.productId);
  const code = await discount();
  await signIn(page);
  await page.goto(`/admin/discounts/${code}`);
  await page.getByLabel(collection.name, { exact: true }).check();
  await page.getByLabel("Items of the order").fill(`${inside.sku}\n${outside.sku}`);
  await button(page, "Show what it would pay").click();
  await expect(page.getByText("The order would pay $2.50 less.")).toBeVisible();
  await button(page, "Save").click();
  await expect(page.getByText("The discount has been saved.")).toBeVisible();
  await page.goto(`/admin/discounts?q=${code}`);
  await expect(page.getByRole("row").filter({ hasText: code })).toContainText("10% off, on 1 collection");
  const shopper = await anotherShopper(browser);
  await enterCode(shopper, inside.slug, code);
  await expect(shopper.getByText("Ten off").first()).toBeVisible();
  await shopper.context().close();
  await Collection.save({ ...collection, status: "archived", seen: 1 });
  await page.goto(`/admin/discounts/${code}`);
  await expect(page.getByText(`The discount does not apply to ${collection.name} (archived)`)).toBeVisible();
  await expect(page.getByLabel(`${collection.name} (archived)`, { exact: true })).toBeChecked();
  for (const colorScheme of ["light", "dark"] as const)
    await examine(page, "discount for an archived collection", colorScheme);
  const late = await anotherShopper(browser);
  await enterCode(late, inside.slug, code);
  await expect(late.getByText("This code is not for the items in your cart.").first()).toBeVisible();
  await late.context().close();
});

async function gifts(productId: string) {
  const slug = unique().toLowerCase();
  const collection = {
    ...{ collectionId: Id.create("collection"), slug, name: `Gifts ${slug}`, status: "active" as const },
    ...{ description: "", sort: "manual" as const, productIds: [productId] },
  };
  await Collection.save(collection);
  return collection;
}

test("codes are created in bulk, downloaded without formulas, and paused together", async ({ page }) => {
  const prefix = unique();
  await signIn(page);
  await page.goto("/admin/discounts");
  await page.getByRole("link", { name: "Create many codes" }).click();
  await page.getByLabel("Beginning of each code").fill(prefix);
  await page.getByLabel("Number of codes").fill("120");
  await page.getByLabel("Name for shoppers").fill("=1+1");
  await page.getByLabel("Percent off").fill("15");
  await expect(page.getByLabel("Uses in total")).toHaveValue("1");
  await button(page, "Create codes").click();
  await expect(heading(page)).toHaveText(`120 codes: ${prefix}…`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`codes-${prefix}.csv`);
  const [head, ...lines] = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(head).toBe("Code,Name,Discount,Status,Uses,Limit,Starts (UTC),Ends (UTC)");
  expect(lines).toHaveLength(120);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(120);
  expect(lines[0]).toMatch(new RegExp(`^${prefix}[2-9A-Z]{10},'=1\\+1,15% off,Active,0,1,,$`));
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("Page 2 of 3")).toBeVisible();
  await button(page, "Pause all").click();
  await expect(button(page, "Resume all")).toBeVisible();
  const [code = ""] = (lines[0] ?? "").split(",");
  expect((await Promotion.require(code)).status).toBe("paused");
  await page.goto(`/admin/discounts?q=${prefix}`);
  await expect(page.getByRole("row").filter({ hasText: `${prefix}…` })).toContainText("120 codes: 15% off");
});

test("a read-only staff member sees discounts without forms, and cannot open the one for new ones", async ({
  page,
}) => {
  const code = await discount({ minimum: { USD: 5_000 } });
  await signIn(page, await newStaffMember("read-only"));
  await page.goto(`/admin/discounts/${code}`);
  await expect(page.getByText("10% off, from $50.00").first()).toBeVisible();
  await expect(page.locator("main").getByRole("button")).toHaveCount(0);
  await expect(page.locator("main").getByRole("textbox")).toHaveCount(0);
  await page.goto("/admin/discounts");
  await expect(page.getByRole("link", { name: "Create discount" })).toHaveCount(0);
  expect((await page.goto("/admin/discounts/new"))?.status()).toBe(403);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of discounts, in ${colorScheme} mode`, async ({ page }) => {
    test.slow();
    const code = await discount({ endsAt: "2026-01-01T00:00:00.000Z" });
    const { batchId } = await Admin.createCodes({ prefix: unique(), count: 3, terms, ...by() });
    await signIn(page);
    await page.emulateMedia({ colorScheme });
    for (const path of ["", "?q=NOSUCHCODE", "/new", "/new?codes=many", `/${code}`, `/bulk/${batchId}`]) {
      await page.goto(`/admin/discounts${path}`);
      await examine(page, path, colorScheme);
    }
    await page.goto("/admin/discounts/new");
    await button(page, "Create discount").click();
    await expect(page.getByRole("link", { name: "Code", exact: true })).toBeVisible();
    await examine(page, "new discount with errors", colorScheme);
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });

  test("no page of discounts scrolls sideways, and one is created with the keyboard", async ({ page }) => {
    const code = await discount();
    const { batchId } = await Admin.createCodes({ prefix: unique(), count: 3, terms, ...by() });
    await signIn(page);
    for (const path of ["", `/${code}`, `/bulk/${batchId}`, "/new"]) {
      await page.goto(`/admin/discounts${path}`);
      await expect(heading(page)).toBeVisible();
      await fitsScreen(page, path);
    }
    const own = unique();
    await page.getByLabel("Code", { exact: true }).focus();
    await page.keyboard.type(own);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Free delivery");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText(own);
    expect((await Promotion.require(own)).benefit).toEqual({ kind: "shipping" });
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a discount is created after a mistake, previewed, changed and archived", async ({ page }) => {
    const code = unique();
    const { sku } = await product({ price: 5_000 });
    await signIn(page);
    await page.goto("/admin/discounts/new");
    await page.getByLabel("Code", { exact: true }).fill(code);
    await page.getByLabel("Name for shoppers").fill("Spring sale");
    await page.getByLabel("Fixed amount").check();
    await page.getByLabel("Amount off in USD").fill("zero");
    await page.getByRole("checkbox").nth(0).check();
    await page.getByRole("checkbox").nth(1).check();
    await button(page, "Create discount").click();
    await expect(page.getByText("Enter an amount above zero").first()).toBeVisible();
    await expect(page.getByLabel("Amount off in USD")).toHaveValue("zero");
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
    await page.getByLabel("Amount off in USD").fill("5");
    for (const at of [0, 1]) await page.getByRole("checkbox").nth(at).uncheck();
    await page.getByLabel("Items of the order").fill(sku);
    await button(page, "Show what it would pay").click();
    await expect(page.getByText("The order would pay $5.00 less.")).toBeVisible();
    await button(page, "Create discount").click();
    await expect(heading(page)).toHaveText(code);
    await page.getByLabel("Amount off in EUR").fill("4.50");
    await button(page, "Save").click();
    await expect(page.getByText("The discount has been saved.")).toBeVisible();
    expect((await Promotion.require(code)).benefit).toEqual({
      kind: "amount",
      amounts: { USD: 500, EUR: 450 },
    });
    await button(page, "Archive").click();
    await expect(badge(page, "Archived")).toBeVisible();
  });
});
