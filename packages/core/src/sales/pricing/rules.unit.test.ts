import { Money, saleCurrencies } from "@securecart/core/money";
import { Place } from "@securecart/core/place";
import { Pricing, type Rules, taxFor, zoneOf } from "@securecart/core/pricing";
import { Settings, type Shipping, type ShippingMethod, type Taxes } from "@securecart/core/settings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const defaults = Pricing.rulesOf([]);
const { shipping: shippingShape, taxes: taxesShape } = Settings.groups;

const parcel = { currency: "USD" as const, subtotal: 1_000, grams: 500 };
const at = (id: string) => Place.byId(id) ?? { territory: id, country: id, taxArea: id };
const texts = (rules: Rules) => Pricing.problemsOf(rules).map(({ text }) => text);
const warnings = (rules: Rules) =>
  Pricing.problemsOf(rules).flatMap(({ level, text }) => (level === "warning" ? [text] : []));

const flat = (more: Partial<ShippingMethod> = {}): ShippingMethod => ({
  id: "flat",
  name: "Flat",
  description: "",
  active: true,
  tariff: { by: "flat", prices: { USD: 500, EUR: 450 } },
  freeFrom: {},
  transit: null,
  ...more,
});

const withZones = (...zones: Partial<Shipping["zones"][number]>[]): Rules => ({
  ...defaults,
  shipping: shippingShape.parse({
    zones: zones.map((zone, i) => ({
      id: `zone${i}`,
      name: `Zone ${i}`,
      places: [],
      restOfWorld: false,
      holidays: [],
      methods: [flat()],
      ...zone,
    })),
  }),
});

const withTaxes = (taxes: Partial<Taxes>): Rules => ({ ...defaults, taxes: taxesShape.parse(taxes) });

const issues = (given: unknown) =>
  shippingShape.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

test("the defaults fit together", () => {
  expect(warnings(defaults)).toEqual([]);
});

describe("a zone", () => {
  test("has a territory that it names, although the country is in another one", () => {
    const rules = withZones(
      { places: ["ES", "FR-971"] },
      { places: ["FR", "ES-CN", "US-AK"] },
      { places: ["US"] },
    );
    const zone = (id: string) => zoneOf(rules.shipping, at(id))?.id ?? null;
    expect(["ES", "ES-CN", "ES-CE", "FR", "FR-971", "FR-972"].map(zone)).toEqual([
      ...["zone0", "zone1", null],
      ...["zone1", "zone0", null],
    ]);
    expect(["US-CA", "US-AK", "US-PR"].map(zone)).toEqual(["zone2", "zone1", null]);
  });

  test("of the rest of the world has each place in no other zone, but none that is excluded", () => {
    const rules = withZones({ places: ["US"] }, { restOfWorld: true });
    rules.shipping.excluded = ["JP", "US-PR"];
    const zone = (id: string) => zoneOf(rules.shipping, at(id))?.id ?? null;
    expect(["US-CA", "US-VI", "DE", "ES-CN", "JP-13", "US-PR"].map(zone)).toEqual([
      ...["zone0", "zone1", "zone1", "zone1", null, null],
    ]);
    expect(zoneOf(rules.shipping, { territory: "AQ", country: "AQ" })).toBeNull();
    expect(Pricing.countriesOf(rules.shipping).map(({ code }) => code)).not.toContain("JP");
  });

  test("cannot share a place with another, and at least one has a place", () => {
    const zones = withZones({ places: ["FR"] }, { places: ["DE"] }).shipping.zones;
    const twice = zones.map((zone) => ({ ...zone, places: ["FR"] }));
    expect(issues({ zones: twice })).toEqual([
      "France is in the zone Zone 0 already. A place is in one zone only.",
    ]);
    expect(issues({ zones: zones.map((zone) => ({ ...zone, places: [] })) })).toHaveLength(1);
    expect(issues({ zones: [] })).toContain("A shop needs at least one zone.");
    expect(issues({ zones: zones.map((zone) => ({ ...zone, restOfWorld: true })) })).toEqual([
      "Only one zone can be the rest of the world.",
    ]);
  });
});

