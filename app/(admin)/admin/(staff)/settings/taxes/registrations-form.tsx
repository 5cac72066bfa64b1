"use client";

import { Select } from "#app/_components/ui/field";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { SmallField, smallControl } from "../../products/small-field";
import { AddRow, RemoveRow } from "../_parts/controls";
import { KeptForm, type KeptFormProps } from "../_parts/kept-form";
import { countRows } from "../_parts/rows";

type Option = { value: string; label: string };
type RegistrationsFormProps = Omit<KeptFormProps, "labels"> & { homes: Option[]; areas: Option[] };

const labels = {
  home: "Home area",
  registrations: "Registrations",
  "registrations.#.area": "Area",
  "registrations.#.number": "Tax number",
  "registrations.#.from": "From",
};

/** Renders the form of where the seller is at home and registered. */
export function RegistrationsForm({ homes, areas, ...props }: RegistrationsFormProps) {
  return (
    <KeptForm {...props} labels={labels}>
      {({ shown, error, field }) => (
        <FormSection
          title="Registrations"
          hint="Where you are registered for tax. A business in the EU with a confirmed VAT number pays no VAT, unless you are registered in its country."
        >
          <Select
            {...field("home")}
            required
            hint="Where your business is established. Its tax number is sent when the EU's register is asked."
            className="max-w-md"
          >
            {homes.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          {error("registrations") && (
            <p id="registrations" className="text-sm font-medium text-danger">
              {error("registrations")}
            </p>
          )}
          <ul className="grid gap-2">
            {Array.from({ length: countRows(shown, "registrations") }, (_, at) => {
              const area = field(`registrations.${at}.area`);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place
                <li key={at} className="grid items-end gap-2 border-b border-line pb-2 sm:flex">
                  <div className="grid gap-0.5 sm:w-64">
                    <label htmlFor={area.name} className="text-sm text-muted">
                      {area.label}
                    </label>
                    <select
                      id={area.name}
                      name={area.name}
                      defaultValue={area.defaultValue}
                      aria-invalid={area.error ? true : undefined}
                      className={smallControl}
                    >
                      <option value="">Choose an area</option>
                      {areas.map(({ value, label }) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </select>
                  </div>
                  <SmallField {...field(`registrations.${at}.number`)} maxLength={40} className="sm:w-48" />
                  <SmallField {...field(`registrations.${at}.from`)} type="date" className="sm:w-44" />
                  <RemoveRow rows="registrations" at={at} what="registration" />
                </li>
              );
            })}
          </ul>
          <p className="text-sm text-muted">Leave “From” empty for a registration that has always counted.</p>
          <AddRow rows="registrations" label="Add a registration" />
        </FormSection>
      )}
    </KeptForm>
  );
}
