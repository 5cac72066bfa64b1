import { randomUUID } from "node:crypto";
import { devices, type Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Id } from "@securecart/core/id";
import { Promotion } from "@securecart/core/promotion";
import { customer } from "@securecart/core/test/customers";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, expect, fillCheckout, product, putInCart, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn } from "../staff";

const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const badge = (page: Page, text: string) => page.locator("main").getByText(text, { exact: true });

const made: string[] = [];

/** Creates an automatic discount for one product: carts of other tests must not get it. */
async function automatic(slug: string, label: string) {
  const code = Id.create("automatic");
  const benefit = { kind: "percent" as const, percent: 10 };
  await Admin.createDiscount({ terms: { code, label, benefit, products: [slug] }, ...by() });
  made.push(code);
  return code;
}

async function group() {
  const name = `Friends ${unique()}`;
  const { groupId } = await Admin.createGroup({ name, description: "People we like", ...by() });
  return { groupId, name };
}

test.afterEach(async () => {
  for (const code of made.splice(0)) await Promotion.archive({ code });
});

test("a merchant creates an automatic discount, and a shopper's cart has it until it is paused", async ({
  page,
  browser,
}) => {
  const { slug } = await product({ price: 2_500 });
  const label = `Spring ${unique()}`;
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/discounts");
  await page.getByRole("link", { name: "Create automatic discount" }).click();
  await page.getByLabel("Name for shoppers").fill(label);
  await page.getByLabel("Percent off").fill("20");
  await page.getByLabel("Products").fill(slug);
  await button(page, "Create discount").click();
  await expect(page.getByText("The discount has been created.")).toBeVisible();
  await expect(heading(page)).toHaveText(label);
  await expect(page.getByText("Not counted")).toBeVisible();
  made.push(decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? ""));
  const shopper = await anotherShopper(browser);
  await putInCart(shopper, slug);
  await shopper.goto("/cart");
  await expect(shopper.getByText(label)).toContainText("−$5.00");
  await fillCheckout(shopper);
  await expect(shopper.getByText(label)).toBeVisible();
  await button(page, "Pause").click();
  await expect(badge(page, "Paused")).toBeVisible();
  await shopper.goto("/cart");
  await expect(shopper.getByText("Subtotal")).toBeVisible();
  await expect(shopper.getByText(label)).toHaveCount(0);
  await shopper.context().close();
});

test("a shopper is told that a code saves less, and staff see what a code would do", async ({
  page,
  browser,
}) => {
  const { slug, sku } = await product({ price: 2_500 });
  const label = `Spring ${unique()}`;
  await automatic(slug, label);
  const [less, more] = [unique(), unique()];
  const percent = (percent: number) => ({ label: "Code", benefit: { kind: "percent" as const, percent } });
  await Promotion.save({ code: less, ...percent(5) });
  await Promotion.save({ code: more, ...percent(30) });
  const shopper = await anotherShopper(browser);
  await putInCart(shopper, slug);
  await fillCheckout(shopper);
  await shopper.getByLabel("Discount code", { exact: true }).fill(less);
  await shopper.getByRole("button", { name: "Apply" }).click();
  await expect(shopper.getByText(`“${label}” already saves you more`).first()).toBeVisible();
  await shopper.context().close();
  await signIn(page);
  await page.goto(`/admin/discounts/${more}`);
  await page.getByLabel("Items of the order").fill(sku);
  await button(page, "Show what it would pay").click();
  await expect(
    page.getByText(`With ${more}, the automatic discount “${label}” no longer applies.`),
  ).toBeVisible();
});

test("support puts customers into a group, and the discount of the group is theirs", async ({ page }) => {
  const { email, customerId } = await customer();
  const name = `Wholesale ${unique()}`;
  await signIn(page, await newStaffMember("support"));
  await page.goto("/admin/customer-groups");
  await page.getByRole("link", { name: "Create group" }).click();
  await page.getByLabel("Name").fill(name);
  await button(page, "Create group").click();
  await expect(heading(page)).toHaveText(name);
  await page.getByLabel("Email addresses").fill(`${email}\nnobody-${unique()}@example.com`);
  await button(page, "Add").click();
  await expect(page.getByText("1 customer added. Not added:")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: email })).toBeVisible();
  const [{ groupId } = { groupId: "" }] = (await CustomerGroup.all()).filter((one) => one.name === name);
  expect((await CustomerGroup.customersOf({ groupId })).rows).toMatchObject([{ customerId }]);
  await button(page, `Remove ${email}`).click();
  await expect(page.getByText("This group has no customers yet.")).toBeVisible();
  await button(page, "Archive group").click();
  await expect(badge(page, "Archived")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of automatic discounts and groups, in ${colorScheme} mode`, async ({
    page,
  }) => {
    test.slow();
    const { slug } = await product();
    const code = await automatic(slug, "Spring");
    const [{ groupId }, { customerId }] = [await group(), await customer()];
    await CustomerGroup.add({ groupId, customerId });
    await signIn(page);
    await page.emulateMedia({ colorScheme });
    for (const path of [
      "discounts",
      "discounts/new?codes=none",
      `discounts/${code}`,
      "customer-groups",
      "customer-groups/new",
      `customer-groups/${groupId}`,
    ]) {
      await page.goto(`/admin/${path}`);
      await examine(page, path, colorScheme);
    }
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });

  test("no page of automatic discounts and groups scrolls sideways", async ({ page }) => {
    const { slug } = await product();
    const code = await automatic(slug, "Spring");
    const [{ groupId }, { customerId }] = [await group(), await customer()];
    await CustomerGroup.add({ groupId, customerId });
    await signIn(page);
    for (const path of [
      "discounts",
      "discounts/new?codes=none",
      `discounts/${code}`,
      "customer-groups",
      `customer-groups/${groupId}`,
    ]) {
      await page.goto(`/admin/${path}`);
      await expect(heading(page)).toBeVisible();
      await fitsScreen(page, path);
    }
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an automatic discount for a group is created after a mistake, and previewed", async ({ page }) => {
    const { sku, slug } = await product({ price: 5_000 });
    const { name, groupId } = await group();
    const label = `Friends ${unique()}`;
    await signIn(page);
    await expect(async () => {
      await page.goto("/admin/discounts/new?codes=none");
      await expect(page.getByLabel(name)).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.getByLabel("Percent off").fill("10");
    await page.getByLabel("Products").fill(slug);
    await page.getByLabel(name).check();
    await page.getByLabel("Applies together with a discount code").check();
    await button(page, "Create discount").click();
    await expect(page.getByText("Enter what shoppers read.").first()).toBeVisible();
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
    await page.getByLabel("Name for shoppers").fill(label);
    await page.getByLabel("Items of the order").fill(sku);
    await button(page, "Show what it would pay").click();
    await expect(page.getByText("The order would pay $5.00 less.")).toBeVisible();
    await button(page, "Create discount").click();
    await expect(heading(page)).toHaveText(label);
    const code = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    made.push(code);
    expect(await Promotion.require(code)).toMatchObject({ groups: [groupId], combines: true });
  });
});