describe("a tariff", () => {
  const priced = (tariff: ShippingMethod["tariff"], more: Partial<ShippingMethod> = {}) => {
    const rules = withZones({ places: ["US"], methods: [flat({ tariff, ...more })] });
    return (changed: Partial<Parameters<typeof Pricing.deliveriesTo>[0]>) =>
      Pricing.deliveriesTo({ rules, place: at("US"), ...parcel, ...changed })[0]?.amount;
  };

  test("by weight ends with its last step, and a currency without a price is not offered", () => {
    const cost = priced({
      by: "weight",
      steps: [
        { upTo: 1_000, prices: { USD: 500, EUR: 400 } },
        { upTo: 2_000, prices: { USD: 900 } },
      ],
    });
    expect([1_000, 1_001, 2_000, 2_001].map((grams) => cost({ grams }))).toEqual([500, 900, 900, undefined]);
    expect([1_000, 1_001].map((grams) => cost({ grams, currency: "EUR" }))).toEqual([400, undefined]);
  });

  test("by subtotal begins at zero", () => {
    const cost = priced({
      by: "subtotal",
      steps: [
        { from: { USD: 0 }, prices: { USD: 800 } },
        { from: { USD: 5_000 }, prices: { USD: 300 } },
      ],
    });
    expect([0, 4_999, 5_000].map((subtotal) => cost({ subtotal }))).toEqual([800, 800, 300]);
    expect(cost({ currency: "EUR" })).toBeUndefined();
  });

  test("is free from a subtotal, and a paused method is not offered", () => {
    const tariff = { by: "flat" as const, prices: { USD: 500 } };
    const cost = priced(tariff, { freeFrom: { USD: 2_000 } });
    expect([1_999, 2_000].map((subtotal) => cost({ subtotal }))).toEqual([500, 0]);
    expect(priced(tariff, { active: false })({})).toBeUndefined();
  });

  test("with steps that overlap or a gap at the start is refused", () => {
    const zones = (tariff: unknown) => ({
      zones: [{ ...withZones({ places: ["US"] }).shipping.zones[0], methods: [{ ...flat(), tariff }] }],
    });
    const weights = [2_000, 1_000].map((upTo) => ({ upTo, prices: {} }));
    expect(issues(zones({ by: "weight", steps: weights }))).toEqual([
      "Each step must end at a higher weight than the one before it.",
    ]);
    const subtotals = [0, 0].map((USD) => ({ from: { USD }, prices: { USD: 1 } }));
    expect(issues(zones({ by: "subtotal", steps: subtotals }))).toEqual([
      "Each step must start at a higher subtotal in USD than the one before it.",
    ]);
    expect(issues(zones({ by: "subtotal", steps: [{ from: { USD: 5 }, prices: { USD: 1 } }] }))).toEqual([
      "The first step must start at 0 in USD.",
    ]);
  });
});

test("a calendar without a working day is refused", () => {
  const handling = { ...defaults.shipping.handling, workingDays: [] };
  expect(issues({ handling })).toEqual([
    "Choose at least one working day. Without one, no order would ever leave.",
  ]);
  expect(issues({ handling: { closedDays: ["2026-02-30"] } })).toHaveLength(1);
  expect(issues({ handling: { closedDays: ["2026-12-24", "02-29"] } })).toEqual([]);
});

