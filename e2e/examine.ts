import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Expects that axe finds no violation on the page. In dark mode only the rules about colors run. */
export async function examine(page: Page, name: string, colorScheme: "light" | "dark") {
  await page.waitForFunction(() => document.getAnimations().length === 0); // else transitions change colors
  const axe = new AxeBuilder({ page });
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect.soft(found, name).toEqual([]);
}

/** Expects that the page does not scroll sideways. */
export async function fitsScreen(page: Page, name: string) {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect.soft(scrollWidth, `${name} fits the screen`).toBeLessThanOrEqual(clientWidth);
}
