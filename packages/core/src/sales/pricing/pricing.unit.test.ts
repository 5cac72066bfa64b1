import { Money } from "@securecart/core/money";
import { type Discount, Pricing, type PricingInput } from "@securecart/core/pricing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveriesTo, zoneOf } from "./shipping";
import { taxFor } from "./tax";

const skus = ["A", "B", "C", "D"];
const taxClass = fc.constantFrom(...Pricing.taxClasses);

const line = fc.record({
  sku: fc.constantFrom(...skus),
  unitPrice: fc.nat(500_000),
  quantity: fc.integer({ min: 1, max: 99 }),
  taxClass,
});

const percent = fc.integer({ min: 1, max: 100 });
const pieces = fc.integer({ min: 1, max: 5 });
const shared = {
  code: fc.constant("CODE"),
  label: fc.constant("Label"),
  skus: fc.option(fc.subarray(skus), { nil: undefined }),
};
const discount: fc.Arbitrary<Discount> = fc.oneof(
  fc.record({ ...shared, kind: fc.constant("percent" as const), percent }),
  fc.record({ ...shared, kind: fc.constant("amount" as const), amount: fc.nat(1_000_000) }),
  fc.record({ ...shared, kind: fc.constant("bundle" as const), buy: pieces, get: pieces, percent }),
  fc.record({ ...shared, kind: fc.constant("shipping" as const) }),
);

const order: fc.Arbitrary<PricingInput> = fc.record({
  currency: fc.constantFrom(...Money.currencies),
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  discounts: fc.array(discount, { maxLength: 3 }),
  shipping: fc.nat(10_000),
  tax: fc.record(
    {
      inclusive: fc.boolean(),
      rates: fc.record({ standard: fc.nat(3_000), reduced: fc.nat(1_500) }),
      shippingClass: taxClass,
      exempt: fc.constant("reverse_charge" as const),
    },
    { requiredKeys: ["inclusive", "rates", "shippingClass"] },
  ),
});

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

test("100,000 random orders with discounts add up to the minor unit and never cost less than nothing", () => {
  const check = () =>
    fc.assert(
      fc.property(order, (input) => {
        const totals = Pricing.price(input);
        const { subtotal, discount, shipping, shippingDiscount, tax, relief, total, lines } = totals;
        const { discounts, shippingTax, shippingRelief, taxIncluded } = totals;
        const fail = (what: string) => {
          throw new Error(`${what}: ${JSON.stringify(input)}`);
        };
        const added = (amount: number) => (taxIncluded ? 0 : amount);
        const off = (of: "goods" | "shipping") =>
          sum(discounts.filter((row) => row.of === of).map((row) => row.amount));
        if (total !== subtotal - discount + shipping - shippingDiscount - relief + added(tax))
          fail("The total is not the sum of its rows");
        if (sum(lines.map((it) => it.subtotal)) !== subtotal) fail("The lines are not the subtotal");
        if (sum(lines.map((it) => it.discount)) !== discount) fail("The discount is not spread whole");
        if (off("goods") !== discount || off("shipping") !== shippingDiscount)
          fail("The discounts are not the discount");
        if (sum(lines.map((it) => it.tax)) + shippingTax !== tax) fail("The taxes are not the lines' taxes");
        if (sum(lines.map((it) => it.relief)) + shippingRelief !== relief)
          fail("The relief is not the lines' relief");
        const delivery = shipping - shippingDiscount - shippingRelief + added(shippingTax);
        if (sum(lines.map((it) => it.total)) + delivery !== total) fail("The lines are not the total");
        if (lines.some((it) => it.discount > it.subtotal || it.total < 0)) fail("A line is below zero");
        if (delivery < 0 || shippingDiscount > shipping) fail("Delivery is below zero");
        if (input.tax.exempt && tax !== 0) fail("An exempt buyer is taxed");
        if (!input.tax.exempt && relief !== 0) fail("Relief without a reason");
        const amounts = [
          subtotal,
          discount,
          shippingDiscount,
          tax,
          relief,
          total,
          ...discounts.map((row) => row.amount),
        ];
        if (!amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0))
          fail("No amount of money");
      }),
      { numRuns: 100_000 },
    );
  expect(check).not.toThrow();
});

