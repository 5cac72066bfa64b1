import { Settings } from "@securecart/core/settings";
import fc from "fast-check";
import { expect, test } from "vitest";

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`);

const grounds = { light: ["#fbfaf7", "#ffffff", "#f2efe9"], dark: ["#151412", "#1e1d1a", "#282622"] };

test("the shades of any color are readable in both schemes", () => {
  fc.assert(
    fc.property(color, (chosen) => {
      const shades = Settings.palette(chosen);
      for (const scheme of ["light", "dark"] as const) {
        const { accent, strong, on, soft } = shades[scheme];
        for (const ground of [...grounds[scheme], soft])
          expect(Settings.contrastOf(accent, ground)).toBeGreaterThanOrEqual(4.5);
        for (const ground of [accent, strong])
          expect(Settings.contrastOf(on, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }),
  );
});

test("a readable color stays as it is, and one that is not is adjusted", () => {
  expect(Settings.palette("#1d5c47").light).toMatchObject({
    accent: "#1d5c47",
    on: "#ffffff",
    isAdjusted: false,
  });
  expect(Settings.palette("#ffee00").light).toMatchObject({ isAdjusted: true });
  expect(Settings.palette("#ffee00").dark).toMatchObject({ accent: "#ffee00", isAdjusted: false });
});

test("the contrast is that of WCAG", () => {
  expect(Settings.contrastOf("#000000", "#ffffff")).toBe(21);
  expect(Settings.contrastOf("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test.each([
  ["name", 'The "Shop"'],
  ["name", "<b>Shop</b>"],
  ["accent", "green"],
  ["email", "nobody"],
  ["phone", "call me"],
  ["legalName", "Two\nlines"],
])("%s is refused as %j with words", (name, value) => {
  const { error } = Settings.groups.identity.safeParse({ [name]: value });
  expect(error?.issues[0]).toMatchObject({ path: [name], message: expect.stringMatching(/^[A-Z].*\.$/) });
});

test("a name may have an ampersand, letters of any script and an emoji", () => {
  for (const name of ["Alder & Tide", "Café Zoë", "花屋", "Shop 🌿"])
    expect(Settings.parse("identity", { name }).name).toBe(name);
});
