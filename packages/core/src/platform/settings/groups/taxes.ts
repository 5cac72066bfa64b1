import { z } from "zod";
import { taxClasses } from "../../money";
import { Place } from "../../place";

/** First day of something, "2027-01-01" in the shop's time zone; null for ever since. */
const From = z.iso.date("Enter a day, for example 2027-01-01.").nullable();

/** Rates are basis points, 1/100 of a percent. */
const BasisPoints = z
  .int("Enter a rate with at most two decimals, for example 19 or 6.25.")
  .min(0)
  .max(10_000, "Enter a rate of 100 % at most.");

const Rate = z.object({ from: From, standard: BasisPoints, reduced: BasisPoints });
export type TaxRate = z.output<typeof Rate>;

const Area = z.string().refine((id) => Place.nameOf(id) !== null, "Choose an area from the list.");

export const TaxedArea = z.object({
  area: Area,
  /** True when prices contain the tax. */
  inclusive: z.boolean(),
  /** Class whose rate delivery has. */
  shippingClass: z.enum(taxClasses, "Choose the rate of delivery."),
  /** Rates in force, and those to come: the latest that has begun counts. */
  rates: z
    .array(Rate)
    .min(1, "Enter a rate.")
    .max(12, "Enter 12 rates at most.")
    .refine(
      (all) => new Set(all.map(({ from }) => from)).size === all.length,
      "Two rates begin on the same day. Change one of them.",
    ),
});
export type TaxedArea = z.output<typeof TaxedArea>;

/** Area of the registration for the Union's One Stop Shop. */
export const oneStopShop = "EU";

const Registration = z.object({
  area: z.literal(oneStopShop).or(Area),
  number: z.string().trim().max(40, "Enter 40 characters at most."),
  from: From,
});
export type TaxRegistration = z.output<typeof Registration>;

const unique = <Item>(items: Item[], key: (item: Item) => string) =>
  new Set(items.map(key)).size === items.length;

export const TaxesShape = z.object({
  /** Tax area in which the seller is established. */
  home: Area,
  registrations: z
    .array(Registration)
    .max(100, "Enter 100 registrations at most.")
    .refine((all) => unique(all, ({ area }) => area), "An area has two registrations. Remove one."),
  areas: z
    .array(TaxedArea)
    .max(200, "Enter 200 areas at most.")
    .refine((all) => unique(all, ({ area }) => area), "An area has two entries. Remove one."),
});
export type Taxes = z.output<typeof TaxesShape>;

const valueAdded = (area: string, standard: number, reduced: number): TaxedArea => ({
  area,
  inclusive: true,
  shippingClass: "standard",
  rates: [{ from: null, standard, reduced }],
});

const salesTax = (area: string, standard: number): TaxedArea => ({
  area,
  inclusive: false,
  shippingClass: "standard",
  rates: [{ from: null, standard, reduced: 0 }],
});

const since = (area: string): TaxRegistration => ({ area, number: "", from: null });

/** Rates and registrations that a merchant can apply at once and then correct. */
export const taxTemplates = {
  europe: {
    name: "EU One Stop Shop",
    registrations: [since(oneStopShop)],
    areas: [
      valueAdded("AT", 2000, 1000),
      valueAdded("BE", 2100, 600),
      valueAdded("DE", 1900, 700),
      valueAdded("DK", 2500, 2500),
      valueAdded("ES", 2100, 1000),
      valueAdded("FI", 2550, 1400),
      valueAdded("FR", 2000, 550),
      valueAdded("IE", 2300, 1350),
      valueAdded("IT", 2200, 1000),
      valueAdded("NL", 2100, 900),
      valueAdded("SE", 2500, 1200),
      // Goods sold to Northern Ireland from the Union are a distance sale, declared in the Union's One Stop Shop at the
      // rates of the United Kingdom (gov.uk, "Overseas businesses selling goods from the EU to Northern Ireland").
      valueAdded("XI", 2000, 500),
    ],
  },
  states: {
    name: "US states",
    registrations: ["US-CA", "US-NY", "US-TX", "US-WA"].map(since),
    areas: [salesTax("US-CA", 725), salesTax("US-NY", 400), salesTax("US-TX", 625), salesTax("US-WA", 650)],
  },
} satisfies Record<string, Pick<Taxes, "registrations" | "areas"> & { name: string }>;

const defaults = (): Taxes => ({
  home: "IE",
  registrations: [since("IE"), ...taxTemplates.europe.registrations, ...taxTemplates.states.registrations],
  areas: [...taxTemplates.europe.areas, ...taxTemplates.states.areas],
});

/** Tax registrations and rates. Every field has a default. */
export const taxes = z.preprocess(
  (given) => ({ ...defaults(), ...z.looseObject({}).catch({}).parse(given) }),
  TaxesShape,
);
