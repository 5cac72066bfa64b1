import type { SaleCurrency } from "#platform/money";
import { Place } from "#platform/place";
import type { Shipping, ShippingMethod, ShippingZone, Tariff } from "#platform/settings";
import { type DateRange, promiseOf } from "./promise";
import type { Rules } from "./rules";

/** Delivery method that is offered to a shopper. The amount is in minor units of the cart's currency. */
export type DeliveryOption = {
  id: string;
  label: string;
  description: string;
  amount: number;
  /** Days on which the parcel arrives if it is ordered now; null when no date is promised. */
  promise: DateRange | null;
};

/**
 * Territories that do not follow their country when they are in no zone themselves: parcels cross a customs or tax border,
 * or a carrier of their own delivers them.
 */
const separate = new Set([
  ...["US-AA", "US-AE", "US-AP", "US-AS", "US-GU", "US-MP", "US-PR", "US-VI", "FM", "MH", "PW"],
  ...["DE-27498", "DE-78266", "ES-CE", "ES-CN", "ES-ML", "FI-01", "IT-22061", "IT-23041", "SM", "VA"],
  ...["FR-971", "FR-972", "FR-973", "FR-974", "FR-976", "FR-BL", "FR-MF", "FR-PM"],
  ...["FR-00", "FR-NC", "FR-PF", "FR-TF", "FR-WF", "FO", "GL", "GB-BFPO"],
]);

/** Tells whether a territory is delivered to only where a zone names it. */
export const isSeparate = (territory: string) => separate.has(territory);

type Where = Pick<Place.Destination, "territory" | "country">;
/** Parcel to deliver. The subtotal is in minor units. */
export type Parcel = { currency: SaleCurrency; subtotal: number; grams: number };

/**
 * Returns the zone of a place, or null when we do not deliver there: the zone that names the territory, else its country's,
 * else the rest of the world.
 */
export function zoneOf({ zones, excluded }: Shipping, { territory, country }: Where): ShippingZone | null {
  if (excluded.includes(territory) || excluded.includes(country)) return null;
  const named = (place: string) => zones.find(({ places }) => places.includes(place));
  const own = named(territory) ?? (separate.has(territory) ? undefined : named(country));
  if (own) return own;
  const isKnown = Place.countryOf(country) !== null;
  return (isKnown && zones.find(({ restOfWorld }) => restOfWorld)) || null;
}

/** Returns the countries with a place that we deliver to, by name. */
export const countriesOf = (shipping: Shipping): { code: string; name: string }[] =>
  Place.countryList
    .filter(({ id }) =>
      [id, ...Place.partsOf(id).map((part) => part.id)].some((territory) =>
        zoneOf(shipping, { territory, country: id }),
      ),
    )
    .map(({ id, name }) => ({ code: id, name }));

/** Returns the delivery options of a parcel with their prices and dates; none when it cannot be delivered. */
export function deliveriesTo({
  rules,
  place,
  ...parcel
}: Parcel & { rules: Omit<Rules, "taxes" | "currencies">; place: Where }): DeliveryOption[] {
  const zone = zoneOf(rules.shipping, place);
  if (!zone) return [];
  return zone.methods
    .filter(({ active }) => active)
    .flatMap((method) => {
      const amount = costOf(method, parcel);
      if (amount === null) return [];
      const { id, name: label, description } = method;
      return [{ id, label, description, amount, promise: promiseOf(rules, zone, method) }];
    });
}

/** Returns the price of a method for a parcel, or null when it is not offered. */
function costOf({ tariff, freeFrom }: ShippingMethod, parcel: Parcel): number | null {
  const listed = listedCost(tariff, parcel);
  const threshold = freeFrom[parcel.currency];
  return listed !== null && threshold !== undefined && parcel.subtotal >= threshold ? 0 : listed;
}

function listedCost(tariff: Tariff, { currency, subtotal, grams }: Parcel): number | null {
  switch (tariff.by) {
    case "flat":
      return tariff.prices[currency] ?? null;
    case "weight":
      return tariff.steps.find(({ upTo }) => grams <= upTo)?.prices[currency] ?? null;
    case "subtotal": {
      const step = tariff.steps.findLast(
        ({ from, prices }) =>
          prices[currency] !== undefined && subtotal >= (from[currency] ?? Number.POSITIVE_INFINITY),
      );
      return step?.prices[currency] ?? null;
    }
  }
}
