import { Place } from "#platform/place";
import type { Shipping } from "#platform/settings";
import { type DateRange, localTime } from "./promise";
import type { Rules } from "./rules";
import { deliveriesTo, type Parcel, zoneOf } from "./shipping";

/** The cheapest delivery to a country, told before the address is known. Amounts are minor units. */
export type DeliveryOffer = {
  /** Name of the country, for a sentence. */
  place: string;
  amount: number;
  /** Subtotal from which it is free; null when it never is, or already is. */
  freeFrom: number | null;
  /** Days on which the parcel arrives; null when no date is promised. */
  promise: DateRange | null;
  /** Working days between the handover to the carrier and the arrival; null when none are promised. */
  transit: { min: number; max: number } | null;
  /** Moment at which the promise changes, ISO 8601: the next cut-off. */
  until: string;
};

type Asked = Parcel & { rules: Omit<Rules, "taxes" | "currencies">; country: string };

/** Returns the cheapest delivery of a parcel to a country; null when it cannot be delivered there. */
export function deliveryOffer({ rules, country, ...parcel }: Asked): DeliveryOffer | null {
  const place = { territory: country, country };
  const [first, ...others] = deliveriesTo({ rules, place, ...parcel });
  if (!first) return null;
  const { id, amount, promise } = others.reduce(
    (best, one) => (one.amount < best.amount ? one : best),
    first,
  );
  const method = zoneOf(rules.shipping, place)?.methods.find((one) => one.id === id);
  return {
    place: Place.nameInSentence(country),
    amount,
    freeFrom: (amount > 0 && method?.freeFrom[parcel.currency]) || null,
    promise,
    transit: method?.transit ?? null,
    until: nextCutOff(rules),
  };
}

/** Returns the country for which delivery is told to a shopper whose country is unknown: the first that a zone names. */
export const homeCountry = ({ zones }: Shipping) =>
  zones.flatMap(({ places }) => places).find((place) => Place.countryOf(place) === place) ?? null;

const hour = 3_600_000;

/** Returns the next moment at which a clock of the shop shows the cut-off; after it, a later parcel is promised. */
function nextCutOff({ shipping: { handling }, timeZone, at }: Omit<Rules, "taxes" | "currencies">) {
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const minutes = minutesOf(handling.cutOff) - minutesOf(localTime(at, timeZone).time);
  const start = Math.floor(Date.parse(at) / 60_000) * 60_000;
  const expected = start + ((minutes + 1440) % 1440 || 1440) * 60_000;
  // On a day on which clocks change, the moment is an hour earlier or later.
  const moments = [0, -hour, hour].map((shift) => new Date(expected + shift).toISOString());
  return moments.find((moment) => localTime(moment, timeZone).time === handling.cutOff) ?? moments[0] ?? at;
}
