import { z } from "zod";
import { Money, type SaleCurrency, saleCurrencies } from "../../money";
import { Place } from "../../place";

/** Amounts are minor units of each currency, weights grams. A missing currency has no price. */
const Prices = Money.Amounts;

const steps = 20;
const Grams = z
  .int("Enter a weight.")
  .min(1, "Enter a weight above zero.")
  .max(10_000_000, "Enter a lower weight.");

const WeightSteps = z
  .array(z.object({ upTo: Grams, prices: Prices }))
  .min(1, "Enter at least one step.")
  .max(steps, `Enter ${steps} steps at most.`)
  .refine(
    (all) => all.every(({ upTo }, i) => i === 0 || upTo > (all[i - 1]?.upTo ?? 0)),
    "Each step must end at a higher weight than the one before it.",
  );

const SubtotalSteps = z
  .array(z.object({ from: Prices, prices: Prices }))
  .min(1, "Enter at least one step.")
  .max(steps, `Enter ${steps} steps at most.`)
  .superRefine((all, context) => {
    for (const currency of saleCurrencies) {
      const starts = all.flatMap(({ from, prices }) =>
        prices[currency] === undefined ? [] : [from[currency]],
      );
      const isRising = starts.every(
        (start, i) => start !== undefined && (i === 0 || start > (starts[i - 1] ?? 0)),
      );
      if (!isRising)
        context.addIssue({
          code: "custom",
          message: `Each step must start at a higher subtotal in ${currency} than the one before it.`,
        });
      else if (starts.length > 0 && starts[0] !== 0)
        context.addIssue({ code: "custom", message: `The first step must start at 0 in ${currency}.` });
    }
  });

/** Pricing of a method: one price, by weight up to the last step, or by the subtotal. */
const Tariff = z.discriminatedUnion(
  "by",
  [
    z.object({ by: z.literal("flat"), prices: Prices }),
    z.object({ by: z.literal("weight"), steps: WeightSteps }),
    z.object({ by: z.literal("subtotal"), steps: SubtotalSteps }),
  ],
  "Choose how it is priced.",
);
export type Tariff = z.output<typeof Tariff>;

const Days = z.int("Enter a number of days.").min(0).max(90, "Enter 90 days at most.");

export const ShippingMethod = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  name: z.string().trim().min(1, "Enter a name.").max(60, "Enter 60 characters at most."),
  description: z.string().trim().max(200, "Enter 200 characters at most."),
  active: z.boolean(),
  tariff: Tariff,
  /** Subtotal from which it is free. */
  freeFrom: Prices,
  /** Days on the way, in working days of the destination. Null: no delivery date is promised. */
  transit: z
    .object({ min: Days, max: Days })
    .refine(({ min, max }) => min <= max, "Enter a longest time that is not shorter than the shortest.")
    .nullable(),
});
export type ShippingMethod = z.output<typeof ShippingMethod>;

/** A day, "2026-12-24", or the same day of each year, "12-25". */
const ClosedDay = z
  .string()
  .refine(
    (day) => z.iso.date().safeParse(day.length === 5 ? `2024-${day}` : day).success,
    "Enter a day as 2026-12-24, or as 12-25 for each year.",
  );
const ClosedDays = z.array(ClosedDay).max(100, "Enter 100 days at most.");

export const ShippingZone = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  name: z.string().trim().min(1, "Enter a name.").max(60, "Enter 60 characters at most."),
  /** Countries, and parts of countries that are not treated as their country is. */
  places: z.array(z.string().refine((id) => Place.nameOf(id) !== null, "Choose places from the list.")),
  /** True when it also has every place that is in no other zone. */
  restOfWorld: z.boolean(),
  /** Days on which carriers do not deliver there, besides weekends. */
  holidays: ClosedDays,
  methods: z.array(ShippingMethod).max(12, "A zone has 12 methods at most."),
});
export type ShippingZone = z.output<typeof ShippingZone>;

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export const Handling = z.object({
  /** Working days of the shop that an order takes before it is handed to the carrier. */
  days: Days,
  /** Time of day in the shop's time zone until which an order counts as placed that day. */
  cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, for example 14:00."),
  /** Days of the week on which the shop sends parcels, 1 for Monday to 7 for Sunday. */
  workingDays: z
    .array(z.literal(weekdays))
    .min(1, "Choose at least one working day. Without one, no order would ever leave."),
  closedDays: ClosedDays,
});

/** Longest configuration, as JSON: it is read with every checkout. */
const longest = 60_000;

