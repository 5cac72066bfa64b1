import type { SaleCurrency } from "#platform/money";
import { Place } from "#platform/place";
import {
  Settings,
  type Shipping,
  type ShippingMethod,
  type ShippingZone,
  type Taxes,
} from "#platform/settings";
import { parse, taxAreaOf } from "../tax-id";
import { localTime } from "./promise";
import type { Rules } from "./rules";
import { countriesOf, isSeparate, zoneOf } from "./shipping";
import { currentRate, isInUnion, taxedAreaOf } from "./tax";

/** Contradiction in the settings of delivery and tax, and the zone, method or area that it concerns. */
export type Problem = {
  /** "warning": some orders are impossible or taxed wrongly. "note": true, and possibly meant. */
  level: "warning" | "note";
  text: string;
  about: { zone: string; method?: string } | { area: string } | "zones" | "taxes";
};

/** Weight in grams that parcel carriers do not go beyond: a limit above it needs no note. */
const heaviest = 100_000;

/** Returns what does not fit together in the settings of delivery and tax; nothing when all is well. */
export function problemsOf({ shipping, taxes, timeZone, currencies, at }: Rules): Problem[] {
  const day = localTime(at, timeZone).day;
  return [
    ...shipping.zones.flatMap((zone) => zoneProblems(zone, currencies[0])),
    ...undelivered(shipping),
    ...untaxed(shipping, taxes, day),
    ...unregistered(taxes, day),
    ...homeNumber(taxes),
  ];
}

function zoneProblems(zone: ShippingZone, currency: SaleCurrency): Problem[] {
  const active = zone.methods.filter((method) => method.active);
  const about = { zone: zone.id };
  if (zone.places.length === 0 && !zone.restOfWorld)
    return [{ level: "note", text: `The zone ${zone.name} has no places, so it is never used.`, about }];
  if (active.length === 0)
    return [
      {
        level: "warning",
        text: `The zone ${zone.name} has no active method, so shoppers there cannot order.`,
        about,
      },
    ];
  return [...unpriced(zone, active, currency), ...weightLimit(zone, active)];
}

/** Lists the methods without a price in the currency that shoppers pay in. */
function unpriced(zone: ShippingZone, active: ShippingMethod[], currency: SaleCurrency): Problem[] {
  const without = active.filter((method) => !isPricedIn(method, currency));
  if (without.length === active.length && without.length > 0)
    return [
      {
        level: "warning",
        text: `No method of the zone ${zone.name} has a price in ${currency}, so orders in ${currency} cannot be delivered there.`,
        about: { zone: zone.id, method: without[0]?.id ?? "" },
      },
    ];
  return without.map((method) => ({
    level: "warning",
    text: `The method ${method.name} of the zone ${zone.name} has no price in ${currency}, so it is not offered in ${currency}.`,
    about: { zone: zone.id, method: method.id },
  }));
}

/** Tells whether a method has all its prices in a currency. */
function isPricedIn({ tariff }: ShippingMethod, currency: SaleCurrency) {
  return tariff.by === "flat"
    ? tariff.prices[currency] !== undefined
    : tariff.steps.every(({ prices }) => prices[currency] !== undefined);
}

function weightLimit(zone: ShippingZone, active: ShippingMethod[]): Problem[] {
  const limits = active.map(({ tariff }) =>
    tariff.by === "weight" ? (tariff.steps.at(-1)?.upTo ?? 0) : Number.POSITIVE_INFINITY,
  );
  const limit = Math.max(...limits);
  const method = active[limits.indexOf(limit)];
  if (!method || limit >= heaviest) return [];
  return [
    {
      level: "note",
      text: `The weight steps of ${method.name} end at ${limit / 1000} kg, so heavier parcels cannot be ordered to the zone ${zone.name}.`,
      about: { zone: zone.id, method: method.id },
    },
  ];
}

