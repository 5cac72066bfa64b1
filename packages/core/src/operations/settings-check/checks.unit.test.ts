import { Settings } from "@securecart/core/settings";
import { expect, test } from "vitest";
import { sellerIsNamed } from "./checks/identity";
import { returnsByLaw } from "./checks/returns";

const usual = Object.fromEntries(
  Settings.groupNames.map((group) => [group, Settings.parse(group, {})]),
) as Settings.All;

const messages = async (check: typeof returnsByLaw, settings: Partial<Settings.All>) =>
  (await check({ ...usual, ...settings })).map(({ message }) => message);

test("a shop that ships to the European Union is told what the law requires of returns", async () => {
  const returns = Settings.parse("returns", { days: 10, refundDelivery: "never" });
  expect(await messages(returnsByLaw, { returns })).toEqual([
    expect.stringMatching(
      /^You ship to the European Union \(.+\), where customers can return goods for 14 days\./,
    ),
    expect.stringMatching(/delivery fee is refunded with a whole order/),
  ]);
  expect(await messages(returnsByLaw, {})).toEqual([]);
});

test("a shop that ships nowhere in the European Union may refuse returns", async () => {
  const returns = Settings.parse("returns", { days: 0, refundDelivery: "never" });
  const shipping = { ...usual.shipping, zones: [] };
  expect(await messages(returnsByLaw, { returns, shipping })).toEqual([]);
});

test("a shop is warned until it says who sells", async () => {
  expect(await messages(sellerIsNamed, {})).toEqual([expect.stringContaining("legal name, address, email")]);
  const identity = Settings.parse("identity", {
    legalName: "Alder & Tide GmbH",
    address: "Alexanderplatz 1\n10178 Berlin",
    email: "hello@example.com",
  });
  expect(await messages(sellerIsNamed, { identity })).toEqual([]);
});
