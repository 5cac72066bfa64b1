import { Alerts } from "@securecart/core/alert";
import { Inventory } from "@securecart/core/inventory";
import { examine, fitsScreen } from "../examine";
import { complaint, emailsTo, emailTo, expect, product, shopper, test, unique } from "../fixtures";
import { signIn } from "../staff";

const back = "Email me when it is back";
const onceMore = /^Confirm your email address/;

/** Returns the path of a link in an email. */
function pathIn(text: string) {
  const [link = ""] = /https?:\/\/\S+\/alerts\/\S+/.exec(text) ?? [];
  return new URL(link).pathname;
}

for (const [javaScriptEnabled, width] of [
  [true, 1280],
  [true, 390],
  [false, 390],
] as const)
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript, ${width} px wide`, () => {
    test.use({ javaScriptEnabled, viewport: { width, height: 844 } });

    test("a shopper confirms their address, is told once that an item is back, and can stop it", async ({
      page,
    }) => {
      const one = await product({ stock: 0 });
      const { email } = shopper();
      await page.goto(`/product/${one.slug}`);
      await fitsScreen(page, "sold-out product");
      await page.getByRole("link", { name: back }).click();
      await page.getByLabel("Email").fill("not an address");
      await page.getByRole("button", { name: "Email me" }).click();
      await expect(complaint(page)).toBeVisible();
      await page.getByLabel("Email").fill(email);
      await page.getByRole("button", { name: "Email me" }).click();
      await expect(page.getByRole("status")).toContainText("Please confirm your address");
      await page.goto(pathIn((await emailTo(email, onceMore)).text));
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
      await Inventory.receive({ sku: one.sku, quantity: 2, cause: "Delivery", reference: unique() });
      const told = await emailTo(email, new RegExp(`^Mug ${one.sku} is available again`));
      expect(told.text).toContain(`/product/${one.slug}`);
      expect((await emailsTo(email)).map(({ subject }) => subject)).toHaveLength(2);
      await page.goto(pathIn(told.text));
      await page.getByRole("button", { name: "Stop all of these emails" }).click();
      await expect(page.getByRole("status")).toContainText("You get no more of these emails.");
    });

    test("a shopper is told once that a price has dropped", async ({ page }) => {
      const one = await product({ price: 2500 });
      const { email } = shopper();
      await page.goto(`/product/${one.slug}`);
      await page.getByRole("link", { name: "Tell me when the price drops" }).click();
      await page.getByLabel("Email").fill(email);
      await page.getByRole("button", { name: "Email me" }).click();
      await expect(page.getByRole("status")).toContainText("Please confirm your address");
      await page.goto(pathIn((await emailTo(email, onceMore)).text));
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
      await product({ sku: one.sku, price: 1900, stock: 0 });
      expect((await emailTo(email, /has dropped/)).text).toContain("$19.00");
    });
  });

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [390, 1280])
    test(`axe finds nothing on the pages of alerts, ${colorScheme}, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      const one = await product({ stock: 0 });
      const { email } = shopper();
      await Alerts.request({
        ...{ kind: "back_in_stock", slug: one.slug, sku: one.sku, email, ownEmail: email },
        currency: "USD",
      });
      const look = async (path: string) => {
        await page.goto(path);
        await examine(page, path, colorScheme);
        await fitsScreen(page, path);
      };
      await look(`/product/${one.slug}`);
      await look(`/alerts/new?kind=back_in_stock&slug=${one.slug}&sku=${one.sku}`);
      await signIn(page);
      await look(`/admin/stock/${one.sku}`);
      await expect(page.getByText("Shoppers who get an email when it is back")).toBeVisible();
    });
