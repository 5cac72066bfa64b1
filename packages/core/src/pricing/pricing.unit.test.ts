import { Money } from "@securecart/core/money";
import { Pricing, type PricingInput } from "@securecart/core/pricing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deliveriesTo, taxFor } from "./settings";

const line = fc.record({
  sku: fc.constant("SKU"),
  unitPrice: fc.nat(500_000),
  quantity: fc.integer({ min: 1, max: 99 }),
  taxClass: fc.constantFrom("standard" as const, "reduced" as const),
});

const order: fc.Arbitrary<PricingInput> = fc.record({
  currency: fc.constantFrom(...Money.currencies),
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  discount: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
  shipping: fc.nat(10_000),
  tax: fc.record({
    inclusive: fc.boolean(),
    rates: fc.record({ standard: fc.nat(3_000), reduced: fc.nat(1_500) }),
    shippingClass: fc.constantFrom("standard" as const, "reduced" as const),
  }),
});

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

test("100,000 random orders add up to the minor unit", () => {
  fc.assert(
    fc.property(order, (input) => {
      const { subtotal, discount, shipping, tax, taxIncluded, total, lines, shippingTax } =
        Pricing.price(input);
      const added = taxIncluded ? 0 : tax;
      const fail = (what: string) => {
        throw new Error(`${what}: ${JSON.stringify(input)}`);
      };
      if (total !== subtotal - discount + shipping + added) fail("The total is not the sum of its rows");
      if (sum(lines.map((it) => it.subtotal)) !== subtotal) fail("The lines are not the subtotal");
      if (sum(lines.map((it) => it.discount)) !== discount) fail("The discount is not spread whole");
      if (sum(lines.map((it) => it.tax)) + shippingTax !== tax) fail("The taxes are not the lines' taxes");
      if (sum(lines.map((it) => it.total)) + shipping + (taxIncluded ? 0 : shippingTax) !== total)
        fail("The lines are not the total");
      if (lines.some((it) => it.discount > it.subtotal || it.total < 0)) fail("A line is below zero");
      if (![subtotal, discount, tax, total].every(Number.isSafeInteger)) fail("A fraction of a minor unit");
    }),
    { numRuns: 100_000 },
  );
});

test("an inclusive tax is inside the price, an exclusive one on top", () => {
  const lines = [{ sku: "A", unitPrice: 11_900, quantity: 1, taxClass: "standard" as const }];
  expect(
    Pricing.price({ currency: "EUR", lines, shipping: 0, tax: taxFor({ country: "DE" }) }),
  ).toMatchObject({ total: 11_900, tax: 1_900 });
  expect(
    Pricing.price({ currency: "USD", lines, shipping: 0, tax: taxFor({ country: "US", region: "ca" }) }),
  ).toMatchObject({
    total: 12_763,
    tax: 863,
  });
});

test("a discount never makes an order cost less than nothing", () => {
  const lines = [{ sku: "A", unitPrice: 100, quantity: 1, taxClass: "standard" as const }];
  expect(
    Pricing.price({ currency: "USD", lines, discount: 500, shipping: 0, tax: taxFor({ country: "US" }) })
      .total,
  ).toBe(0);
});

test("a fraction of a cent is a bug and says so", () => {
  const lines = [{ sku: "A", unitPrice: 0.5, quantity: 1, taxClass: "standard" as const }];
  expect(() =>
    Pricing.price({ currency: "USD", lines, shipping: 0, tax: taxFor({ country: "US" }) }),
  ).toThrow(RangeError);
});

test("delivery becomes free at its threshold and is not offered where we do not go", () => {
  const standard = (subtotal: number) =>
    deliveriesTo({ country: "US", currency: "USD", subtotal }).find(({ id }) => id === "standard");
  expect(standard(7_499)?.amount).toBe(590);
  expect(standard(7_500)?.amount).toBe(0);
  expect(deliveriesTo({ country: "AQ", currency: "USD", subtotal: 100 })).toEqual([]);
});
