"use client";

import type { AddressForm } from "@securecart/core/place";
import { Fragment, type ReactNode, useState } from "react";
import { Button } from "./ui/button";
import { Field, Select } from "./ui/field";

type Part = AddressForm["parts"][number];
type FieldProps = { name: string; label: string; defaultValue: string; error?: string | undefined };

/** Returns the form of a country, or the first one when the country is unknown. */
export function formFor(forms: AddressForm[], country: string | undefined): AddressForm {
  const [first] = forms;
  if (!first) throw new Error("There is no country to deliver to.");
  return forms.find((form) => form.country === country) ?? first;
}

/** Returns a country's labels for the parts of an address, for the fields and the error summary. */
export const addressLabels = ({ parts, labels }: AddressForm): Record<string, string> => ({
  country: "Country",
  ...Object.fromEntries(parts.map((part) => [part, labels[part]])),
});

type AddressFieldsProps = {
  /** Returns the value of a field and its error. */
  field: (name: "country" | Part, label: string) => FieldProps;
  forms: AddressForm[];
};

/**
 * Renders the fields of an address for a grid of two columns. They change with the country at once, or without
 * JavaScript when the shopper presses the button below it.
 */
export function AddressFields({ field, forms }: AddressFieldsProps) {
  const country = field("country", "Country");
  const [chosen, choose] = useState<string | null>(null);
  const known = formFor(forms, country.defaultValue);
  const form = chosen === null ? known : formFor(forms, chosen);
  const control: Record<Part, (label: string) => ReactNode> = {
    line1: (label) => (
      <Field {...field("line1", label)} autoComplete="address-line1" required className="sm:col-span-2" />
    ),
    line2: (label) => (
      <Field {...field("line2", label)} autoComplete="address-line2" className="sm:col-span-2" />
    ),
    city: (label) => <Field {...field("city", label)} autoComplete="address-level2" required />,
    region: (label) => (
      <RegionField {...field("region", label)} {...(form !== known && { defaultValue: "" })} form={form} />
    ),
    postalCode: (label) => (
      <Field
        {...field("postalCode", label)}
        autoComplete="postal-code"
        required={!form.optional.includes("postalCode")}
        hint={form.postcodeHint}
        data-shape={form.postcodeShape ?? undefined}
        data-refusal={form.postcodeRefusal}
      />
    ),
  };
  return (
    <>
      <input type="hidden" name="shownCountry" value={form.country} />
      <Select
        {...country}
        defaultValue={known.country}
        onChange={(event) => choose(event.target.value)}
        autoComplete="country"
        required
        className="sm:col-span-2"
      >
        {forms.map(({ country: code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <noscript className="sm:col-span-2">
        <Button look="plain" name="update" value="country">
          Update the fields for this country
        </Button>
      </noscript>
      {form.parts.map((part) => (
        <Fragment key={part}>{control[part](form.labels[part])}</Fragment>
      ))}
    </>
  );
}

/** Renders a country's regions as a list. Keeps a value that is not in the list, typed or filled in earlier. */
function RegionField({ form, ...field }: FieldProps & { form: AddressForm }) {
  const { country, regions, regionPrompt, optional } = form;
  const isListed = regions.some(({ value }) => value === field.defaultValue);
  return (
    <Select key={country} {...field} autoComplete="address-level1" required={!optional.includes("region")}>
      <option value="">{regionPrompt}</option>
      {field.defaultValue && !isListed && <option value={field.defaultValue}>{field.defaultValue}</option>}
      {regions.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
