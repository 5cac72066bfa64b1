import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Settings } from "@securecart/core/settings";
import { examine, fitsScreen } from "../examine";
import {
  anotherShopper,
  cards,
  expect,
  expectPaid,
  payButton,
  payWith,
  product,
  putInCart,
  shopper,
  test,
  toPayment,
  unique,
} from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

/** Tests run one at a time because the settings are one row for the whole shop. No other journey delivers to Guam. */
test.describe.configure({ mode: "default" });

const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function reset() {
  for (const group of ["shipping", "taxes"] as const)
    await Settings.change(group, Settings.parse(group, {}), by());
}
test.beforeAll(reset);
test.afterAll(reset);

/** Enters contact and an address in Guam. */
async function enterGuam(page: Page) {
  const { email, name } = shopper();
  await page.goto("/checkout/contact");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Country").selectOption("US");
  await page.getByLabel("Street and number").fill("1 Marine Drive");
  await page.getByLabel("ZIP code").fill("96910");
  await page.getByLabel("City").fill("Hagatna");
  await page.getByLabel("State").selectOption("GU");
  await page.getByRole("button", { name: "Continue to delivery" }).click();
}

const arrival = /Arrives \w{3} \d+/;

test("a merchant adds a zone, a method and a tax rate; a shopper there sees cost, dates and tax, and pays them", async ({
  page,
  browser,
}) => {
  test.slow();
  const zone = `Pacific ${unique()}`;
  await signIn(page);
  await page.goto("/admin/settings");
  await page.getByRole("link", { name: "Shipping", exact: true }).last().click();
  await page.getByRole("link", { name: "Add zone" }).click();
  await expect(heading(page)).toHaveText("New zone");
  await button(page, "Create zone").click();
  await expect(page.getByRole("link", { name: "Name", exact: true })).toBeVisible();
  await field(page, "name").fill(zone);
  await page.locator("summary", { hasText: "United States" }).click();
  await page.getByLabel("Guam").check();
  await button(page, "Create zone").click();
  await expect(heading(page)).toHaveText(zone);
  await expect(page.getByText(`The zone ${zone} has no active method`).first()).toBeVisible();

  const buyer = await anotherShopper(browser);
  const { slug } = await product({ price: 4_000 });
  await putInCart(buyer, slug);
  await enterGuam(buyer);
  await expect(buyer.getByText("We do not deliver to Guam yet.").first()).toBeVisible();

  await page.getByRole("link", { name: "Add method" }).click();
  await expect(heading(page)).toHaveText("New method");
  await field(page, "name").fill("Pacific post");
  await page.getByLabel("By weight").check();
  await field(page, "steps.0.upTo").fill("2");
  await field(page, "steps.0.price.USD").fill("12.50");
  await button(page, "Add a step").click();
  await field(page, "steps.1.upTo").fill("1");
  await field(page, "steps.1.price.USD").fill("30");
  await page.getByLabel("Shortest time").fill("3");
  await page.getByLabel("Longest time").fill("6");
  await button(page, "Create method").click();
  await expect(page.getByText("Each step must end at a higher weight").first()).toBeVisible();
  await expect(field(page, "steps.0.price.USD")).toHaveValue("12.50");
  await field(page, "steps.1.upTo").fill("30");
  await button(page, "Create method").click();
  await expect(heading(page)).toHaveText(zone);
  // Shoppers pay in dollars, so that a price in euros is not missing.
  await expect(page.getByText("has a price in", { exact: false })).toHaveCount(0);

  await page.goto("/admin/settings/taxes");
  await page.getByRole("link", { name: "Add area" }).click();
  await expect(heading(page)).toHaveText("New tax area");
  await field(page, "area").selectOption("US-GU");
  await page.getByLabel("No, it is added at checkout").check();
  await page.getByLabel("Standard rate (%), row 1").fill("5");
  await button(page, "Add area").click();
  await expect(page.getByRole("row", { name: /Guam/ })).toContainText("5 %");
  await expect(
    page.getByText("You charge tax in Guam but have entered no registration").first(),
  ).toBeVisible();

  await page.goto("/admin/settings/shipping?country=US&postcode=96910&weight=1&subtotal=40&currency=USD");
  await expect(page.locator("#try")).toContainText("Pacific post");
  await expect(page.locator("#try")).toContainText("$12.50");
  await expect(page.locator("#try")).toContainText(arrival);
  await expect(page.locator("#try")).toContainText("5 % standard");

  await enterGuam(buyer);
  const offer = buyer.getByRole("radio", { name: /Pacific post/ });
  await expect(buyer.locator("label", { hasText: "Pacific post" })).toContainText(arrival);
  await expect(buyer.locator("label", { hasText: "Pacific post" })).toContainText("$12.50");
  await offer.check();
  await buyer.getByRole("button", { name: "Continue to review" }).click();
  await expect(payButton(buyer)).toHaveText("Pay $55.13");

  // The price changes while the shopper reviews: the new amount is shown before it is charged.
  const zones = (await Settings.read("shipping")).zones;
  const made = zones.find(({ name }) => name === zone);
  const method = made?.methods[0];
  if (!made || !method) throw new Error("The zone has no method.");
  const { id: methodId, ...terms } = method;
  await Admin.saveMethod({
    ...{ zoneId: made.id, methodId, seen: Admin.digestOf(method) },
    method: { ...terms, tariff: { by: "flat", prices: { USD: 2_000 } } },
    ...by(),
  });
  await payButton(buyer).click();
  await expect(buyer.getByText("Please check again.").first()).toBeVisible();
  await buyer.reload();
  await expect(payButton(buyer)).toHaveText("Pay $63.00");
  await toPayment(buyer);
  await payWith(buyer, cards.good);
  await expectPaid(buyer);
  await expect(buyer.getByText(arrival)).toBeVisible();
  await expect(buyer.getByText("$63.00").first()).toBeVisible();
  await buyer.context().close();
});

