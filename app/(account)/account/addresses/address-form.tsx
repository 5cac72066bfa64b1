"use client";

import type { AddressForm as Form } from "@securecart/core/place";
import { AddressFields, addressLabels, formFor } from "#app/_components/address-fields";
import { ErrorSummary } from "#app/_components/error-summary";
import { Link } from "#app/_components/link";
import { Button } from "#app/_components/ui/button";
import { Check, Field } from "#app/_components/ui/field";
import type { Refusal } from "#app/_lib/attempt";
import { useBlurErrors } from "#app/_lib/use-blur-errors";
import { useOutcome } from "#app/_lib/use-outcome";
import { saveAddress } from "./actions";

const personLabels = { name: "Full name", phone: "Phone" };

type AddressFormProps = {
  known: Record<string, string>;
  /** Error of an address that is no longer valid, shown until the form is sent. */
  outdated?: Refusal | null;
  forms: Form[];
  addressId?: string;
  /** Set when the form offers to make the address the default. */
  canBeDefault: boolean;
};

export function AddressForm({ known, outdated = null, forms, addressId, canBeDefault }: AddressFormProps) {
  const [outcome, submit, pending] = useOutcome(saveAddress, outdated);
  const refused = outcome && !outcome.ok ? outcome : null;
  const { watch, errorOf } = useBlurErrors(refused);
  const values = refused?.values ?? known;
  const labels = { ...personLabels, ...addressLabels(formFor(forms, values.country)) };
  const inForm = (name: string, label: string) => ({
    name,
    label,
    defaultValue: values[name] ?? "",
    error: errorOf(name),
  });
  const field = (name: keyof typeof personLabels) => inForm(name, personLabels[name]);
  return (
    <form action={submit} {...watch} noValidate className="mt-6 grid max-w-2xl gap-6">
      <ErrorSummary outcome={outcome} labels={labels} />
      {addressId && <input type="hidden" name="addressId" value={addressId} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field("name")} autoComplete="name" required />
        <Field {...field("phone")} type="tel" autoComplete="tel" />
        <AddressFields field={inForm} forms={forms} />
        {canBeDefault && (
          <Check
            label="Use as my default address"
            name="isDefault"
            defaultChecked={values.isDefault === "on"}
            className="sm:col-span-2"
          />
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Button busy={pending}>Save address</Button>
        <Link href="/account/addresses" className="text-link inline-flex min-h-11 items-center">
          Cancel
        </Link>
      </div>
    </form>
  );
}
