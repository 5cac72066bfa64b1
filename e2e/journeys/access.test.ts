import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { walkTheCheckout, walkTheShelves, walkToTheEnd } from "../walk";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.slow(); // axe looks at everything on some twenty pages
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test(`nothing stands in anybody's way on the shelves, ${colorScheme}`, async ({ page }) => {
      await walkTheShelves(page, (name) => examine(page, name, colorScheme));
    });

    test(`nothing stands in anybody's way at the checkout, ${colorScheme}`, async ({ page }) => {
      await walkTheCheckout(page, (name) => examine(page, name, colorScheme));
    });

    test(`nothing stands in anybody's way on a canceled order, ${colorScheme}`, async ({ page }) => {
      await walkToTheEnd(page, (name) => examine(page, name, colorScheme));
    });
  });
}

/** What axe objects to on this page; it must be nothing. By night only the colors are other ones. */
async function examine(page: Page, name: string, colorScheme: "light" | "dark") {
  await page.waitForFunction(() => document.getAnimations().length === 0); // a color on its way is nobody's color
  const axe = new AxeBuilder({ page });
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect.soft(found, name).toEqual([]);
}
