import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import { expect, test } from "../fixtures";
import { navLink, newStaffMember, signIn, staffMember } from "../staff";

/** Tests run one at a time because the settings are one row for the whole shop. Each starts with the defaults. */
test.describe.configure({ mode: "default" });
test.beforeEach(() =>
  Settings.change("returns", { refundDelivery: "eu" }, { actor: "staff:test", requestId: randomUUID() }),
);

test("an owner changes whether returns refund the delivery, but not over a change by another person", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await navLink(page, "Settings").click();
  await page.getByRole("link", { name: "Returns", exact: true }).last().click();
  await expect(page.getByRole("radio", { name: "In the European Union" })).toBeChecked();
  const other = await staffMember(browser);
  await other.goto("/admin/settings/returns");
  await page.getByRole("radio", { name: "Everywhere" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Everywhere" })).toBeChecked();
  await other.getByRole("radio", { name: "Nowhere" }).check();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Someone else has changed these settings.")).toBeVisible();
  await expect(other.getByRole("radio", { name: "Nowhere" })).toBeChecked();
  expect(await Settings.read("returns")).toEqual({ refundDelivery: "always" });
  await other.goto("/admin/audit?subject=settings:returns");
  await expect(other.getByText("refund delivery: eu → always").last()).toBeVisible();
});

test("a read-only staff member sees the settings without a form", async ({ page }) => {
  await signIn(page, await newStaffMember("read-only"));
  await page.goto("/admin/settings/returns");
  await expect(page.getByText("Where is the delivery fee refunded?")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an owner saves the settings", async ({ page }) => {
    await signIn(page);
    await page.goto("/admin/settings/returns");
    await page.getByRole("radio", { name: "Nowhere" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await expect(page.getByRole("radio", { name: "Nowhere" })).toBeChecked();
    expect(await Settings.read("returns")).toEqual({ refundDelivery: "never" });
  });
});
