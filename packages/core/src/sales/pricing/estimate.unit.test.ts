import { Pricing } from "@securecart/core/pricing";
import { expect, test } from "vitest";

const rules = { ...Pricing.rulesOf([]), at: "2026-12-01T09:00:00Z" };
const at = (country: string, postcode?: string) =>
  Pricing.estimate({ rules, country, postcode, currency: "EUR", subtotal: 5_000, grams: 500 });

test("a postcode decides the place: its zone, its dates and its tax", () => {
  expect(at("ES", "35001")).toMatchObject({
    name: "the Canary Islands",
    isExact: true,
    zone: "International",
    options: [{ id: "international", amount: 1_790, promise: { from: "2026-12-08", to: "2026-12-15" } }],
    tax: { rates: { standard: 0 } },
  });
  expect(at("US", "90210")).toMatchObject({ name: "California", tax: { rates: { standard: 725 } } });
});

test.each([undefined, "", "no code", "99999"])(
  "without a postcode that exists (%j), the country decides",
  (postcode) => {
    expect(at("ES", postcode)).toMatchObject({
      name: "Spain",
      isExact: false,
      zone: "Europe",
      options: [{ id: "standard" }, { id: "express" }],
      tax: { inclusive: true, rates: { standard: 2100 } },
    });
  },
);

test("a place in no zone is offered nothing", () => {
  expect(at("US", "00901")).toMatchObject({ name: "Puerto Rico", zone: null, options: [] });
});
