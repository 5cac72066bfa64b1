import { examine } from "../examine";
import { test } from "../fixtures";
import { walkTheCatalog, walkTheCheckout, walkToTheEnd } from "../walk";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.slow(); // axe examines some twenty pages
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test(`the catalog pages are accessible, ${colorScheme}`, async ({ page }) => {
      await walkTheCatalog(page, (name) => examine(page, name, colorScheme));
    });

    test(`the checkout is accessible, ${colorScheme}`, async ({ page }) => {
      await walkTheCheckout(page, (name) => examine(page, name, colorScheme));
    });

    test(`a canceled order is accessible, ${colorScheme}`, async ({ page }) => {
      await walkToTheEnd(page, (name) => examine(page, name, colorScheme));
    });
  });
}
