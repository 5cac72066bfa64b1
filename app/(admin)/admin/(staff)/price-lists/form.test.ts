import { Id } from "@securecart/core/id";
import { expect, test } from "vitest";
import { type FormShop, listForm, valuesOf } from "./form";

const shop: FormShop = { zone: "Europe/Berlin", currencies: ["USD", "EUR"] };
const form = listForm(shop);
const groupId = Id.create("group");
const sent = { name: "Trade", groupId, percent: "", prices: "MUG-1, 8.50, 7.90\nBOWL;12\n\nCUP\t\t3.10" };

const issues = (more: object) =>
  Object.fromEntries(
    (form.safeParse({ ...sent, ...more }).error?.issues ?? []).map(({ path, message }) => [
      path.join("."),
      message,
    ]),
  );

test("lines with commas, semicolons and tabs are prices by SKU", () => {
  const terms = form.parse(sent);
  expect(terms.prices).toEqual({
    "mug-1": { USD: 850, EUR: 790 },
    bowl: { USD: 1_200 },
    cup: { EUR: 310 },
  });
  expect(form.parse(valuesOf(terms, shop))).toEqual(terms);
});

test("each wrong field has its own message", () => {
  expect(issues({ prices: "MUG-1" })).toEqual({
    prices: "Line 1: write SKU, price in USD, price in EUR, such as MUG-BLUE, 8.50, 7.90.",
    percent: "Enter a percentage, or prices of SKUs.",
  });
  expect(issues({ prices: "MUG, 1\nmug, 2" })).toEqual({ prices: "Line 2: mug is there twice." });
  expect(issues({ groupId: "", percent: "x" })).toEqual({
    groupId: "Choose a customer group.",
    percent: "Enter a whole number.",
  });
});
