import { Pricing } from "@securecart/core/pricing";
import { expect, test } from "vitest";
import { rulesOf } from "./rules";
import { taxFor } from "./tax";

const rules = rulesOf([]);

const lines = [{ sku: "A", unitPrice: 11_900, quantity: 1, taxClass: "standard" as const }];
const discounts = [
  { code: "LESS", label: "Less", kind: "amount" as const, amount: 1_000 },
  { code: "FREE", label: "Free delivery", kind: "shipping" as const },
];
const shown = (input: Omit<Parameters<typeof Pricing.price>[0], "lines">) =>
  Pricing.rows(Pricing.price({ ...input, lines })).map(({ label, amount }) => [label, amount]);

test("the rows of a sum add up to its total", () => {
  expect(
    shown({ currency: "USD", discounts, shipping: 590, tax: taxFor({ rules, place: { taxArea: "US-CA" } }) }),
  ).toEqual([
    ["Subtotal", 11_900],
    ["Less (LESS)", -1_000],
    ["Delivery", 590],
    ["Free delivery (FREE)", -590],
    ["Tax", 790],
    ["Total", 11_690],
  ]);
});

test("an included tax is below the total, one that is not charged above it", () => {
  expect(
    shown({ currency: "EUR", shipping: 0, tax: taxFor({ rules, place: { taxArea: "DE" } }) }).slice(-2),
  ).toEqual([
    ["Total", 11_900],
    ["Included tax", 1_900],
  ]);
  const business = taxFor({ rules, place: { taxArea: "DE" }, taxId: "DE100000008" });
  expect(shown({ currency: "EUR", shipping: 0, tax: business }).slice(-2)).toEqual([
    ["Tax not charged (reverse charge)", -1_900],
    ["Total", 10_000],
  ]);
});
