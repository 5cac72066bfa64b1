import { Event } from "@securecart/core/event";
import { Id } from "@securecart/core/id";
import { OrderAccess } from "@securecart/core/order-access";
import { ProductReviews } from "@securecart/core/product-review";
import { address, shippedOrder } from "@securecart/core/test/fixtures";
import { examine, fitsScreen } from "../examine";
import { complaint, emailTo, expect, mug, product, shopper, test, unique } from "../fixtures";
import { navLink, newStaffMember, signIn, staffMember } from "../staff";

/** Makes a shipped order of two new products. Returns the link with which they are reviewed. */
async function bought() {
  const [first, second] = [await product(), await product()];
  const who = shopper();
  const { orderId } = await shippedOrder({ contact: who, address }, first.sku, second.sku);
  return { first, second, who, orderId, link: `/reviews/${OrderAccess.reviewToken(orderId)}` };
}

for (const [javaScriptEnabled, width] of [
  [true, 1280],
  [true, 390],
  [false, 390],
] as const)
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript, ${width} px wide`, () => {
    test.use({ javaScriptEnabled, viewport: { width, height: 844 } });

    test("a buyer reviews what they bought, staff publish it, and the product's page shows it", async ({
      page,
      browser,
    }) => {
      const { first, second, link } = await bought();
      await page.goto(link);
      await page.getByRole("link", { name: `Write a review of Mug ${first.sku}` }).click();
      await expect(page.getByLabel("Name")).toHaveValue("Ada L.");
      const text = `It is <b>good</b>. See https://shop.example/ ${unique()}`;
      await page.getByLabel("Your review").fill(text);
      await page.getByRole("button", { name: "Send review" }).click();
      await expect(complaint(page)).toContainText("Choose 1 to 5 stars.");
      await expect(page.getByLabel("Your review")).toHaveValue(text);
      await page.getByRole("radio", { name: "4 stars" }).check();
      await page.getByLabel("Title").fill("Just right");
      await page.getByRole("button", { name: "Send review" }).click();
      await expect(page.getByRole("status")).toContainText("Thank you for your review.");
      await expect(page.getByRole("link", { name: `Write a review of Mug ${second.sku}` })).toBeVisible();
      await page.getByRole("link", { name: `Change your review of Mug ${first.sku}` }).click();
      await expect(page.getByRole("radio", { name: "4 stars" })).toBeChecked();

      const staff = await staffMember(browser);
      await staff.goto("/admin/reviews");
      const entry = staff.getByRole("listitem").filter({ hasText: text });
      await entry.getByRole("button", { name: "Publish" }).click();
      await expect(entry).toHaveCount(0);

      await expect(async () => {
        await page.goto(`/product/${first.slug}`);
        await expect(page.getByRole("heading", { name: "Reviews", exact: true })).toBeVisible({
          timeout: 1_000,
        });
      }).toPass({ timeout: 30_000 });
      const reviews = page.getByRole("region", { name: "Reviews" });
      await expect(reviews).toContainText(text);
      await expect(reviews.getByRole("link")).toHaveCount(0);
      await expect(page.getByText("Rated 4.0 of 5 by 1 customer").first()).toBeAttached();
      const data = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(data.join()).toContain('"ratingValue":4,"reviewCount":1');
      await fitsScreen(page, "product with a review");
      await page.goto(`${link}?product=${first.productId}`);
      await expect(page.getByText("Your review is published.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Send review" })).toHaveCount(0);
    });
  });

test("staff publish several reviews at once, refuse one with a reason, and answer one, by keyboard", async ({
  page,
}) => {
  const { first, second, orderId, link } = await bought();
  const write = (productId: string, title: string) =>
    ProductReviews.write({ orderId, productId, stars: 5, title, text: "", name: "Ada" });
  const [one, two] = [unique(), unique()];
  await write(first.productId, one);
  await write(second.productId, two);
  await signIn(page, await newStaffMember("support"));
  await page.goto("/admin/reviews");
  const entry = (title: string) => page.getByRole("listitem").filter({ hasText: title });
  for (const title of [one, two]) {
    await entry(title).getByRole("checkbox").focus();
    await page.keyboard.press("Space");
  }
  await page.getByRole("button", { name: "Publish ticked reviews" }).focus();
  await page.keyboard.press("Enter");
  await expect(entry(one)).toHaveCount(0);
  await page.getByRole("link", { name: "Published" }).click();
  await entry(one).getByText("Answer", { exact: true }).click();
  await entry(one).getByLabel("Answer of the shop").fill("Thank you, Ada.");
  await entry(one).getByRole("button", { name: "Save answer" }).click();
  await expect(entry(one).getByText("Change the answer")).toBeVisible();
  await entry(two).getByText("Take down", { exact: true }).click();
  await entry(two).getByRole("button", { name: "Take the review down" }).click();
  await expect(entry(two)).toContainText("Tell the author why.");
  await entry(two).getByLabel("Reason").fill("It names a person.");
  await entry(two).getByRole("button", { name: "Take the review down" }).click();
  await expect(entry(two)).toHaveCount(0);
  await page.goto(link);
  await expect(page.getByText("It names a person.")).toBeVisible();
});

test("staff who may not decide see reviews without forms, and a warehouse worker sees none", async ({
  page,
  browser,
}) => {
  const reader = await staffMember(browser, await newStaffMember("read-only"));
  await reader.goto("/admin/reviews");
  await expect(reader.getByRole("heading", { level: 1, name: "Reviews" })).toBeVisible();
  await expect(reader.getByRole("main").getByRole("button")).toHaveCount(0);
  await signIn(page, await newStaffMember("warehouse"));
  await expect(navLink(page, "Reviews")).toHaveCount(0);
});

test("the customer is asked once, with a link to the form", async ({ page }) => {
  const { who, orderId, first } = await bought();
  const ask = () => Event.publish("order.review_due", { orderId }, Id.create("event"));
  await ask();
  const { text } = await emailTo(who.email, /^How do you like your order/);
  const [link = ""] = /https?:\/\/\S+\/reviews\/\S+/.exec(text) ?? [];
  await page.goto(new URL(link).pathname);
  await expect(page.getByRole("link", { name: `Write a review of Mug ${first.sku}` })).toBeVisible();
});

test("a forged link is not found, and does not tell whether the order exists", async ({ page }) => {
  const { orderId } = await bought();
  for (const token of [`${orderId}-${"A".repeat(26)}`, OrderAccess.token(orderId), orderId]) {
    const answer = await page.goto(`/reviews/${token}`);
    expect(answer?.status()).toBe(404);
  }
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [390, 1280])
    test(`axe finds nothing on the pages of reviews, ${colorScheme}, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      const { first, link, orderId } = await bought();
      const look = async (path: string) => {
        await page.goto(path);
        await examine(page, path, colorScheme);
        await fitsScreen(page, path);
      };
      await look(`${link}?product=${first.productId}`);
      await page.getByRole("button", { name: "Send review" }).click();
      await expect(complaint(page)).toBeVisible();
      await examine(page, "refused review", colorScheme);
      await look(`/product/${mug.slug}`);
      await look(`/product-reviews/${mug.slug}`);
      await look("/search?q=mug");
      await ProductReviews.write({
        ...{ orderId, productId: first.productId, stars: 3, name: "Ada" },
        title: unique(),
        text: "x".repeat(400),
      });
      await signIn(page);
      await look("/admin/reviews");
      await look("/admin/reviews?state=published");
      await look("/admin/settings/reviews");
    });
