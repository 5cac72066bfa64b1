"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { type Option, Pair } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf, wordsIn } from "#app/(admin)/admin/_parts/saved-meanwhile";
import type { FormOutcome } from "./actions";
import { type FormValues, labelsFor, type ShownPreview } from "./fields";
import { ItemFields, kinds, ReductionFields, targets } from "./sale-fields";

type SaleFormProps = {
  action: (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
  requestId: string;
  /** Values of the sale as it is saved. */
  values: FormValues;
  /** Id and version of the sale; absent for a new one. */
  known?: { saleId: string; seen: string };
  categories: Option[];
  collections: Option[];
  zone: string;
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
  button: string;
};

/** Renders the terms of a sale, and a preview of its prices. Works without JavaScript, and keeps what was typed. */
export function SaleForm(props: SaleFormProps) {
  const { action, requestId, values, known, categories, collections, zone, currencies, button } = props;
  const labels = labelsFor(currencies);
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, isConflict, shown, seen, key, field } = keptState(outcome, {
    values,
    version: known?.seen ?? "",
    labelOf: (name) => labels[name] ?? name,
    changed: "price.sale_changed",
  });
  // What was typed is meant in the zone that it was typed in.
  const inZone = shown.zone ?? zone;
  return (
    <form action={submit} noValidate className="grid max-w-4xl gap-6">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="zone" value={inZone} />
      {known && <input type="hidden" name="saleId" value={known.saleId} />}
      {known && <input type="hidden" name="seen" value={seen} />}
      <div key={key} className="grid gap-6">
        <ReductionFields shown={shown} field={field} currencies={currencies} />
        <ItemFields shown={shown} field={field} categories={categories} collections={collections} />
        <FormSection
          title="Time"
          hint={`Times are in ${inZone.replaceAll("_", " ")}, the time zone of the shop. A time that the clocks skip is the one that they show instead. Of a time that occurs twice, the start is the first and the end the second.`}
        >
          <Pair>
            <Field {...field("startsAt")} type="datetime-local" hint="Empty: now." />
            <Field {...field("endsAt")} type="datetime-local" hint="Empty: until it is stopped." />
          </Pair>
        </FormSection>
      </div>
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-3">
          <Button busy={pending}>{isConflict ? "Save mine" : button}</Button>
          <Button look="quiet" name="intent" value="preview" busy={pending}>
            Preview prices
          </Button>
        </div>
        <div role="status" className="grid gap-4">
          {outcome?.ok && <Notice tone="good">The sale has been saved.</Notice>}
          {refused && refused.tone !== "plain" && (
            <RefusedForm
              refused={refused}
              labelOf={(name) => labels[name] ?? name}
              conflict={
                isConflict && {
                  differences: differencesOf({
                    labels,
                    saved: values,
                    typed: shown,
                    words: wordsIn({ kind: kinds, target: targets, categories, collections }),
                  }),
                }
              }
            />
          )}
          {refused?.preview && <Preview {...refused.preview} />}
        </div>
      </div>
    </form>
  );
}

/** Renders old and new prices of items of the sale. */
function Preview({ rows, summary }: ShownPreview) {
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <p className="font-medium">{summary}</p>
      <ul className="mt-2 divide-y divide-line">
        {rows.map(({ name, skus, prices }) => (
          <li key={`${name} ${skus}`} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2">
            <span className="min-w-0">
              {name} <span className="text-sm text-muted">{skus}</span>
            </span>
            <span className="grid gap-0.5 text-right tabular-nums">
              {prices.map(({ before, after, note }) => (
                <span key={before}>{note ? `${before} ${note}` : `${before} → ${after}`}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
