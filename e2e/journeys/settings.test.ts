import { randomUUID } from "node:crypto";
import { devices, type Page } from "@playwright/test";
import { Settings } from "@securecart/core/settings";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, emailTo, expect, product, test, unique } from "../fixtures";
import { heading, navLink, newStaffMember, signIn, staffMember } from "../staff";

/** Tests run one at a time because the settings are for the whole shop. Each starts with the defaults. */
test.describe.configure({ mode: "default" });
const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const reset = async () => {
  await Settings.change("returns", Settings.parse("returns", {}), by());
  await Settings.change("identity", Settings.parse("identity", {}), by());
  await Settings.change("checkout", Settings.parse("checkout", {}), by());
};
test.beforeEach(reset);
test.afterAll(reset);

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const saved = (page: Page) => page.getByText("Saved.", { exact: true });
const shopName = (page: Page) => page.getByRole("banner").getByRole("link").first();

/** Longest wait for a setting to be live in the storefront, in milliseconds. The annotation has the measured time. */
const live = 20_000;

test("a merchant renames the shop: the storefront, its title and its emails have the name", async ({
  page,
  browser,
}) => {
  const name = `Café ${unique()} & Söhne`;
  const shopper = await anotherShopper(browser);
  await shopper.goto("/");
  const before = await shopName(shopper).innerText();
  await signIn(page);
  await page.goto("/admin/settings");
  await page.getByRole("link", { name: "Shop details" }).click();
  await expect(page.getByLabel("Shop name")).toHaveValue(before);
  await page.getByLabel("Shop name").fill(`<b>${name}</b>`);
  await button(page, "Save").click();
  await expect(page.getByText("without < and >").first()).toBeVisible();
  await page.getByLabel("Shop name").fill(name);
  await page.getByLabel("Email").fill("hello@shop.example");
  await button(page, "Save").click();
  await expect(saved(page)).toBeVisible();
  const from = Date.now();
  const isShown = async () => (await (await shopper.request.get("/")).text()).includes("Söhne");
  await expect.poll(isShown, { timeout: live, intervals: [20] }).toBe(true);
  test.info().annotations.push({ type: "live after", description: `${Date.now() - from} ms` });
  await shopper.goto("/cart");
  await expect(shopName(shopper)).toHaveText(name);
  await expect(shopper).toHaveTitle(new RegExp(`· ${name}$`));
  await expect(shopper.getByRole("link", { name: "hello@shop.example" })).toBeVisible();
  const email = `${unique().toLowerCase()}@example.com`;
  await shopper.goto("/orders");
  await shopper.getByLabel("Email").fill(email);
  await shopper.getByRole("button", { name: "Send link" }).click();
  expect((await emailTo(email, /no orders/)).text).toContain(name);
  await button(page, "Undo this change").click();
  await expect(page.getByLabel("Shop name")).toHaveValue(before);
  await expect(async () => {
    await shopper.goto("/");
    await expect(shopName(shopper)).toHaveText(before, { timeout: 100 });
  }).toPass({ timeout: live });
  await shopper.context().close();
});

test("any accent color is readable, and the page says where it was adjusted", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/settings/identity");
  await page.getByLabel("Accent color").fill("yellow");
  await button(page, "Save").click();
  await expect(page.getByText("Enter a color such as #1d5c47.").first()).toBeVisible();
  await expect(page.getByLabel("Accent color")).toHaveValue("yellow");
  await page.getByLabel("Accent color").fill("#ffee00");
  await button(page, "Save").click();
  await expect(page.getByText("On light backgrounds your color would be hard to read")).toBeVisible();
  await expect(page.getByText("Your color is used as it is on dark backgrounds.")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await examine(page, `home with a yellow accent, ${colorScheme}`, colorScheme);
  }
});

test("of two staff members who change the settings, the second sees the other's values and decides", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await navLink(page, "Settings").click();
  await page.getByRole("main").getByRole("link", { name: "Returns", exact: true }).click();
  await expect(page.getByRole("radio", { name: "In the European Union" })).toBeChecked();
  const colleague = await newStaffMember();
  const other = await staffMember(browser, colleague);
  await other.goto("/admin/settings/returns");
  await page.getByRole("radio", { name: "Everywhere" }).check();
  await other.getByRole("radio", { name: "Nowhere" }).check();
  await button(other, "Save").click();
  await expect(saved(other)).toBeVisible();
  await button(page, "Save").click();
  await expect(page.getByText("Another staff member has changed these settings.")).toBeVisible();
  await expect(page.getByText(`${colleague.email} saved it.`)).toBeVisible();
  const row = page.getByRole("row", { name: /Where is the delivery fee refunded/ });
  await expect(row.getByRole("cell")).toHaveText(["Nowhere", "Everywhere"]);
  await expect(page.getByRole("radio", { name: "Everywhere" })).toBeChecked();
  const refunded = async () => (await Settings.read("returns")).refundDelivery;
  expect(await refunded()).toBe("never");
  await button(page, "Save mine").click();
  await expect(saved(page)).toBeVisible();
  expect(await refunded()).toBe("always");
  await other.goto("/admin/audit?subject=settings:returns");
  await expect(other.getByText("refund delivery: never → always").last()).toBeVisible();
  await other.context().close();
});

