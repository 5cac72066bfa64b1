import { Money } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineItems } from "./line-items";

const named = { code: fc.constant("CODE"), label: fc.constant("Label") };

const cart = fc.record({
  currency: fc.constantFrom(...Money.currencies),
  lines: fc.array(
    fc.record({
      sku: fc.constant("SKU"),
      name: fc.constant("Mug"),
      title: fc.constantFrom("", "Black"),
      unitPrice: fc.nat(100_000),
      quantity: fc.integer({ min: 1, max: 99 }),
      taxClass: fc.constantFrom(...Pricing.taxClasses),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  discounts: fc.array(
    fc.oneof(
      fc.record({
        ...named,
        kind: fc.constant("percent" as const),
        percent: fc.integer({ min: 1, max: 100 }),
      }),
      fc.record({ ...named, kind: fc.constant("amount" as const), amount: fc.nat(200_000) }),
      fc.record({
        ...named,
        kind: fc.constant("bundle" as const),
        buy: fc.integer({ min: 1, max: 4 }),
        get: fc.integer({ min: 1, max: 4 }),
        percent: fc.integer({ min: 1, max: 100 }),
      }),
      fc.record({ ...named, kind: fc.constant("shipping" as const) }),
    ),
    { maxLength: 2 },
  ),
  shipping: fc.nat(5_000),
  tax: fc.record(
    {
      inclusive: fc.boolean(),
      rates: fc.record({ standard: fc.nat(3_000), reduced: fc.nat(1_500) }),
      shippingClass: fc.constant("standard" as const),
      exempt: fc.constant("reverse_charge" as const),
    },
    { requiredKeys: ["inclusive", "rates", "shippingClass"] },
  ),
});

const delivery = { id: "express", label: "Express", description: "", amount: 0 };

test("the items at Stripe add up to the order's total, for 100,000 random carts with discounts", () => {
  const check = () =>
    fc.assert(
      fc.property(cart, ({ lines, ...rest }) => {
        const totals = Pricing.price({ ...rest, lines });
        const shown = lines.map((line) => ({
          ...line,
          slug: "",
          path: "",
          image: { key: "", alt: "" },
          total: 0,
        }));
        const items = lineItems({ currency: rest.currency, lines: shown, totals, delivery });
        const charged = items.reduce(
          (sum, { price_data, quantity = 1 }) => sum + (price_data?.unit_amount ?? 0) * quantity,
          0,
        );
        if (charged !== totals.total) expect(charged).toBe(totals.total);
        if (items.some(({ price_data }) => (price_data?.unit_amount ?? -1) < 0))
          expect(items).toBe("not negative");
      }),
      { numRuns: 100_000 },
    );
  expect(check).not.toThrow();
});
