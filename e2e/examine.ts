import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** What axe objects to on this page; it must be nothing. By night only the colors are other ones. */
export async function examine(page: Page, name: string, colorScheme: "light" | "dark") {
  await page.waitForFunction(() => document.getAnimations().length === 0); // a color on its way is nobody's color
  const axe = new AxeBuilder({ page });
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect.soft(found, name).toEqual([]);
}
