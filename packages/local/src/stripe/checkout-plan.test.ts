import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { type CheckoutPlan, totals } from "./checkout-plan";

const line = (subtotal: number): Stripe.LineItem => ({
  id: "li_1",
  object: "item",
  adjustable_quantity: null,
  amount_discount: 0,
  amount_subtotal: subtotal,
  amount_tax: 0,
  amount_total: subtotal,
  currency: "usd",
  description: null,
  metadata: {},
  price: null,
  quantity: 1,
});

const coupon = (off: { amount_off: number } | { percent_off: number }): Stripe.Coupon => ({
  id: "c",
  object: "coupon",
  amount_off: null,
  created: 0,
  currency: null,
  duration: "once",
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  metadata: {},
  name: null,
  percent_off: null,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
  ...off,
});

const rate = (percentage: number, inclusive: boolean): Stripe.TaxRate => ({
  id: "txr_1",
  object: "tax_rate",
  active: true,
  country: null,
  created: 0,
  description: null,
  display_name: "VAT",
  effective_percentage: null,
  flat_amount: null,
  inclusive,
  jurisdiction: null,
  jurisdiction_level: null,
  livemode: false,
  metadata: {},
  percentage,
  rate_type: "percentage",
  state: null,
  tax_type: null,
});

const plan = (extra: Partial<CheckoutPlan>): CheckoutPlan => ({
  id: "cs_1",
  items: [],
  taxes: [],
  coupon: null,
  shipping: null,
  intent: {},
  ...extra,
});

test("the lines add up exactly to the total, and their discounts to the discount", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
  const coupons = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 1, max: 100 }).map((percent_off) => coupon({ percent_off })),
    fc.integer({ min: 1, max: 2_000_000 }).map((amount_off) => coupon({ amount_off })),
  );
  fc.assert(
    fc.property(amounts, coupons, fc.integer({ min: 0, max: 30 }), (subtotals, given, percent) => {
      const taxes = subtotals.map((_, index) =>
        index % 2 === 0 && percent > 0 ? [rate(percent, false)] : [],
      );
      const result = totals(plan({ items: subtotals.map(line), taxes, coupon: given }));
      const sum = (pick: (item: Stripe.LineItem) => number) =>
        result.items.reduce((total, item) => total + pick(item), 0);
      expect(sum((item) => item.amount_discount)).toBe(result.discount);
      expect(sum((item) => item.amount_tax)).toBe(result.tax);
      expect(sum((item) => item.amount_total)).toBe(result.total);
      expect(result.total).toBe(result.subtotal - result.discount + result.tax + result.shipping);
      expect(result.discount).toBeLessThanOrEqual(result.subtotal);
      for (const item of result.items) expect(item.amount_discount).toBeLessThanOrEqual(item.amount_subtotal);
    }),
    { numRuns: 300 },
  );
});

test("an inclusive tax does not change the total", () => {
  const result = totals(plan({ items: [line(1200)], taxes: [[rate(20, true)]] }));
  expect(result).toMatchObject({ tax: 200, total: 1200 });
});
