"use client";

import { Select } from "#app/_components/ui/field";
import { Radios } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { SmallField } from "../../products/small-field";
import { AddRow, RemoveRow } from "../_parts/controls";
import { KeptForm, type KeptFormProps } from "../_parts/kept-form";
import { countRows } from "../_parts/rows";

type Option = { value: string; label: string };

/** `areas` to choose from for a new entry; absent for one that exists. */
type AreaFormProps = Omit<KeptFormProps, "labels"> & { areas?: Option[] };

const labels = {
  area: "Area",
  inclusive: "Prices",
  shippingClass: "Delivery is taxed at",
  rates: "Rates",
  "rates.#.from": "From",
  "rates.#.standard": "Standard rate (%)",
  "rates.#.reduced": "Reduced rate (%)",
};

/** Renders the form of the tax rates of an area. */
export function AreaForm({ areas, ...props }: AreaFormProps) {
  return (
    <KeptForm {...props} labels={labels}>
      {({ shown, error, field }) => (
        <>
          <FormSection title="How prices are taxed">
            {areas && (
              <Select {...field("area")} required className="max-w-md">
                <option value="">Choose an area</option>
                {areas.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
            <Radios
              name="inclusive"
              legend="Do your prices contain the tax?"
              options={[
                { value: "yes", label: "Yes, it is part of the price" },
                { value: "no", label: "No, it is added at checkout" },
              ]}
              value={shown.inclusive ?? "yes"}
            />
            <Select {...field("shippingClass")} required className="max-w-md">
              <option value="standard">The standard rate</option>
              <option value="reduced">The reduced rate</option>
              <option value="zero">No tax</option>
            </Select>
          </FormSection>
          <FormSection
            title="Rates"
            hint="Enter a coming change with the day from which it counts, in the shop's time zone. Products of the class “zero” are never taxed."
          >
            {error("rates") && (
              <p id="rates" className="text-sm font-medium text-danger">
                {error("rates")}
              </p>
            )}
            <ul className="grid gap-2">
              {Array.from({ length: Math.max(1, countRows(shown, "rates")) }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place
                <li key={at} className="grid grid-cols-2 items-end gap-2 border-b border-line pb-2 sm:flex">
                  <SmallField
                    {...field(`rates.${at}.standard`)}
                    inputMode="decimal"
                    maxLength={6}
                    className="sm:w-48"
                  />
                  <SmallField
                    {...field(`rates.${at}.reduced`)}
                    inputMode="decimal"
                    maxLength={6}
                    className="sm:w-48"
                  />
                  <SmallField {...field(`rates.${at}.from`)} type="date" className="sm:w-44" />
                  <RemoveRow rows="rates" at={at} what="rate" />
                </li>
              ))}
            </ul>
            <p className="text-sm text-muted">Leave “From” empty for the rate that has counted so far.</p>
            <AddRow rows="rates" label="Add a coming rate" />
          </FormSection>
        </>
      )}
    </KeptForm>
  );
}
