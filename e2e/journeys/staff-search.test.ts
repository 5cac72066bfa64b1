import { Order } from "@securecart/core/order";
import { examine } from "../examine";
import { buy, expect, orderIdOf, product, test } from "../fixtures";
import { heading, newStaffMember, signIn, staffMember } from "../staff";

test("the palette opens pages, orders and products by keyboard only", async ({ page, browser }) => {
  const { slug } = await product({ stock: 5 });
  const { email } = await buy(page, slug);
  const orderId = orderIdOf(page);
  const staff = await staffMember(browser);
  const box = staff.getByRole("combobox", { name: "Search the admin" });
  /** Presses the keys until the page's scripts, which start after its text is shown, answer. */
  const openPalette = () =>
    expect(async () => {
      await staff.keyboard.press("ControlOrMeta+k");
      await expect(box).toBeFocused({ timeout: 1_000 });
    }).toPass();
  const find = async (words: string, result: string | RegExp) => {
    await openPalette();
    await staff.keyboard.type(words);
    await expect(staff.getByRole("option", { name: result }).first()).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await staff.keyboard.press("Enter");
    await expect(box).toBeHidden();
  };
  await find("audit", "Audit Settings");
  await expect(heading(staff)).toHaveText("Audit");
  await find(Order.numberOf(orderId), new RegExp(Order.numberOf(orderId)));
  await expect(heading(staff)).toHaveText(`Order ${Order.numberOf(orderId)}`);
  await find(email, new RegExp(Order.numberOf(orderId)));
  await find("mug-speck-chl", /^MUG-SPECK-CHL/);
  await expect(heading(staff)).toHaveText("MUG-SPECK-CHL");
  await openPalette();
  await staff.keyboard.type("stock");
  await expect(staff.getByRole("option").first()).toBeVisible();
  await staff.keyboard.press("ArrowDown");
  await expect(staff.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await examine(staff, "palette", "light");
  await staff.screenshot({ path: "test-results/typed/admin-palette.png" });
  await staff.route("**/api/admin/search?*", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  );
  await staff.keyboard.type(" mug");
  await expect(staff.getByText("The results could not be loaded.")).toBeVisible();
  await staff.unroute("**/api/admin/search?*");
  await staff.keyboard.press("Enter");
  await expect(heading(staff)).toHaveText(/^Results for /);
});

test("the palette finds only what the role may open", async ({ page, browser }) => {
  const { slug } = await product({ stock: 5 });
  await buy(page, slug);
  const number = Order.numberOf(orderIdOf(page));
  const staff = await staffMember(browser, await newStaffMember("catalog"));
  const answer = async (q: string) => (await staff.request.get(`/api/admin/search?q=${q}`)).text();
  expect(await answer(number)).not.toContain(number);
  expect(await answer("import")).not.toContain("/admin/stock/import");
  expect(await answer("stock")).toContain("/admin/stock");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the search is a page", async ({ page }) => {
    await signIn(page);
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await page.getByRole("searchbox", { name: "Search the admin" }).fill("mug-speck");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: "MUG-SPECK-CHL" }).click();
    await expect(heading(page)).toHaveText("MUG-SPECK-CHL");
  });
});
