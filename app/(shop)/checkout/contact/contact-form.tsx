"use client";

import { useActionState } from "react";
import { ErrorSummary } from "../../../_components/error-summary";
import { Button } from "../../../_components/ui/button";
import { Check, Field, Select } from "../../../_components/ui/field";
import { saveContact } from "../actions";

const labels = {
  email: "E-mail",
  name: "Full name",
  phone: "Phone",
  taxId: "Business tax ID",
  country: "Country",
  line1: "Street and number",
  line2: "Apartment, floor",
  postalCode: "Postal code",
  city: "City",
  region: "State or region",
  keepAddress: "Save this address",
};

type ContactFormProps = {
  known: Record<string, string>;
  countries: { code: string; name: string }[];
  /** Whether there is an address book to keep the address in. */
  canKeep: boolean;
};

export function ContactForm({ known, countries, canKeep }: ContactFormProps) {
  const [outcome, submit, pending] = useActionState(saveContact, null);
  const refused = outcome && !outcome.ok ? outcome : null;
  const values = refused?.values ?? known;
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    defaultValue: values[name] ?? "",
    error: refused?.fields?.[name],
  });
  return (
    <form action={submit} noValidate className="mt-6 grid gap-8">
      <ErrorSummary outcome={outcome} labels={labels} />
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-display text-xl font-semibold">Contact</legend>
        <Field
          {...field("email")}
          type="email"
          autoComplete="email"
          required
          hint="We send your order confirmation here."
          className="sm:col-span-2"
        />
        <Field {...field("name")} autoComplete="name" required />
        <Field {...field("phone")} type="tel" autoComplete="tel" />
        <Check
          label="Text me when it ships"
          name="textUpdates"
          defaultChecked={values.textUpdates === "on"}
          hint="One message to your phone, which then needs its country code, like +1 555 010 0199."
          className="sm:col-span-2"
        />
        <Field
          {...field("taxId")}
          autoComplete="off"
          spellCheck={false}
          hint="Of a company in the European Union, like DE136695976."
          className="sm:col-span-2"
        />
      </fieldset>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-display text-xl font-semibold">Delivery address</legend>
        <Select {...field("country")} autoComplete="country" required className="sm:col-span-2">
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Field {...field("line1")} autoComplete="address-line1" required className="sm:col-span-2" />
        <Field {...field("line2")} autoComplete="address-line2" className="sm:col-span-2" />
        <Field {...field("postalCode")} autoComplete="postal-code" required />
        <Field {...field("city")} autoComplete="address-level2" required />
        <Field
          {...field("region")}
          autoComplete="address-level1"
          hint="In the United States two letters, like CA."
          className="sm:col-span-2"
        />
        {canKeep && (
          <Check
            label="Save this address"
            name="keepAddress"
            defaultChecked={values.keepAddress === "on"}
            error={refused?.fields?.keepAddress}
            className="sm:col-span-2"
          />
        )}
      </fieldset>
      <div>
        <Button aria-busy={pending} className="w-full sm:w-auto">
          Continue to delivery
        </Button>
      </div>
    </form>
  );
}
