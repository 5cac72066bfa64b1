import type { SaleCurrency } from "../catalog/types";

/** Where the merchant delivers, how and for how much. Amounts in minor units of each currency, weights in grams. */
export type Zone = "domestic" | "europe" | "world";

type Prices = Record<SaleCurrency, number>;

/** What a way costs: by weight up to the last step, beyond which it is not offered; or by the sum of the goods. */
type Tariff =
  | { by: "weight"; steps: { upTo: number; prices: Prices }[] }
  | { by: "price"; steps: { from: Prices; prices: Prices }[] };

export type DeliveryOption = {
  id: string;
  label: string;
  description: string;
  zones: Zone[];
  tariff: Tariff;
  /** From this sum of goods on it is free. */
  freeFrom?: Prices;
};

export const countries: { code: string; name: string; zone: Zone }[] = [
  { code: "US", name: "United States", zone: "domestic" },
  { code: "AT", name: "Austria", zone: "europe" },
  { code: "BE", name: "Belgium", zone: "europe" },
  { code: "CA", name: "Canada", zone: "world" },
  { code: "DK", name: "Denmark", zone: "europe" },
  { code: "FI", name: "Finland", zone: "europe" },
  { code: "FR", name: "France", zone: "europe" },
  { code: "DE", name: "Germany", zone: "europe" },
  { code: "IE", name: "Ireland", zone: "europe" },
  { code: "IT", name: "Italy", zone: "europe" },
  { code: "JP", name: "Japan", zone: "world" },
  { code: "NL", name: "Netherlands", zone: "europe" },
  { code: "ES", name: "Spain", zone: "europe" },
  { code: "SE", name: "Sweden", zone: "europe" },
  { code: "GB", name: "United Kingdom", zone: "world" },
];

/** Parts of a country that are in no zone, by code and by name: the carriers' domestic rates do not go there. */
const outside: { country: string; regions: string[] }[] = [
  {
    country: "US",
    regions: [
      "AS",
      "AMERICAN SAMOA",
      "GU",
      "GUAM",
      "MP",
      "NORTHERN MARIANA ISLANDS",
      "PR",
      "PUERTO RICO",
      "VI",
      "VIRGIN ISLANDS",
    ],
  },
];

export const deliveryOptions: DeliveryOption[] = [
  {
    id: "standard",
    label: "Standard",
    description: "3 to 5 working days",
    zones: ["domestic", "europe"],
    tariff: {
      by: "weight",
      steps: [
        { upTo: 10_000, prices: { USD: 590, EUR: 490 } },
        { upTo: 31_500, prices: { USD: 1290, EUR: 1090 } },
        { upTo: 500_000, prices: { USD: 5900, EUR: 4900 } },
      ],
    },
    freeFrom: { USD: 7500, EUR: 7000 },
  },
  {
    id: "express",
    label: "Express",
    description: "1 to 2 working days",
    zones: ["domestic", "europe"],
    tariff: {
      by: "weight",
      steps: [
        { upTo: 10_000, prices: { USD: 1490, EUR: 1290 } },
        { upTo: 31_500, prices: { USD: 2490, EUR: 2190 } },
      ],
    },
  },
  {
    id: "international",
    label: "International",
    description: "5 to 10 working days, insured",
    zones: ["world"],
    tariff: {
      by: "price",
      steps: [
        { from: { USD: 0, EUR: 0 }, prices: { USD: 1990, EUR: 1790 } },
        { from: { USD: 30_000, EUR: 28_000 }, prices: { USD: 2990, EUR: 2690 } },
      ],
    },
  },
];

type Place = { country: string; region?: string | undefined };
type Parcel = { currency: SaleCurrency; subtotal: number; grams: number };

/** The zone of an address, or null when we do not deliver there. */
export function zoneOf({ country, region }: Place): Zone | null {
  const part = (region ?? "").trim().toUpperCase();
  if (outside.some((place) => place.country === country && place.regions.includes(part))) return null;
  return countries.find(({ code }) => code === country)?.zone ?? null;
}

/** The ways to deliver goods of this sum and weight and what each costs; none when they cannot go there. */
export function deliveriesTo({ country, region, ...parcel }: Place & Parcel) {
  const zone = zoneOf({ country, region });
  if (!zone) return [];
  return deliveryOptions
    .filter(({ zones }) => zones.includes(zone))
    .flatMap(({ id, label, description, tariff, freeFrom }) => {
      const listed = costOf(tariff, parcel);
      if (listed === null) return [];
      const amount = freeFrom && parcel.subtotal >= freeFrom[parcel.currency] ? 0 : listed;
      return [{ id, label, description, amount }];
    });
}

function costOf(tariff: Tariff, { currency, subtotal, grams }: Parcel): number | null {
  const step =
    tariff.by === "weight"
      ? tariff.steps.find(({ upTo }) => grams <= upTo)
      : tariff.steps.findLast(({ from }) => subtotal >= from[currency]);
  return step?.prices[currency] ?? null;
}
