import { Clock } from "@securecart/core/clock";
import { Money, type SaleCurrency } from "@securecart/core/money";
import { type DeliveryOffer, deliveryOffer, homeCountry, Pricing } from "@securecart/core/pricing";
import { settings } from "./cached";

type Parcel = { currency: SaleCurrency; subtotal: number; grams: number };

/**
 * Returns the cheapest delivery to the first of some countries that we deliver to, else to the shop's own; null without any.
 * For display: the checkout decides with the settings as they are then.
 */
export async function offerTo(countries: (string | null | undefined)[], parcel: Parcel) {
  const [shipping, { zone: timeZone }] = await Promise.all([settings("shipping"), settings("time")]);
  const rules = { shipping, timeZone, at: Clock.iso() };
  for (const country of [...countries, homeCountry(shipping)]) {
    const offer = country && deliveryOffer({ rules, country, ...parcel });
    if (offer) return { ...offer, country };
  }
  return null;
}

/** Describes a delivery: "Delivery to the United States: Thu 3 – Mon 7 Dec · $5.90, free from $75". */
export function offerText({ place, amount, freeFrom, promise }: DeliveryOffer, currency: SaleCurrency) {
  const price = amount === 0 ? "free" : Money.format(amount, currency);
  const free = freeFrom === null ? "" : `, free from ${Money.short(freeFrom, currency)}`;
  const days = promise ? `${Pricing.formatPromise(promise)} · ` : "";
  return `Delivery to ${place}: ${days}${price}${free}`;
}