test("a read-only staff member sees the settings without forms, and support does not see them", async ({
  page,
  browser,
}) => {
  await signIn(page, await newStaffMember("read-only"));
  await page.goto("/admin/settings/returns");
  await expect(page.getByText("Where is the delivery fee refunded?")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("radio")).toHaveCount(0);
  await page.goto("/admin/settings/emails/shipped");
  await expect(page.getByText("Preview with sample data")).toBeVisible();
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  const support = await staffMember(browser, await newStaffMember("support"));
  for (const path of ["", "/identity", "/emails", "/emails/shipped"])
    expect((await support.goto(`/admin/settings${path}`))?.status()).toBe(403);
  await support.context().close();
});

test("a merchant limits an order after a mistake, and shoppers meet the limit", async ({ page, browser }) => {
  const shopper = await anotherShopper(browser);
  const { slug } = await product({ stock: 200 });
  await signIn(page);
  await page.goto("/admin/settings/checkout");
  await page.getByLabel("Most of one item").fill("98");
  await page.getByLabel("Page with the terms").fill("https://elsewhere.example");
  await button(page, "Save").click();
  await expect(page.getByText("Enter the address of a page of your shop").first()).toBeVisible();
  await expect(page.getByLabel("Most of one item")).toHaveValue("98");
  await page.getByLabel("Page with the terms").fill("");
  await button(page, "Save").click();
  await expect(saved(page)).toBeVisible();
  await shopper.goto(`/product/${slug}`);
  await shopper.getByLabel("Quantity").fill("99");
  await shopper.getByRole("button", { name: "Add to cart" }).click();
  await expect(shopper.getByText("At most 98 of one item fit in a cart.")).toBeVisible();
  await shopper.context().close();
});

test("a merchant writes the text of an email after a mistake, previews it, gets a test, and resets it", async ({
  page,
}) => {
  const owner = await newStaffMember();
  await signIn(page, owner);
  await page.goto("/admin/settings/emails");
  await page.getByRole("link", { name: "No orders found" }).click();
  await expect(page.getByLabel("Subject")).toHaveValue(/^There are no orders .+\{shop\}$/);
  await page.getByLabel("Subject").fill("Nothing for {number}");
  await button(page, "Save").click();
  await expect(page.getByText("This email has no {number}.").first()).toBeVisible();
  const subject = `Nothing here ${unique()}`;
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Paragraphs").fill("<script>alert(1)</script> from {shop}.\n\nDear {name},");
  await button(page, "Preview").click();
  const preview = page.getByRole("region", { name: "Preview with sample data" });
  await expect(preview).toContainText(subject);
  await expect(preview).toContainText("<script>alert(1)</script> from ");
  await button(page, "Send me a test").click();
  await expect(page.getByText("A test is on its way")).toBeVisible();
  expect((await emailTo(owner.email, /^\[Test\]/)).text).toContain("<script>alert(1)</script> from ");
  expect((await Settings.read("emails")).order_lookup_none).toBeNull();
  await button(page, "Save").click();
  await expect(page.getByText("Saved. Emails from now on have this text.")).toBeVisible();
  await page.goto("/orders");
  const email = `${unique().toLowerCase()}@example.com`;
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  const { text } = await emailTo(email, new RegExp(subject));
  expect(text).not.toContain("Dear");
  await page.goto("/admin/settings/emails/order_lookup_none");
  await button(page, "Reset to the usual text").click();
  await expect(page.getByText("The usual text is used again.")).toBeVisible();
  await expect(page.getByLabel("Subject")).toHaveValue(/^There are no orders/);
});

const pages = [
  "",
  "/identity",
  "/logo",
  "/time",
  "/checkout",
  "/orders",
  "/returns",
  "/stock",
  "/emails",
  "/emails/shipped",
];

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of settings, in ${colorScheme} mode`, async ({ page }) => {
    test.slow();
    await signIn(page);
    await page.emulateMedia({ colorScheme });
    for (const path of pages) {
      await page.goto(`/admin/settings${path}`);
      await expect(heading(page)).toBeVisible();
      await examine(page, path, colorScheme);
    }
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });

  test("no page of settings scrolls sideways", async ({ page }) => {
    await signIn(page);
    for (const path of pages) {
      await page.goto(`/admin/settings${path}`);
      await expect(heading(page)).toBeVisible();
      await fitsScreen(page, path);
    }
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an owner saves the settings after a mistake, and takes the change back", async ({ page }) => {
    await signIn(page);
    await page.goto("/admin/settings/identity");
    await page.getByLabel("Phone").fill("call me");
    await button(page, "Save").click();
    await expect(page.getByText("Enter a phone number").first()).toBeVisible();
    await expect(page.getByLabel("Phone")).toHaveValue("call me");
    await page.getByLabel("Phone").fill("+49 30 1234567");
    await button(page, "Save").click();
    await expect(saved(page)).toBeVisible();
    expect((await Settings.read("identity")).phone).toBe("+49 30 1234567");
    await button(page, "Undo this change").click();
    await expect(page.getByLabel("Phone")).toHaveValue("");
    expect((await Settings.read("identity")).phone).toBe("");
  });
});
