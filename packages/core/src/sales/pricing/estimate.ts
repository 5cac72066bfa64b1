import type { SaleCurrency } from "#platform/money";
import { Place } from "#platform/place";
import type { Rules } from "./rules";
import type { TaxRule } from "./schemas";
import { type DeliveryOption, deliveriesTo, zoneOf } from "./shipping";
import { taxFor } from "./tax";

type Estimated = {
  rules: Rules;
  /** Country code, and a postcode if the shopper gave one. */
  country: string;
  postcode?: string | undefined;
  currency: SaleCurrency;
  subtotal: number;
  grams: number;
};

export type Estimate = {
  /** Name of the place, for a sentence. */
  name: string;
  /** False when the postcode is missing or unknown, so that the country decided. */
  isExact: boolean;
  /** Name of the zone; null when we do not deliver there. */
  zone: string | null;
  options: DeliveryOption[];
  tax: TaxRule;
  taxArea: string;
};

/** Returns what a shopper in a place would be offered now: delivery options with prices and dates, and the tax. */
export function estimate({ rules, country, postcode = "", ...parcel }: Estimated): Estimate {
  const found = postcode.trim() ? Place.resolve({ country, postalCode: postcode, city: "" }) : null;
  const isExact = found !== null && !found.refused;
  const place = isExact ? found : { territory: country, country, taxArea: country };
  return {
    name: isExact ? found.name : Place.nameInSentence(country),
    isExact,
    zone: zoneOf(rules.shipping, place)?.name ?? null,
    options: deliveriesTo({ rules, place, ...parcel }),
    tax: taxFor({ rules, place }),
    taxArea: place.taxArea,
  };
}