/** Lists countries and separate territories that no zone has. */
function undelivered(shipping: Shipping): Problem[] {
  const isServed = (id: string) => {
    const place = Place.byId(id);
    return place !== null && (shipping.excluded.includes(id) || zoneOf(shipping, place) !== null);
  };
  const note = (text: string): Problem[] => [{ level: "note", text, about: "zones" }];
  const countries = Place.countryList.filter(({ id }) => !isServed(id));
  const served = new Set(countriesOf(shipping).map(({ code }) => code));
  const territories = Place.countryList
    .filter(({ id }) => served.has(id))
    .flatMap(({ id }) => Place.partsOf(id).filter((part) => isSeparate(part.id) && !isServed(part.id)));
  const names = (all: Place.Part[]) => all.map(({ name }) => name).join(", ");
  return [
    ...(countries.length > 0
      ? note(`Countries in no zone, which you do not deliver to: ${names(countries)}.`)
      : []),
    ...(territories.length > 0
      ? note(`Territories in no zone, which you do not deliver to: ${names(territories)}.`)
      : []),
  ];
}

/** Lists the destinations in the Union, and the seller's own area, that are delivered to without a tax rate. */
function untaxed(shipping: Shipping, taxes: Taxes, day: string): Problem[] {
  const due = (area: string) => area === taxes.home || (isInUnion(taxes.home) && isInUnion(area));
  const all = Place.countryList.flatMap(({ id }) => [id, ...Place.partsOf(id).map((part) => part.id)]);
  const areas = new Set(
    all.flatMap((id) => {
      const place = Place.byId(id);
      return place && due(place.taxArea) && zoneOf(shipping, place) ? [place.taxArea] : [];
    }),
  );
  return [...areas].flatMap((area): Problem[] => {
    const entry = taxedAreaOf(taxes, area);
    if (entry && currentRate(entry.rates, day)) return [];
    const where = Place.nameInSentence(area);
    const text = entry
      ? `You ship to ${where}, but its tax rate has not begun yet: no tax is charged until then.`
      : `You ship to ${where} but have no tax rate for it: no tax is charged there.`;
    return [{ level: "warning", text, about: entry ? { area } : "taxes" }];
  });
}

/** Lists rates without a registration, and registrations without a rate. */
function unregistered(taxes: Taxes, day: string): Problem[] {
  const has = (area: string) =>
    taxes.registrations.some((one) => one.area === area && (one.from ?? "") <= day) ||
    (isInUnion(area) &&
      taxes.registrations.some((one) => one.area === Settings.oneStopShop && (one.from ?? "") <= day));
  const isCharged = ({ rates }: Taxes["areas"][number]) => {
    const rate = currentRate(rates, day);
    return rate !== undefined && rate.standard + rate.reduced > 0;
  };
  const where = Place.nameInSentence;
  return [
    ...taxes.areas
      .filter((entry) => isCharged(entry) && !has(entry.area))
      .map(
        ({ area }): Problem => ({
          level: "warning",
          text: `You charge tax in ${where(area)} but have entered no registration for it.`,
          about: { area },
        }),
      ),
    ...taxes.registrations
      .filter(({ area }) => area !== Settings.oneStopShop && !taxedAreaOf(taxes, area))
      .map(
        ({ area }): Problem => ({
          level: "warning",
          text: `You are registered in ${where(area)} but have no tax rate for it.`,
          about: "taxes",
        }),
      ),
  ];
}

/** Warns when the seller's own VAT number, which the EU's register is told, is not one of its home area. */
function homeNumber({ home, registrations }: Taxes): Problem[] {
  const number = registrations.find(({ area }) => area === home)?.number ?? "";
  if (!isInUnion(home) || number === "") return [];
  const parsed = parse(number);
  if ("id" in parsed && taxAreaOf(parsed.id) === home) return [];
  return [
    {
      level: "warning",
      text: `The tax number of your home area is not a VAT number of ${Place.nameInSentence(home)}, so the EU's register is not told who asks.`,
      about: "taxes",
    },
  ];
}
