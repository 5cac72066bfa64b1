import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { afterAll, expect, test } from "vitest";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const reset = async () => {
  await Settings.change("identity", { accent: "" }, by());
  await Settings.change("brand", { logo: null }, by());
};
afterAll(reset);

test("the look has readable shades of the accent color and the logo in the size of an email", async () => {
  await reset();
  expect(await Shop.look()).toMatchObject({ colors: { light: { accent: "#1d5c47" } }, logo: null });
  await Settings.change("identity", { accent: "#ffee00" }, by());
  const logo = { key: "media/wide", alt: "", width: 1_200, height: 100 };
  await Settings.change("brand", { logo }, by());
  const { colors, logo: shown } = await Shop.look();
  expect(Settings.contrastOf(colors.light.accent, colors.light.on)).toBeGreaterThanOrEqual(4.5);
  expect(colors.dark.accent).toBe("#ffee00");
  expect(shown).toEqual({ src: `${Shop.url()}/images/media/wide-640.webp`, width: 240, height: 20 });
});