describe("joint problems", () => {
  test("a destination without a tax rate is named, unless no tax is due there", () => {
    const areas = defaults.taxes.areas.filter(({ area }) => area !== "DE");
    expect(warnings(withTaxes({ areas }))).toEqual([
      "You ship to Germany but have no tax rate for it: no tax is charged there.",
    ]);
    expect(warnings({ ...withZones({ places: ["US"] }), taxes: taxesShape.parse({ areas }) })).toEqual([]);
    expect(texts(withTaxes({ home: "US", registrations: [], areas: [] })).join()).not.toContain("Germany");
  });

  test("a zone without an active method, and a method without a price, are named", () => {
    const paused = withZones({ places: ["US"], methods: [flat({ active: false })] });
    expect(warnings(paused)).toContain(
      "The zone Zone 0 has no active method, so shoppers there cannot order.",
    );
    const dollars = flat({ tariff: { by: "flat", prices: { USD: 1 } } });
    const euros = flat({ tariff: { by: "flat", prices: { EUR: 1 } } });
    expect(warnings(withZones({ places: ["US"], methods: [euros, flat()] }))).toEqual([
      "The method Flat of the zone Zone 0 has no price in USD, so it is not offered in USD.",
    ]);
    expect(warnings(withZones({ places: ["US"], methods: [euros] }))).toEqual([
      "No method of the zone Zone 0 has a price in USD, so orders in USD cannot be delivered there.",
    ]);
    // Nobody pays in a further currency of prices, so no method needs a price in it.
    expect(warnings(withZones({ places: ["US"], methods: [dollars] }))).toEqual([]);
  });

  test("the end of the weight steps is noted when no method takes heavier parcels", () => {
    const steps = [{ upTo: 31_500, prices: { USD: 1, EUR: 1 } }];
    const light = flat({ id: "light", name: "Light", tariff: { by: "weight", steps } });
    const note =
      "The weight steps of Light end at 31.5 kg, so heavier parcels cannot be ordered to the zone Zone 0.";
    expect(texts(withZones({ places: ["US"], methods: [light] }))).toContain(note);
    expect(texts(withZones({ places: ["US"], methods: [light, flat()] }))).not.toContain(note);
  });

  test("countries and territories in no zone are noted", () => {
    const found = texts(withZones({ places: ["US"] })).join("\n");
    expect(found).toContain("Countries in no zone, which you do not deliver to: Austria, Belgium");
    expect(found).toContain("Puerto Rico");
    expect(texts(withZones({ restOfWorld: true })).join("\n")).not.toContain("in no zone");
  });

  test("a rate without a registration and a registration without a rate are named", () => {
    const { registrations, areas } = defaults.taxes;
    const none = registrations.filter(({ area }) => area !== "US-TX");
    expect(warnings(withTaxes({ registrations: none }))).toEqual([
      "You charge tax in Texas but have entered no registration for it.",
    ]);
    expect(warnings(withTaxes({ areas: areas.filter(({ area }) => area !== "US-TX") }))).toEqual([
      "You are registered in Texas but have no tax rate for it.",
    ]);
  });
});

test("a tax number at home that is no VAT number is named", () => {
  const numbered = (number: string) =>
    warnings(
      withTaxes({
        registrations: defaults.taxes.registrations.map((one) =>
          one.area === "IE" ? { ...one, number } : one,
        ),
      }),
    );
  expect(numbered("ie 1000000 H")).toEqual([]);
  expect(numbered("DE100000008")).toHaveLength(1);
  expect(numbered("none yet")[0]).toContain("not a VAT number of Ireland");
});

describe("a tax rate", () => {
  const rates = [
    { from: null, standard: 1900, reduced: 700 },
    { from: "2027-01-01", standard: 2000, reduced: 800 },
  ];
  const areas = [{ area: "DE", inclusive: true, shippingClass: "standard" as const, rates }];
  const germany = (moment: string, timeZone = "UTC") =>
    taxFor({ rules: { ...withTaxes({ areas }), at: moment, timeZone }, place: { taxArea: "DE" } }).rates
      .standard;

  test("that was entered ahead begins at midnight in the shop's time zone", () => {
    expect(germany("2026-12-31T23:59:59Z")).toBe(1900);
    expect(germany("2027-01-01T00:00:00Z")).toBe(2000);
    expect(germany("2026-12-31T23:00:00Z", "Europe/Berlin")).toBe(2000);
  });

  test("of a country applies in its provinces, but not in its separate territories", () => {
    const entry = (area: string, standard: number) => ({
      ...{ area, inclusive: false, shippingClass: "standard" as const },
      rates: [{ from: null, standard, reduced: 0 }],
    });
    const rules = withTaxes({ areas: [entry("CA", 500), entry("CA-ON", 1300), entry("ES", 2100)] });
    const standard = (taxArea: string) => taxFor({ rules, place: { taxArea } }).rates.standard;
    expect(["CA-ON", "CA-QC", "ES", "ES-CN", "CA"].map(standard)).toEqual([1300, 500, 2100, 0, 500]);
  });

  test("is not charged to a business at the destination until the merchant is registered there, too", () => {
    const registrations = [...defaults.taxes.registrations, { area: "DE", number: "", from: "2027-01-01" }];
    const exempt = (moment: string) =>
      taxFor({
        rules: { ...withTaxes({ registrations }), at: moment },
        place: { taxArea: "DE" },
        taxId: "DE100000008",
      }).exempt;
    expect(exempt("2026-12-31T00:00:00Z")).toBe("reverse_charge");
    expect(exempt("2027-01-01T00:00:00Z")).toBeUndefined();
  });
});

