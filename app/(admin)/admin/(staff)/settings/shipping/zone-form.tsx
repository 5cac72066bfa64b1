"use client";

import { Check, Field } from "#app/_components/ui/field";
import { TextArea } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { KeptForm, type KeptFormProps } from "../_parts/kept-form";
import { type CountryChoice, PlaceBoxes, placeLabels } from "../_parts/place-boxes";

type ZoneFormProps = Omit<KeptFormProps, "labels"> & { countries: CountryChoice[] };

/** Renders the form of a zone: its name and its places. */
export function ZoneForm({ countries, ...props }: ZoneFormProps) {
  const labels = {
    ...{ name: "Name", places: "Places", zones: "Zones", holidays: "Days without delivery" },
    restOfWorld: "Rest of the world",
    ...placeLabels(countries),
  };
  return (
    <KeptForm {...props} labels={labels}>
      {({ shown, error, field }) => (
        <>
          <FormSection title="Zone">
            <Field
              {...field("name")}
              required
              maxLength={60}
              hint="For yourself. Shoppers do not see it."
              className="max-w-md"
            />
            <TextArea
              rows={3}
              maxLength={2_000}
              className="max-w-md"
              {...field("holidays")}
              hint="One in each line: 2026-12-26, or 12-25 for each year. Carriers do not deliver on these days, nor on weekends."
            />
          </FormSection>
          <FormSection
            title="Places"
            hint="A place is in one zone only. Parts follow their country, except across customs or tax borders."
          >
            {error("places") && (
              <p id="places-error" className="text-sm font-medium text-danger">
                {error("places")}
              </p>
            )}
            <Check
              name="restOfWorld"
              label={labels.restOfWorld}
              hint="Every place that is in no other zone."
              defaultChecked={shown.restOfWorld === "on"}
            />
            <PlaceBoxes
              countries={countries}
              values={shown}
              hint="Parts of countries: one that you tick belongs to this zone, even when its country is in another."
            />
          </FormSection>
        </>
      )}
    </KeptForm>
  );
}
