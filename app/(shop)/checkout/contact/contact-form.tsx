"use client";

import { useActionState } from "react";
import { AddressFields, addressLabels } from "../../../_components/address-fields";
import { ErrorSummary } from "../../../_components/error-summary";
import { Button } from "../../../_components/ui/button";
import { Check, Field } from "../../../_components/ui/field";
import { saveContact } from "../actions";

const labels = {
  email: "E-mail",
  name: "Full name",
  phone: "Phone",
  taxId: "Business tax ID",
  ...addressLabels,
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
    suggestion: refused?.suggestions?.[name],
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
        <Field
          {...field("phone")}
          type="tel"
          autoComplete="tel"
          hint="From another country than the address, with its country code."
        />
        <Check
          label="Text me when it ships"
          name="textUpdates"
          defaultChecked={values.textUpdates === "on"}
          hint="One message to your phone."
          className="sm:col-span-2"
        />
        <Field
          {...field("taxId")}
          autoComplete="off"
          spellCheck={false}
          hint="The VAT number of a business in the European Union, such as DE followed by 9 digits."
          className="sm:col-span-2"
        />
      </fieldset>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-display text-xl font-semibold">Delivery address</legend>
        <AddressFields field={field} countries={countries} />
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
