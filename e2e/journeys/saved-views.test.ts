import { devices, type Page } from "@playwright/test";
import { examine, fitsScreen } from "../examine";
import { expect, test, unique } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function save(page: Page, name: string, { shared = false } = {}) {
  await page.getByText("Save view", { exact: true }).click();
  await page.getByLabel("Name of the view").fill(name);
  if (shared) await page.getByLabel("For all staff").check();
  await button(page, "Save").click();
  await expect(tab(page, name)).toHaveAttribute("aria-current", "page");
}

test("a filter is saved as a view, opened from its tab, renamed and removed", async ({ page }) => {
  const name = `Sale ${unique()}`;
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/products?sort=name&status=hidden&page=2");
  await save(page, name);
  await tab(page, "All").click();
  await expect(tab(page, "All")).toHaveAttribute("aria-current", "page");
  await tab(page, name).click();
  await expect(page).toHaveURL(/sort=name&status=hidden$/);
  await page.getByText("Change view", { exact: true }).click();
  await page.getByLabel("Name of the view").fill(`${name} 2`);
  await button(page, "Rename").click();
  await expect(tab(page, `${name} 2`)).toBeVisible();
  await button(page, "Remove view").click();
  await expect(tab(page, `${name} 2`)).toHaveCount(0);
});

test("a shared view is for all staff, one of one's own is not", async ({ page, browser }) => {
  const [own, shared] = [`Own ${unique()}`, `Shared ${unique()}`];
  await signIn(page);
  await page.goto("/admin/stock?low=1");
  await save(page, own);
  await page.goto("/admin/stock?low=1&sort=-sku");
  await save(page, shared, { shared: true });
  const other = await staffMember(browser, await newStaffMember("warehouse"));
  await other.goto("/admin/stock");
  await expect(tab(other, shared)).toBeVisible();
  await expect(tab(other, own)).toHaveCount(0);
  await tab(other, shared).click();
  await expect(other.getByText("Change view")).toHaveCount(0);
  await other.context().close();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on lists with views, in ${colorScheme} mode`, async ({ page }) => {
    test.slow();
    await signIn(page);
    await page.emulateMedia({ colorScheme });
    for (const path of ["products?sort=name", "stock?low=1", "orders?status=paid", "discounts?q=A"]) {
      await page.goto(`/admin/${path}`);
      await page.getByText("Save view", { exact: true }).click();
      await examine(page, path, colorScheme);
    }
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, userAgent: devices["iPhone 13"].userAgent });

  test("lists with views do not scroll sideways", async ({ page }) => {
    await signIn(page);
    for (const path of ["products?sort=name", "stock?low=1", "orders?status=paid", "discounts?q=A"]) {
      await page.goto(`/admin/${path}`);
      await expect(heading(page)).toBeVisible();
      await fitsScreen(page, path);
    }
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a view is saved and opened", async ({ page }) => {
    const name = `Quiet ${unique()}`;
    await signIn(page);
    await page.goto("/admin/discounts?status=paused");
    await save(page, name);
    await page.goto("/admin/discounts");
    await tab(page, name).click();
    await expect(page).toHaveURL(/status=paused$/);
  });
});
