"use client";

import { Field } from "#app/_components/ui/field";
import { TextArea } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { Tick } from "../_parts/controls";
import { KeptForm, type KeptFormProps } from "../_parts/kept-form";
import { type CountryChoice, PlaceBoxes, placeLabels } from "../_parts/place-boxes";

type CalendarFormProps = Omit<KeptFormProps, "labels"> & { countries: CountryChoice[]; timeZone: string };

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const weekdayLabels = Object.fromEntries(weekdays.map((name, i) => [`weekday.${i + 1}`, name]));

/** Renders the form of when orders leave, and of the places that are never delivered to. */
export function CalendarForm({ countries, timeZone, ...props }: CalendarFormProps) {
  const labels = {
    ...{ days: "Handling time (working days)", cutOff: "Cut-off time", workingDays: "Working days" },
    ...{ closedDays: "Closed days" },
    ...weekdayLabels,
    ...placeLabels(countries),
  };
  return (
    <KeptForm {...props} labels={labels}>
      {({ shown, error, field }) => (
        <FormSection
          title="When orders leave"
          hint="Together with the time on the way, this is the date that shoppers see."
        >
          <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
            <Field
              {...field("cutOff")}
              type="time"
              required
              hint={`Orders after it count as placed the next working day. In the time zone ${timeZone.replaceAll("_", " ")}.`}
            />
            <Field
              {...field("days")}
              inputMode="numeric"
              required
              maxLength={2}
              hint="Until a parcel leaves. 0: on the day of the order."
            />
          </div>
          <fieldset id="workingDays">
            <legend className="mb-1 font-medium">{labels.workingDays}</legend>
            <div className="flex flex-wrap gap-x-6">
              {weekdays.map((name, i) => (
                <Tick key={name} name={`weekday.${i + 1}`} label={name} values={shown} />
              ))}
            </div>
            {error("workingDays") && (
              <p className="text-sm font-medium text-danger">{error("workingDays")}</p>
            )}
          </fieldset>
          <TextArea
            rows={3}
            maxLength={2_000}
            className="max-w-md"
            {...field("closedDays")}
            hint="One in each line: 2026-12-24, or 12-25 for each year. No parcel leaves on these days."
          />
          <details className="rounded-control border border-line px-3">
            <summary className="min-h-9 cursor-pointer py-1.5">Places that you never deliver to</summary>
            <div className="grid gap-3 pb-3">
              <p className="text-sm text-muted">
                Whatever the zones say. Useful beside a zone for the rest of the world.
              </p>
              <PlaceBoxes countries={countries} values={shown} hint="Parts of countries:" />
            </div>
          </details>
        </FormSection>
      )}
    </KeptForm>
  );
}
