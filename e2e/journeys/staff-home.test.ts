import { examine, fitsScreen } from "../examine";
import { buy, expect, orderIdOf, product, test } from "../fixtures";
import { heading, navLink, newStaffMember, reaches, signIn, staffMember } from "../staff";

test("home shows the work that waits and the sales, and leads to the orders to pack", async ({
  page,
  browser,
}) => {
  const { slug } = await product({ stock: 5 });
  await buy(page, slug);
  await reaches(orderIdOf(page), "paid");
  const staff = await staffMember(browser);
  const sales = staff.locator("section", { hasText: "Captured payments" });
  await expect(async () => {
    await staff.goto("/admin");
    await expect(sales).toContainText(/[1-9]\d* orders?/, { timeout: 1_000 });
    await expect(navLink(staff, "Orders")).toContainText("waiting", { timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
  await staff.getByRole("link", { name: /orders? to pack$/ }).click();
  await expect(heading(staff)).toHaveText("Orders");
  await expect(staff).toHaveURL(/status=paid/);
});

test("each role sees the sections and the work that it may open", async ({ page }) => {
  await signIn(page, await newStaffMember("catalog"));
  await expect(heading(page)).toHaveText("Home");
  await expect(navLink(page, "Stock")).toBeVisible();
  await expect(navLink(page, "Orders")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /to pack$/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Set up your shop" })).toHaveCount(0);
});

test("the owner sees what is left to set up the shop", async ({ page }) => {
  await signIn(page);
  const steps = page.locator("section", { hasText: "Set up your shop" });
  await expect(steps).toContainText(/\d+ of \d+ steps done/);
  await expect(steps.getByText("Add your first product")).toContainText(": done");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test("the current section is in sight, and the menu works without JavaScript", async ({
    page,
    browser,
  }) => {
    await signIn(page);
    await page.goto("/admin/refunds");
    const menu = page.locator("nav[aria-label=Admin] summary");
    await expect(menu).toContainText("Orders / Refunds");
    await expect(navLink(page, "Stock")).toBeHidden();
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 },
      storageState: await page.context().storageState(),
    });
    const plain = await context.newPage();
    await plain.goto("/admin/refunds");
    await plain.locator("nav[aria-label=Admin] summary").click();
    await navLink(plain, "Stock").click();
    await expect(heading(plain)).toHaveText("Stock");
    await expect(plain.locator("nav[aria-label=Admin] summary")).toContainText("Products / Stock");
    await context.close();
  });
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [390, 1280])
    test(`home and stock are accessible and not wider than a screen of ${width}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await signIn(page);
      for (const [name, path] of [
        ["home", "/admin"],
        ["stock", "/admin/stock"],
        ["low", "/admin/stock?low=1"],
        ["change", "/admin/stock?q=mug&change=MUG-SPECK-CHL"],
        ["import", "/admin/stock/import"],
        ["order-list", "/admin/orders"],
      ] as const) {
        await page.goto(path);
        await examine(page, path, colorScheme);
        await fitsScreen(page, path);
        await page.screenshot({
          path: `test-results/typed/admin-${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    });
