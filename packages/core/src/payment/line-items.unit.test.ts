import { Money } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineItems } from "./line-items";

const cart = fc.record({
  currency: fc.constantFrom(...Money.currencies),
  lines: fc.array(
    fc.record({
      sku: fc.constant("SKU"),
      name: fc.constant("Mug"),
      title: fc.constantFrom("", "Black"),
      unitPrice: fc.nat(100_000),
      quantity: fc.integer({ min: 1, max: 99 }),
      taxClass: fc.constantFrom("standard" as const, "reduced" as const),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  discount: fc.oneof(fc.constant(0), fc.nat(200_000)),
  shipping: fc.nat(5_000),
  tax: fc.record({
    inclusive: fc.boolean(),
    rates: fc.record({ standard: fc.nat(3_000), reduced: fc.nat(1_500) }),
    shippingClass: fc.constant("standard" as const),
  }),
});

const delivery = { id: "express", label: "Express", description: "", amount: 0 };

test("what Stripe adds up is the order's total, for 100,000 random carts", () => {
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
    }),
    { numRuns: 100_000 },
  );
});