test("of two staff members who edit a method, the second sees both values and decides; an undo takes it back", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const other = await staffMember(browser);
  const path = "/admin/settings/shipping/zones/world/methods/international";
  for (const one of [page, other]) await one.goto(path);
  await other.getByLabel("Longest time").fill("12");
  await button(other, "Save").click();
  await expect(other.getByText("Saved.", { exact: true })).toBeVisible();
  await page.getByLabel("Longest time").fill("14");
  await button(page, "Save").click();
  const row = page.getByRole("row", { name: /Longest time/ });
  await expect(row).toContainText("12");
  await expect(row).toContainText("14");
  await button(page, "Save mine").click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  const days = async () =>
    (await Settings.read("shipping")).zones.find(({ id }) => id === "world")?.methods[0]?.transit?.max;
  expect(await days()).toBe(14);
  await page.goto("/admin/settings/shipping");
  await button(page, "Undo this change").click();
  await expect.poll(days).toBe(12);
  await other.context().close();
});

test("a read-only staff member sees shipping and taxes without buttons, others see neither", async ({
  page,
  browser,
}) => {
  test.slow();
  await signIn(page, await newStaffMember("read-only"));
  for (const path of [
    "/admin/settings/shipping",
    "/admin/settings/shipping/zones/europe",
    "/admin/settings/shipping/zones/europe/methods/express",
    "/admin/settings/taxes",
    "/admin/settings/taxes/areas/DE",
  ]) {
    await page.goto(path);
    await expect(heading(page)).toBeVisible();
    for (const name of ["Save", "Remove this zone", "Remove this method", "Remove this area"])
      await expect(button(page, name)).toHaveCount(0);
  }
  const packer = await staffMember(browser, await newStaffMember("warehouse"));
  for (const path of ["/admin/settings/shipping", "/admin/settings/taxes"]) {
    const answer = await packer.goto(path);
    expect(answer?.status()).toBe(403);
  }
  await packer.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("rates are corrected ahead, a template is applied, and closed days are refused with what was typed", async ({
    page,
  }) => {
    await signIn(page);
    await page.goto("/admin/settings/taxes/areas/DE");
    await button(page, "Add a coming rate").click();
    await page.getByLabel("Standard rate (%), row 2").fill("20");
    await page.getByLabel("Reduced rate (%), row 2").fill("8,5");
    await page.getByLabel("From, row 2").fill("2099-01-01");
    await button(page, "Save").click();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await page.goto("/admin/settings/taxes");
    await expect(page.getByRole("row", { name: /Germany/ })).toContainText("20 % from 2099-01-01");
    await button(page, "Apply “US states”").click();
    await expect(page.getByText("Added what was missing.")).toBeVisible();
    await page.goto("/admin/settings/shipping");
    await page.getByLabel("Closed days").fill("12-25\nChristmas");
    await page.getByLabel("Monday").uncheck();
    await button(page, "Save").click();
    await expect(page.getByText("Enter a day as 2026-12-24").first()).toBeVisible();
    await expect(page.getByLabel("Closed days")).toHaveValue("12-25\nChristmas");
    await expect(page.getByLabel("Monday")).not.toBeChecked();
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the pages of shipping and taxes pass axe in ${colorScheme} and fit a phone`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1280, height: 900 });
    await signIn(page);
    for (const path of [
      "shipping?country=DE&postcode=10115&weight=2&subtotal=50&currency=EUR",
      "shipping/zones/new",
      "shipping/zones/world",
      "shipping/zones/domestic/methods/standard",
      "shipping/zones/domestic/methods/new",
      "taxes",
      "taxes/areas/DE",
      "taxes/areas/new",
    ]) {
      await page.goto(`/admin/settings/${path}`);
      await examine(page, path, colorScheme);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await fitsScreen(page, `${path} ${width}`);
      }
    }
  });
