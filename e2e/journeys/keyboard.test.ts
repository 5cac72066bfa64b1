import type { Locator, Page } from "@playwright/test";
import {
  addToCart,
  cards,
  complaint,
  expect,
  expectPaid,
  payButton,
  searchField,
  shopper,
  test,
  towels,
} from "../fixtures";

test("a whole purchase works with the keyboard alone", async ({ page }) => {
  const who = shopper();
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await type(page, searchField(page), "tea towels");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("link", { name: towels.name }), "Enter");
  await press(page, page.getByRole("list", { name: "Color" }).getByRole("link", { name: "Sage" }), "Enter");
  await expect(page).toHaveURL(/sage/i);
  await press(page, page.getByRole("button", { name: "Add to cart" }), "Space");
  await press(page, page.getByRole("link", { name: "View cart" }), "Enter");
  await press(page, page.getByRole("button", { name: "Checkout" }), "Enter");

  await type(page, page.getByLabel("Email"), who.email);
  await type(page, page.getByLabel("Full name"), who.name);
  await type(page, page.getByLabel("Country"), "United S");
  await type(page, page.getByLabel("Street and number"), "1 Pine Street");
  await type(page, page.getByLabel("City"), "Portland");
  await type(page, page.getByLabel("State"), "Oregon");
  await type(page, page.getByLabel("ZIP code"), "97201");
  await press(page, page.getByRole("button", { name: "Continue to delivery" }), "Enter");

  await reach(page, page.getByRole("radio", { name: /Standard/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Express/ })).toBeChecked();
  await press(page, page.getByRole("button", { name: "Continue to review" }), "Enter");
  await press(page, payButton(page), "Enter");

  await type(page, page.getByLabel("Card number"), cards.good);
  await type(page, page.getByLabel("Expiry"), "1234");
  await type(page, page.getByLabel("CVC"), "123");
  await type(page, page.getByLabel("Name on card"), who.name);
  await press(page, payButton(page), "Enter");
  await expectPaid(page);
});

test("one keypress leads from the message to the first wrong field", async ({ page }) => {
  await page.goto(`/product/${towels.slug}`);
  await addToCart(page);
  await page.goto("/checkout/contact");
  await press(page, page.getByRole("button", { name: "Continue to delivery" }), "Enter");
  await expect(complaint(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Email")).toBeFocused();
});

async function press(page: Page, target: Locator, key: "Enter" | "Space") {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string) {
  await reach(page, target);
  await page.keyboard.type(text);
}

const farthest = 90;

/** Moves the focus to a control with Tab and expects a visible focus at each step. */
async function reach(page: Page, target: Locator) {
  await target.waitFor();
  for (let steps = 0; steps < farthest; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate(showsFocus), `the focus on ${target} can be seen`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to ${target}.`);
}

/** Checks for an outline or a ring on the control, its `::before`, or the label around it. */
function showsFocus(element: Element): boolean {
  const drawn = (of: Element, pseudo?: string) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(of, pseudo);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  };
  return drawn(element) || drawn(element, "::before");
}