test("buy n, get m reduces the cheapest pieces, whichever lines they are on", () => {
  const bundle = fc.record({
    lines: fc.array(fc.record({ unitPrice: fc.nat(10_000), quantity: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    buy: pieces,
    get: pieces,
  });
  fc.assert(
    fc.property(bundle, ({ lines, buy, get }) => {
      const each = lines.flatMap(({ unitPrice, quantity }) =>
        Array.from({ length: quantity }, () => unitPrice),
      );
      const free = each.filter((_, i) => i % (buy + get) >= buy).length;
      const expected = sum(each.sort((a, b) => a - b).slice(0, free));
      const { discount } = Pricing.price({
        currency: "USD",
        lines: lines.map((it, i) => ({ ...it, sku: `S${i}`, taxClass: "zero" })),
        discounts: [{ code: "B", label: "", kind: "bundle", buy, get, percent: 100 }],
        shipping: 0,
        tax: taxAt("US"),
      });
      expect(discount).toBe(expected);
    }),
  );
});

const rules = Pricing.rulesOf([]);
const taxAt = (taxArea: string, taxId?: string) => taxFor({ rules, place: { taxArea }, taxId });

const mug = { sku: "A", unitPrice: 11_900, quantity: 1, taxClass: "standard" as const };
const eur = { currency: "EUR" as const, lines: [mug], shipping: 0 };
const usd = { currency: "USD" as const, lines: [mug], shipping: 0 };
const less = (amount: number): Discount[] => [{ code: "X", label: "Less", kind: "amount", amount }];

test("an inclusive tax is part of the price, an exclusive one is added", () => {
  expect(Pricing.price({ ...eur, tax: taxAt("DE") })).toMatchObject({
    total: 11_900,
    tax: 1_900,
  });
  expect(Pricing.price({ ...usd, tax: taxAt("US-CA") })).toMatchObject({
    total: 12_763,
    tax: 863,
  });
});

test("tax is computed after the discount, delivery is taxed, and each class has its own rate", () => {
  const tax = taxAt("DE");
  expect(Pricing.price({ ...eur, discounts: less(5_950), shipping: 1_190, tax })).toMatchObject({
    total: 7_140,
    tax: 950 + 190,
    shippingTax: 190,
  });
  const inClass = (taxClass: "reduced" | "zero") =>
    Pricing.price({ ...eur, lines: [{ ...mug, unitPrice: 10_700, taxClass }], tax }).tax;
  expect([inClass("reduced"), inClass("zero")]).toEqual([700, 0]);
});

test("a business in another member state pays the price without its tax, other businesses with it", () => {
  const charged = (country: string, taxId?: string) =>
    Pricing.price({ ...eur, shipping: 1_190, tax: taxAt(country, taxId) });
  expect(charged("DE", "DE100000008")).toMatchObject({
    total: 11_000,
    tax: 0,
    relief: 2_090,
    exempt: "reverse_charge",
  });
  expect(charged("DE", "ATU13585627")).toMatchObject({ total: 13_090, tax: 2_090, exempt: null });
  expect(rules.taxes.home).toBe("IE");
  expect(charged("IE", "IE6433435F")).toMatchObject({ total: 13_090, relief: 0, exempt: null });
});

test("a discount never makes an order cost less than nothing", () => {
  const tax = taxAt("US-CA");
  expect(Pricing.price({ ...usd, discounts: less(50_000), tax }).total).toBe(0);
});

test("a discount for some items leaves the others unchanged; free delivery is a row of its own", () => {
  const lines = [mug, { ...mug, sku: "B", unitPrice: 100 }];
  const half: Discount = { code: "H", label: "Half", kind: "percent", percent: 50, skus: ["B"] };
  const free: Discount = { code: "F", label: "Free delivery", kind: "shipping" };
  const totals = Pricing.price({
    ...usd,
    lines,
    shipping: 590,
    discounts: [half, free],
    tax: taxAt("US"),
  });
  expect(totals).toMatchObject({ discount: 50, shipping: 590, shippingDiscount: 590, total: 11_950 });
  expect(totals.discounts).toEqual([
    { code: "H", label: "Half", of: "goods", amount: 50 },
    { code: "F", label: "Free delivery", of: "shipping", amount: 590 },
  ]);
});

test("a fraction of a cent throws", () => {
  const tax = taxAt("US");
  expect(() => Pricing.price({ ...usd, lines: [{ ...mug, unitPrice: 0.5 }], tax })).toThrow(RangeError);
  expect(() => Pricing.price({ ...usd, discounts: less(0.5), tax })).toThrow(RangeError);
});

describe("delivery", () => {
  const at = (country: string, territory = country) => ({ country, territory });
  const amountOf = (id: string, more: Partial<Parameters<typeof deliveriesTo>[0]>) =>
    deliveriesTo({ rules, place: at("US"), currency: "USD", subtotal: 100, grams: 300, ...more }).find(
      (option) => option.id === id,
    )?.amount;

  test("becomes free at its threshold", () => {
    expect(amountOf("standard", { subtotal: 7_499 })).toBe(590);
    expect(amountOf("standard", { subtotal: 7_500 })).toBe(0);
  });

  test("is priced by weight up to the carrier's limit, and by subtotal if it is insured", () => {
    expect(amountOf("express", { grams: 10_000 })).toBe(1_490);
    expect(amountOf("express", { grams: 10_001 })).toBe(2_490);
    expect(amountOf("express", { grams: 31_501 })).toBeUndefined();
    expect(amountOf("standard", { grams: 500_001 })).toBeUndefined();
    expect(amountOf("international", { place: at("JP"), subtotal: 29_999 })).toBe(1_990);
    expect(amountOf("international", { place: at("JP"), subtotal: 30_000 })).toBe(2_990);
    expect(amountOf("standard", { place: at("DE"), currency: "EUR" })).toBe(490);
  });

  test.each([at("AQ"), at("US", "US-PR"), at("us"), at("constructor")])(
    "is not offered to %j, which is in no zone",
    (place) => {
      expect(zoneOf(rules.shipping, place)).toBeNull();
      expect(deliveriesTo({ rules, place, currency: "USD", subtotal: 100, grams: 1 })).toEqual([]);
    },
  );
});
