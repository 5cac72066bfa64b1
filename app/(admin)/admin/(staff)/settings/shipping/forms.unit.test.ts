import { saleCurrencies } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import type { ShippingMethod } from "@securecart/core/settings";
import { expect, test } from "vitest";
import { areaValues, readArea, readRegistrations, registrationValues } from "../taxes/values";
import { methodValues, newMethodValues, readMethod } from "./method-values";
import { calendarValues, readCalendar, readZone, zoneValues } from "./zone-values";

const { shipping, taxes } = Pricing.rulesOf([]);

test("each form shows what is saved, and reads the same from it", () => {
  const wrong = {};
  for (const { id: _, methods, ...zone } of shipping.zones) {
    expect(readZone(zoneValues({ id: "", methods, ...zone }), wrong)).toEqual(zone);
    for (const { id: _, ...method } of methods)
      expect(
        readMethod(methodValues({ id: "", ...method }), wrong, ["USD", ...saleCurrencies.slice(1)]),
      ).toEqual(method);
  }
  const { handling, excluded } = shipping;
  expect(readCalendar(calendarValues({ handling, excluded: ["US-PR"] }), wrong)).toEqual({
    handling,
    excluded: ["US-PR"],
  });
  expect(excluded).toEqual([]);
  for (const entry of taxes.areas) expect(readArea(areaValues(entry), wrong)).toEqual(entry);
  const { home, registrations } = taxes;
  expect(readRegistrations(registrationValues(taxes), wrong)).toEqual({ home, registrations });
  expect(wrong).toEqual({});
});

const method: ShippingMethod = {
  id: "boat",
  name: "Boat",
  description: "",
  active: true,
  tariff: { by: "flat", prices: { USD: 500 } },
  freeFrom: {},
  transit: null,
};

test("every mistake in the form of a method is named at its field", () => {
  const wrong = {};
  const typed = {
    ...{ ...methodValues(method), name: " ", by: "weight", "freeFrom.EUR": "much", "transit.min": "9" },
    ...{ "transit.max": "2", "steps.0.upTo": "heavy", "steps.0.price.USD": "5" },
    ...{ "steps.2.upTo": "2", "steps.2.price.USD": "-1" },
  };
  expect(readMethod(typed, wrong, ["USD", "EUR"])).toBeUndefined();
  expect(wrong).toEqual({
    name: "Enter a name.",
    "freeFrom.EUR": "Enter an amount, for example 5.90.",
    "steps.0.upTo": "Enter a weight.",
    "steps.2.price.USD": "Enter an amount, for example 5.90.",
    "transit.max": "Enter a longest time that is not shorter than the shortest.",
  });
});

test("steps that overlap are refused as a whole, empty rows are left out, and a comma is a decimal point", () => {
  const read = (more: object) => {
    const wrong = {};
    const values = { ...newMethodValues, name: "Boat", by: "weight", ...more };
    return { method: readMethod(values, wrong, ["USD", "EUR"]), wrong };
  };
  expect(read({}).wrong).toEqual({ steps: "Enter at least one step." });
  const twice = {
    "steps.0.upTo": "2",
    "steps.0.price.USD": "1",
    "steps.1.upTo": "1,5",
    "steps.1.price.USD": "2",
  };
  expect(read(twice).wrong).toEqual({
    steps: "Each step must end at a higher weight than the one before it.",
  });
  const gap = { "steps.1.upTo": "31,5", "steps.1.price.EUR": "10,90", "transit.max": "4" };
  expect(read(gap)).toMatchObject({
    wrong: {},
    method: {
      tariff: { by: "weight", steps: [{ upTo: 31_500, prices: { EUR: 1_090 } }] },
      transit: { min: 4, max: 4 },
    },
  });
});

test("a calendar without working days and a wrong rate are named at their fields", () => {
  const wrong: Record<string, string> = {};
  readCalendar({ days: "x", cutOff: "25:00", closedDays: "2026-13-01" }, wrong);
  expect(Object.keys(wrong).sort()).toEqual(["closedDays", "cutOff", "days", "workingDays"]);
  const rates: Record<string, string> = {};
  const typed = { area: "DE", inclusive: "yes", shippingClass: "standard", "rates.0.standard": "19.555" };
  readArea({ ...typed, "rates.1.from": "2027-01-01", "rates.1.standard": "120" }, rates);
  expect(rates).toEqual({
    "rates.0.standard": "Enter a rate with at most two decimals, for example 19 or 6.25.",
    "rates.1.standard": "Enter a rate of 100 % at most.",
  });
});