const Shape = z
  .object({
    zones: z
      .array(ShippingZone)
      .min(1, "A shop needs at least one zone.")
      .max(40, "A shop has 40 zones at most."),
    /** Places that are not delivered to, whatever the zones say. */
    excluded: z.array(z.string()).max(300),
    handling: Handling,
  })
  .superRefine(({ zones }, context) => {
    const first = new Map<string, string>();
    for (const [i, zone] of zones.entries())
      for (const place of zone.places) {
        const other = first.get(place);
        if (other !== undefined)
          context.addIssue({
            code: "custom",
            path: ["zones", i, "places"],
            message: `${Place.nameOf(place)} is in the zone ${other} already. A place is in one zone only.`,
          });
        first.set(place, zone.name);
      }
    if (zones.filter(({ restOfWorld }) => restOfWorld).length > 1)
      context.addIssue({
        code: "custom",
        path: ["zones"],
        message: "Only one zone can be the rest of the world.",
      });
    if (!zones.some(({ places, restOfWorld }) => restOfWorld || places.length > 0))
      context.addIssue({
        code: "custom",
        path: ["zones"],
        message: "Choose a place for at least one zone, else nothing can be delivered.",
      });
    if (JSON.stringify(zones).length > longest)
      context.addIssue({
        code: "custom",
        path: ["zones"],
        message: "The zones have too many methods and steps. Remove some.",
      });
  });

/**
 * Price level of each currency, in its minor units for 100 US cents. The rates of a new shop follow it until the merchant
 * enters others; in dollars and euros they are written out.
 */
const levels: Omit<Record<SaleCurrency, number>, "USD" | "EUR"> = {
  GBP: 80,
  CAD: 135,
  AUD: 150,
  NZD: 165,
  CHF: 90,
  SEK: 1_000,
  NOK: 1_000,
  DKK: 650,
  PLN: 400,
  CZK: 2_200,
  JPY: 150,
  SGD: 130,
  HKD: 800,
  MXN: 1_800,
};

/** Returns an amount in all currencies: those that are not given by their price level, rounded up to tens of minor units. */
const all = (USD: number, EUR: number): Money.Amounts => ({
  USD,
  EUR,
  ...Object.fromEntries(
    Object.entries(levels).map(([currency, level]) => [currency, 10 * Math.ceil((USD * level) / 1_000)]),
  ),
});
const free = all(7500, 7000);

const standard = (): ShippingMethod => ({
  id: "standard",
  name: "Standard",
  description: "3 to 5 working days",
  active: true,
  tariff: {
    by: "weight",
    steps: [
      { upTo: 10_000, prices: all(590, 490) },
      { upTo: 31_500, prices: all(1290, 1090) },
      { upTo: 500_000, prices: all(5900, 4900) },
    ],
  },
  freeFrom: free,
  transit: { min: 3, max: 5 },
});

const express = (): ShippingMethod => ({
  id: "express",
  name: "Express",
  description: "1 to 2 working days",
  active: true,
  tariff: {
    by: "weight",
    steps: [
      { upTo: 10_000, prices: all(1490, 1290) },
      { upTo: 31_500, prices: all(2490, 2190) },
    ],
  },
  freeFrom: {},
  transit: { min: 1, max: 2 },
});

const military = (): ShippingMethod => ({
  id: "military",
  name: "Military mail",
  description: "Delivered by the Military Postal Service, which gives no delivery date",
  active: true,
  tariff: {
    by: "weight",
    steps: [
      { upTo: 10_000, prices: all(590, 490) },
      { upTo: 31_500, prices: all(1290, 1090) },
    ],
  },
  freeFrom: free,
  transit: null,
});

const international = (): ShippingMethod => ({
  id: "international",
  name: "International",
  description: "5 to 10 working days, insured",
  active: true,
  tariff: {
    by: "subtotal",
    steps: [
      { from: all(0, 0), prices: all(1990, 1790) },
      { from: all(30_000, 28_000), prices: all(2990, 2690) },
    ],
  },
  freeFrom: {},
  transit: { min: 5, max: 10 },
});

const zone = (id: string, name: string, places: string, methods: ShippingMethod[]): ShippingZone => ({
  id,
  name,
  places: places.split(" "),
  restOfWorld: false,
  holidays: [],
  methods,
});

/** Returns the zones of a new shop. Parcels across a customs or tax border are international. */
const defaultZones = (): ShippingZone[] => [
  zone("domestic", "United States", "US", [standard(), express()]),
  zone("europe", "Europe", "AT BE DK FI FR DE IE IT NL ES SE", [standard(), express()]),
  zone(
    "world",
    "International",
    "CA JP GB DE-27498 DE-78266 ES-CE ES-CN ES-ML FI-01 FR-971 FR-972 FR-973 FR-974 FR-976 FR-BL FR-MF FR-PM IT-22061 IT-23041",
    [international()],
  ),
  zone("military", "Military mail", "US-AA US-AE US-AP", [military()]),
];

/** Values as they were saved; a value of another kind has no fields. */
const Saved = z.looseObject({ handling: z.looseObject({}).catch({}) }).catch({ handling: {} });

/** Shipping zones with their methods, and how long orders take to leave. Every field has a default. */
export const shipping = z.preprocess((given) => {
  const { handling, ...saved } = Saved.parse(given);
  return {
    zones: defaultZones(),
    excluded: [],
    ...saved,
    handling: { days: 0, cutOff: "14:00", workingDays: [1, 2, 3, 4, 5], closedDays: [], ...handling },
  };
}, Shape);
export type Shipping = z.output<typeof Shape>;
