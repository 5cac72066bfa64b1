import type { SaleCurrency } from "#platform/money";
import type { Place } from "#platform/place";

/** Zone of deliveries. Amounts of this file are in minor units of each currency, weights in grams. */
export type Zone = "domestic" | "europe" | "world" | "military";

type Prices = Record<SaleCurrency, number>;

/** Price of an option: by weight up to the last step, above which it is not offered; or by the subtotal. */
type Tariff =
  | { by: "weight"; steps: { upTo: number; prices: Prices }[] }
  | { by: "price"; steps: { from: Prices; prices: Prices }[] };

export type DeliveryOption = {
  id: string;
  label: string;
  description: string;
  zones: Zone[];
  tariff: Tariff;
  /** Subtotal from which it is free. */
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

/**
 * Territories in another zone than their country: parcels across a customs or tax border are international. Null: no
 * delivery.
 */
const apart: Record<string, Zone | null> = {
  "US-AA": "military",
  "US-AE": "military",
  "US-AP": "military",
  "US-AS": null,
  "US-GU": null,
  "US-MP": null,
  "US-PR": null,
  "US-VI": null,
  FM: null,
  MH: null,
  PW: null,
  "DE-27498": "world",
  "DE-78266": "world",
  "ES-CE": "world",
  "ES-CN": "world",
  "ES-ML": "world",
  "FI-01": "world",
  "FR-971": "world",
  "FR-972": "world",
  "FR-973": "world",
  "FR-974": "world",
  "FR-976": "world",
  "FR-BL": "world",
  "FR-MF": "world",
  "FR-PM": "world",
  "FR-00": null,
  "FR-NC": null,
  "FR-PF": null,
  "FR-TF": null,
  "FR-WF": null,
  "IT-22061": "world",
  "IT-23041": "world",
  SM: null,
  VA: null,
  FO: null,
  GL: null,
  "GB-BFPO": null,
};

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
    id: "military",
    label: "Military mail",
    description: "Delivered by the Military Postal Service, which gives no delivery date",
    zones: ["military"],
    tariff: {
      by: "weight",
      steps: [
        { upTo: 10_000, prices: { USD: 590, EUR: 490 } },
        { upTo: 31_500, prices: { USD: 1290, EUR: 1090 } },
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

type Where = Pick<Place.Destination, "territory" | "country">;
type Parcel = { currency: SaleCurrency; subtotal: number; grams: number };

/** Returns the zone of a place, or null when we do not deliver there. */
export function zoneOf({ territory, country }: Where): Zone | null {
  const zone = Object.hasOwn(apart, territory) ? apart[territory] : undefined;
  if (zone !== undefined) return zone;
  return countries.find(({ code }) => code === country)?.zone ?? null;
}

/** Returns the delivery options of a parcel with their prices; none when it cannot be delivered. */
export function deliveriesTo({ place, ...parcel }: Parcel & { place: Where }) {
  const zone = zoneOf(place);
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
