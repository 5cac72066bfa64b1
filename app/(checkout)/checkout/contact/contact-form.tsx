"use client";

import type { AddressForm } from "@securecart/core/place";

import { AddressFields, addressLabels, formFor } from "#app/_components/address-fields";
import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { Check, Field } from "#app/_components/ui/field";
import type { Refusal } from "#app/_lib/attempt";
import { useBlurErrors } from "#app/_lib/use-blur-errors";
import { useOutcome } from "#app/_lib/use-outcome";
import { saveContact } from "../actions";

const contactLabels = {
  email: "Email",
  name: "Full name",
  phone: "Phone",
  taxId: "Business tax ID",
};

type ContactFormProps = {
  known: Record<string, string>;
  /** Error of a saved address that is no longer valid, shown until the form is sent. */
  outdated: Refusal | null;
  forms: AddressForm[];
  /** Set for customers, who can save the address. */
  canKeep: boolean;
  /** Setting of the shop for the phone number. */
  phone: "required" | "optional" | "hidden";
};

export function ContactForm({ known, outdated, forms, canKeep, phone }: ContactFormProps) {
  const [outcome, submit, pending] = useOutcome(saveContact, outdated);
  const refused = outcome && !outcome.ok ? outcome : null;
  const { watch, errorOf } = useBlurErrors(refused);
  const values = refused?.values ?? known;
  const labels = {
    ...contactLabels,
    ...addressLabels(formFor(forms, values.country)),
    keepAddress: "Save this address",
  };
  const inForm = (name: string, label: string) => ({
    name,
    label,
    defaultValue: values[name] ?? "",
    error: errorOf(name),
    suggestion: refused?.suggestions?.[name],
  });
  const field = (name: keyof typeof contactLabels) => inForm(name, contactLabels[name]);
  return (
    <form action={submit} {...watch} noValidate className="mt-6 grid gap-8">
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
        <Field
          {...field("name")}
          autoComplete="name"
          required
          {...(phone === "hidden" && { className: "sm:col-span-2" })}
        />
        {phone !== "hidden" && (
          <>
            <Field
              {...field("phone")}
              type="tel"
              autoComplete="tel"
              required={phone === "required"}
              hint="Include the country code if it differs from your address."
            />
            <Check
              label="Text me when it ships"
              name="textUpdates"
              defaultChecked={values.textUpdates === "on"}
              hint="One message to your phone."
              className="sm:col-span-2"
            />
          </>
        )}
        <details open={Boolean(values.taxId || refused?.fields?.taxId)} className="sm:col-span-2">
          <summary className="text-link inline-block py-2.5">Buying for a business?</summary>
          <Field
            {...field("taxId")}
            autoComplete="off"
            spellCheck={false}
            hint="The VAT number of a business in the European Union, such as DE followed by 9 digits."
            className="mt-2"
          />
        </details>
      </fieldset>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-display text-xl font-semibold">Delivery address</legend>
        <AddressFields field={inForm} forms={forms} />
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