const prices = fc.record({ USD: fc.nat(9_999), EUR: fc.nat(9_999) }, { requiredKeys: [] });
const rising = (count: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 90_000 }), { minLength: count, maxLength: count })
    .map((all) => all.sort((a, b) => a - b));
const tariff: fc.Arbitrary<ShippingMethod["tariff"]> = fc.oneof(
  fc.record({ by: fc.constant("flat" as const), prices }),
  rising(3).chain((ends) =>
    fc.record({
      by: fc.constant("weight" as const),
      steps: fc
        .tuple(prices, prices, prices)
        .map((all) => all.map((one, i) => ({ upTo: ends[i] ?? 1, prices: one }))),
    }),
  ),
  rising(2).map(([second = 1, third = 2]) => ({
    by: "subtotal" as const,
    steps: [0, second, third].map((from) => ({
      from: { USD: from, EUR: from },
      prices: { USD: from, EUR: 5 },
    })),
  })),
);
const allPlaces = Place.countryList.flatMap(({ id }) => [id, ...Place.partsOf(id).map((part) => part.id)]);
const configuration = fc
  .record({
    places: fc.array(fc.subarray(allPlaces, { maxLength: 30 }), { minLength: 1, maxLength: 4 }),
    methods: fc.array(
      fc.array(fc.record({ tariff, freeFrom: prices, active: fc.boolean() }), { maxLength: 3 }),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    restOfWorld: fc.boolean(),
    excluded: fc.subarray(allPlaces, { maxLength: 3 }),
    standard: fc.nat(2_700),
  })
  .map(({ places, methods, restOfWorld, excluded, standard }) => ({
    standard,
    given: {
      zones: places.map((some, i) => ({
        ...{ id: `z${i}`, name: `Z${i}`, places: some, restOfWorld: restOfWorld && i === 0, holidays: [] },
        methods: (methods[i] ?? []).map((one, k) =>
          flat({ id: `m${k}`, transit: { min: k, max: k + 2 }, ...one }),
        ),
      })),
      excluded,
    },
  }));

test("any configuration that is accepted prices every destination, or says that it is not delivered", () => {
  let accepted = 0;
  fc.assert(
    fc.property(configuration, fc.nat(100_000), fc.nat(100_000), ({ given, standard }, grams, subtotal) => {
      const parsed = shippingShape.safeParse(given);
      if (!parsed.success) return;
      accepted += 1;
      const areas = [
        {
          area: "US",
          inclusive: false,
          shippingClass: "standard" as const,
          rates: [{ from: null, standard, reduced: 0 }],
        },
      ];
      const rules = { ...defaults, shipping: parsed.data, taxes: { ...defaults.taxes, areas } };
      Pricing.problemsOf(rules);
      for (const id of allPlaces)
        for (const currency of saleCurrencies) {
          const place = at(id);
          const offered = Pricing.deliveriesTo({ rules, place, currency, grams, subtotal });
          if (zoneOf(parsed.data, place) === null && offered.length > 0)
            throw new Error(`${id} is in no zone.`);
          for (const { amount, promise } of offered) {
            const totals = Pricing.price({
              currency,
              lines: [],
              shipping: amount,
              tax: taxFor({ rules, place }),
            });
            if (totals.total < amount || totals.total > Money.limit)
              throw new Error(`${id} costs ${totals.total}.`);
            if (!promise || promise.from > promise.to) throw new Error(`${id} has no dates.`);
          }
        }
    }),
    { numRuns: 150 },
  );
  expect(accepted).toBeGreaterThan(20);
});
