import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Inventory } from "@securecart/core/inventory";
import { Promotion } from "@securecart/core/promotion";
import { examine } from "../examine";
import { expect, product, test, unique } from "../fixtures";
import { signIn } from "../staff";

async function discount() {
  const code = unique();
  const terms = { code, label: "Ten off", benefit: { kind: "percent" as const, percent: 10 } };
  await Admin.createDiscount({ terms, actor: "staff:test", requestId: randomUUID() });
  return code;
}

const statusOf = async (code: string) => (await Promotion.require(code)).status;

test("an archived discount comes back by the toast, and a product gets its former name", async ({ page }) => {
  const code = await discount();
  await signIn(page);
  await page.goto(`/admin/discounts/${code}`);
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText(`${code} was archived.`)).toBeVisible();
  await examine(page, "toast", "light");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await expect.poll(() => statusOf(code)).toBe("active");
  const { productId } = await product();
  await page.goto(`/admin/products/${productId}`);
  const before = await page.getByLabel("Title", { exact: true }).inputValue();
  await page.getByLabel("Title", { exact: true }).fill("Another title");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(page.getByText("Another title has been changed.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(before);
});

test("an undo is refused in plain words when the discount was changed since", async ({ page }) => {
  const code = await discount();
  await signIn(page);
  await page.goto(`/admin/discounts/${code}`);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText(`${code} was paused.`)).toBeVisible();
  await Promotion.resume({ code });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("has been changed again since, so nothing was undone.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a count of stock is saved, and the page says what changed", async ({ page }) => {
    const { sku } = await product({ stock: 10 });
    await signIn(page);
    await page.goto(`/admin/stock/${sku}`);
    await page.getByLabel("Quantity in the warehouse").fill("4");
    await page.getByLabel("Reason for the count").fill("Miscounted");
    await page.getByRole("button", { name: "Save count" }).click();
    await expect(page.getByText("On hand is now 4, 6 fewer than before.")).toBeVisible();
    expect((await Inventory.levels({ skus: [sku] }))[sku]).toMatchObject({ onHand: 4 });
  });
});
