"use client";

import { useActionState } from "react";
import { ErrorSummary } from "../../../_components/error-summary";
import { Button } from "../../../_components/ui/button";
import { Check, Field, Select } from "../../../_components/ui/field";
import { saveAddress } from "./actions";

const labels = {
  name: "Full name",
  phone: "Phone",
  country: "Country",
  line1: "Street and number",
  line2: "Apartment, floor",
  postalCode: "Postal code",
  city: "City",
  region: "State or region",
};

type AddressFormProps = {
  known: Record<string, string>;
  countries: { code: string; name: string }[];
  addressId?: string;
  /** Whether to ask if it shall be the default. */
  canBeDefault: boolean;
};

export function AddressForm({ known, countries, addressId, canBeDefault }: AddressFormProps) {
  const [outcome, submit, pending] = useActionState(saveAddress, null);
  const refused = outcome && !outcome.ok ? outcome : null;
  const values = refused?.values ?? known;
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    defaultValue: values[name] ?? "",
    error: refused?.fields?.[name],
  });
  return (
    <form action={submit} noValidate className="mt-6 grid max-w-2xl gap-6">
      <ErrorSummary outcome={outcome} labels={labels} />
      {addressId && <input type="hidden" name="addressId" value={addressId} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field("name")} autoComplete="name" required />
        <Field {...field("phone")} type="tel" autoComplete="tel" />
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
        {canBeDefault && (
          <Check
            label="Use it as my default"
            name="isDefault"
            defaultChecked={values.isDefault === "on"}
            className="sm:col-span-2"
          />
        )}
      </div>
      <div>
        <Button aria-busy={pending}>Save address</Button>
      </div>
    </form>
  );
}
