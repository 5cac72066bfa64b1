import { Place } from "@securecart/core/place";
import { Handling, type Shipping, ShippingZone } from "@securecart/core/settings";
import { parseInto, readLines, readWhole, type Wrong } from "../_parts/kept-action";
import type { CountryChoice } from "../_parts/place-boxes";
import type { FormValues } from "../_parts/rows";

type Zone = Shipping["zones"][number];

const ticked = (ids: readonly (string | number)[], prefix: string): FormValues =>
  Object.fromEntries(ids.map((id) => [`${prefix}.${id}`, "on"]));

/** Returns the ids of the ticked boxes of a group. */
const tickedIn = (values: FormValues, prefix: string) =>
  Object.entries(values).flatMap(([name, value]) =>
    value === "on" && name.startsWith(`${prefix}.`) ? [name.slice(prefix.length + 1)] : [],
  );

/** Returns a zone as its form shows it. */
export const zoneValues = ({ name, places, restOfWorld, holidays }: Zone): FormValues => ({
  name,
  ...(restOfWorld && { restOfWorld: "on" }),
  holidays: holidays.join("\n"),
  ...ticked(places, "place"),
});

/** Reads the form of a zone. */
export const readZone = (values: FormValues, wrong: Wrong) =>
  parseInto(
    ShippingZone.pick({ name: true, places: true, restOfWorld: true, holidays: true }),
    {
      name: values.name ?? "",
      places: tickedIn(values, "place"),
      restOfWorld: values.restOfWorld === "on",
      holidays: readLines(values.holidays),
    },
    wrong,
    ([first = ""]) => first,
  );

/** Returns all places with the zone that has them, other than `own`. */
export function placeChoices(zones: Zone[], own?: string): CountryChoice[] {
  const elsewhere = (id: string) =>
    zones.find((zone) => zone.id !== own && zone.places.includes(id))?.name ?? null;
  const choice = ({ id, name }: Place.Part) => ({ id, name, elsewhere: elsewhere(id) });
  return Place.countryList.map((country) => ({
    ...choice(country),
    parts: Place.partsOf(country.id).map(choice),
  }));
}

/** Returns the calendar as its form shows it. */
export const calendarValues = ({
  handling,
  excluded,
}: Pick<Shipping, "handling" | "excluded">): FormValues => ({
  days: `${handling.days}`,
  cutOff: handling.cutOff,
  closedDays: handling.closedDays.join("\n"),
  ...ticked(handling.workingDays, "weekday"),
  ...ticked(excluded, "place"),
});

/** Reads the form of the calendar. */
export function readCalendar(values: FormValues, wrong: Wrong) {
  const handling = parseInto(
    Handling,
    {
      days: readWhole(values.days ?? ""),
      cutOff: (values.cutOff ?? "").slice(0, 5),
      workingDays: tickedIn(values, "weekday").map(Number),
      closedDays: readLines(values.closedDays),
    },
    wrong,
    ([first = ""]) => first,
  );
  return handling && { handling, excluded: tickedIn(values, "place") };
}
