import { deliveryOffer, homeCountry, Pricing } from "@securecart/core/pricing";
import { expect, test } from "vitest";

const { shipping } = Pricing.rulesOf([]);
const rules = { shipping, timeZone: "UTC", at: "2026-12-01T09:00:00.000Z" };
const parcel = { currency: "USD", subtotal: 2400, grams: 500 } as const;

test("a shopper is told the cheapest delivery, its dates, and from when it is free", () => {
  expect(deliveryOffer({ rules, country: "US", ...parcel })).toEqual({
    place: "the United States",
    amount: 590,
    freeFrom: 7500,
    promise: { from: "2026-12-04", to: "2026-12-08" },
    transit: { min: 3, max: 5 },
    until: "2026-12-01T14:00:00.000Z",
  });
  expect(deliveryOffer({ rules, country: "US", ...parcel, subtotal: 7500 })).toMatchObject({
    amount: 0,
    freeFrom: null,
  });
  expect(deliveryOffer({ rules, country: "GB", ...parcel })).toMatchObject({ amount: 1990, freeFrom: null });
  expect(deliveryOffer({ rules, country: "BR", ...parcel })).toBeNull();
});

test("a promise holds until the next cut-off in the shop's time zone, also when clocks change", () => {
  const until = (at: string, timeZone = "UTC") =>
    deliveryOffer({ rules: { shipping, timeZone, at }, country: "US", ...parcel })?.until;
  expect(until("2026-12-01T13:59:59.000Z")).toBe("2026-12-01T14:00:00.000Z");
  expect(until("2026-12-01T14:00:00.000Z")).toBe("2026-12-02T14:00:00.000Z");
  // Berlin: 14:00 is 13:00 UTC in winter and 12:00 UTC in summer; clocks change on 2026-03-29 and 2026-10-25.
  expect(until("2026-03-28T14:00:00.000Z", "Europe/Berlin")).toBe("2026-03-29T12:00:00.000Z");
  expect(until("2026-10-24T14:00:00.000Z", "Europe/Berlin")).toBe("2026-10-25T13:00:00.000Z");
});

test("the country of a shopper of whom nothing is known is the first that a zone names", () => {
  expect(homeCountry(shipping)).toBe("US");
  const [domestic, europe] = shipping.zones;
  if (!domestic || !europe) throw new Error("A new shop has two zones at least.");
  expect(homeCountry({ ...shipping, zones: [{ ...domestic, places: ["US-PR"] }, europe] })).toBe("AT");
});
