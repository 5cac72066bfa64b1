import type { Place } from "@securecart/core/place";
import { Tick } from "./controls";
import type { FormValues } from "./rows";

export type PlaceChoice = Place.Part & {
  /** Name of the zone that has it, if another one has. */
  elsewhere: string | null;
};
export type CountryChoice = PlaceChoice & { parts: PlaceChoice[] };

/** Returns the names of the boxes and their labels. */
export const placeLabels = (countries: CountryChoice[]) =>
  Object.fromEntries(
    countries.flatMap((country) => [country, ...country.parts]).map(({ id, name }) => [`place.${id}`, name]),
  );

/** Renders a box for each country, and one for each of its parts below it. */
export function PlaceBoxes({
  countries,
  values,
  hint,
}: {
  countries: CountryChoice[];
  values: FormValues;
  /** Says what a box of a part of a country means. */
  hint: string;
}) {
  const label = ({ name, elsewhere }: PlaceChoice) => (elsewhere ? `${name} (in ${elsewhere})` : name);
  const isOn = ({ id }: PlaceChoice) => values[`place.${id}`] === "on";
  return (
    <div id="places" className="grid gap-6">
      <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {countries.map((country) => (
          <Tick key={country.id} name={`place.${country.id}`} label={label(country)} values={values} />
        ))}
      </div>
      <div className="grid gap-2">
        <p className="text-sm text-muted">{hint}</p>
        {countries
          .filter(({ parts }) => parts.length > 0)
          .map((country) => {
            const count = country.parts.filter(isOn).length;
            return (
              <details key={country.id} className="rounded-control border border-line px-3">
                <summary className="min-h-9 cursor-pointer py-1.5">
                  {country.name}{" "}
                  <span className="text-sm text-muted">
                    {count > 0
                      ? `${count} of ${country.parts.length} parts ticked`
                      : `${country.parts.length} parts`}
                  </span>
                </summary>
                <div className="grid gap-x-6 pb-2 sm:grid-cols-2 lg:grid-cols-3">
                  {country.parts.map((part) => (
                    <Tick key={part.id} name={`place.${part.id}`} label={label(part)} values={values} />
                  ))}
                </div>
              </details>
            );
          })}
      </div>
    </div>
  );
}
