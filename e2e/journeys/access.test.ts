import { examine } from "../examine";
import { test } from "../fixtures";
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
