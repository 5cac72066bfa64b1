import type { Page } from "@playwright/test";
import { Audit } from "@securecart/core/audit";
import { Dictionary } from "@securecart/core/dictionary";
import { Inventory } from "@securecart/core/inventory";
import { Search } from "@securecart/core/search";
import { examine } from "../examine";
import { availableOf, buy, expect, product, productOf, test, unique } from "../fixtures";
import { newStaffMember, signIn } from "../staff";

const rowOf = (page: Page, sku: string) => page.getByRole("row").filter({ hasText: sku });

/** Opens the list until it has a product that was just saved. */
async function openList(page: Page, path: string, sku: string) {
  await Search.rebuild(Dictionary.englishWords);
  await expect(async () => {
    await page.goto(path);
    await expect(rowOf(page, sku)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

test("the list is searched and sorted by its URL, and shows what is low", async ({ page }) => {
  const word = unique();
  await productOf("Size", ["S", "M"], word);
  await Inventory.receive({ sku: `${word}-0`, quantity: 30, cause: "Delivery", reference: word });
  await Inventory.receive({ sku: `${word}-1`, quantity: 2, cause: "Delivery", reference: word });
  await signIn(page);
  await openList(page, `/admin/stock?q=${word}`, `${word}-1`);
  const codes = () => page.getByRole("row").locator("td:first-child a").allTextContents();
  expect(await codes()).toEqual([`${word}-0`, `${word}-1`]);
  await page.getByRole("link", { name: "SKU", exact: true }).click();
  await expect(page).toHaveURL(/sort=-sku/);
  await expect.poll(codes).toEqual([`${word}-1`, `${word}-0`]);
  await expect(async () => {
    await page.goto(`/admin/stock?q=${word}&low=1`);
    await expect(page.getByRole("status")).toHaveText("1 SKU", { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(rowOf(page, `${word}-1`)).toContainText("2, low");
  await page.getByRole("searchbox", { name: "Find a SKU" }).fill("nothing like this");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("No SKU that is low on stock matches these words.")).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page).toHaveURL(/low=1$/);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("stock is counted, received and adjusted in the list", async ({ page }) => {
      const { sku } = await product({ stock: 10 });
      await signIn(page, await newStaffMember("warehouse"));
      await page.goto(`/admin/stock?q=${sku}`);
      await rowOf(page, sku).getByRole("link", { name: "Change" }).click();
      const save = async (kind: string, number: string) => {
        await page.getByRole("radio", { name: kind }).check();
        await page.getByLabel("Number").fill(number);
        await page.getByLabel("Reason").fill("Stocktaking");
        await page.getByRole("button", { name: "Save" }).click();
      };
      await save("Counted", "twelve");
      await expect(page.getByText("Enter a whole number.").first()).toBeVisible();
      await expect(page.getByLabel("Number")).toHaveValue("twelve");
      await save("Counted", "12");
      await expect(page.getByText("On hand is now 12, 2 more than before.")).toBeVisible();
      await save("Received", "5");
      await expect(page.getByText("5 received.")).toBeVisible();
      await save("Change by", "-20");
      await expect(page.getByText(/On hand can go down by at most 17/).first()).toBeVisible();
      await save("Change by", "-2");
      await expect(page.getByText("The stock has been adjusted by -2.")).toBeVisible();
      expect(await availableOf(sku)).toBe(15);
      expect((await Audit.list({ subject: `stock:${sku}` })).rows).toHaveLength(3);
    });

    test("pasted counts are checked, then applied, and refused rows say why", async ({ page }) => {
      const { sku } = await product({ stock: 10 });
      const other = await product({ stock: 4 });
      await signIn(page, await newStaffMember("warehouse"));
      await page.goto("/admin/stock/import");
      await page.getByRole("button", { name: "Check" }).click();
      await expect(page.getByText("Paste the counts or choose a file.").first()).toBeVisible();
      const list = `sku\tcounted\n${sku}\t12\n${other.sku}\t4\nNOT-OURS\t3\n`;
      await page.getByLabel("SKUs and counts").fill(list);
      await page.getByRole("button", { name: "Check" }).click();
      await expect(page.getByText("1 to change, 1 already right, 1 refused.")).toBeVisible();
      await expect(rowOf(page, "NOT-OURS").first()).toContainText("No product has the SKU NOT-OURS.");
      await expect(rowOf(page, sku)).toContainText("+2");
      await expect(page.getByLabel("SKUs and counts")).toHaveValue(list);
      expect(await availableOf(sku)).toBe(10);
      await page.getByLabel("Reason for the count").fill("");
      await page.getByRole("button", { name: "Apply 1 count" }).click();
      await expect(page.getByText("Enter a reason.").first()).toBeVisible();
      await page.getByLabel("Reason for the count").fill("Stocktaking");
      await page.getByRole("button", { name: "Apply 1 count" }).click();
      await expect(page.getByText("1 count has been applied.")).toBeVisible();
      expect(await availableOf(sku)).toBe(12);
    });
  });

test("a count is refused when stock was shipped or received after the check", async ({ page }) => {
  const { sku } = await product({ stock: 10 });
  await signIn(page);
  await page.goto("/admin/stock/import");
  await page.getByLabel("SKUs and counts").fill(`${sku},12`);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("1 to change, 0 already right, 0 refused.")).toBeVisible();
  await Inventory.receive({ sku, quantity: 1, cause: "Delivery", reference: `late:${sku}` });
  await page.getByRole("button", { name: "Apply 1 count" }).click();
  await expect(page.getByText("On hand was 10 and is now 11.")).toBeVisible();
  expect(await availableOf(sku)).toBe(11);
});

test("a file of counts is read, and a workbook is refused", async ({ page }) => {
  const { sku } = await product({ stock: 3 });
  await signIn(page);
  await page.goto("/admin/stock/import");
  const choose = async (name: string, buffer: Buffer) => {
    await page.getByLabel("Or a file").setInputFiles({ name, mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: /^Check/ }).click();
  };
  await choose("counts.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  await expect(page.getByText("Save it as CSV").first()).toBeVisible();
  await choose("counts.csv", Buffer.from(`\u{feff}Name;SKU;Quantity\r\n"Mug; large";${sku};7\r\n`, "utf8"));
  await expect(page.getByText("1 to change, 0 already right, 0 refused.")).toBeVisible();
  await examine(page, "checked counts", "light");
  await page.screenshot({ path: "test-results/typed/admin-import-checked.png", fullPage: true });
});

test("an order that was paid and not packed is allocated in the list", async ({ page, browser }) => {
  const { sku, slug } = await product({ stock: 6 });
  await buy(page, slug);
  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, await newStaffMember("read-only"));
  await expect(async () => {
    await staff.goto(`/admin/stock?q=${sku}`);
    await expect(rowOf(staff, sku)).toContainText(/6\s*5(, low)?\s*0\s*1$/, { timeout: 1_000 });
  }).toPass();
  await expect(staff.getByRole("link", { name: "Change" })).toHaveCount(0);
  expect((await staff.goto("/admin/stock/import"))?.status()).toBe(403);
});
