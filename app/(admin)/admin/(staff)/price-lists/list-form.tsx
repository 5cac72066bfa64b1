"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome } from "#app/_lib/attempt";
import { type Option, Options, TextArea } from "#app/(admin)/admin/_parts/controls";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf, wordsIn } from "#app/(admin)/admin/_parts/saved-meanwhile";
import { type FormValues, fieldLabels, labelOf } from "./fields";

type Props = {
  action: (previous: Outcome | null, form: FormData) => Promise<Outcome>;
  requestId: string;
  /** Values of the price list as it is saved. */
  values: FormValues;
  /** Id and version of the price list; absent for a new one. */
  known?: { listId: string; seen: string };
  groups: Option[];
  zone: string;
  /** Currencies of the shop, its own first, and a line of prices in them. */
  currencies: readonly string[];
  example: string;
  button: string;
};

/** Renders the terms of a price list. Works without JavaScript, and keeps what was typed. */
export function ListForm(props: Props) {
  const { action, requestId, values, known, groups, zone, currencies, example, button } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, isConflict, shown, seen, key, field } = keptState(outcome, {
    values,
    version: known?.seen ?? "",
    labelOf,
    changed: "price.list_changed",
  });
  // What was typed is meant in the zone that it was typed in.
  const inZone = shown.zone ?? zone;
  return (
    <form action={submit} noValidate className="grid max-w-3xl gap-6">
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="zone" value={inZone} />
      {known && <input type="hidden" name="listId" value={known.listId} />}
      {known && <input type="hidden" name="seen" value={seen} />}
      <div key={key} className="grid gap-4 sm:grid-cols-2">
        <Field
          {...field("name")}
          required
          maxLength={60}
          hint="Shown to the customers, for example “Trade”."
        />
        <Select {...field("groupId")} required>
          <option value="">Choose a group</option>
          <Options options={groups} />
        </Select>
        <Field
          {...field("percent")}
          inputMode="numeric"
          maxLength={3}
          hint="Off the price of everything that has no price below."
          className="sm:col-span-2"
        />
        <TextArea
          {...field("prices")}
          rows={8}
          maxLength={60_000}
          hint={`One SKU in each line with its price in ${currencies.join(" and in ")}: ${example}. You can paste rows of a spreadsheet. At most 1,000.`}
          className="sm:col-span-2"
        />
        <Field
          {...field("startsAt")}
          type="datetime-local"
          hint={`Time in ${inZone.replaceAll("_", " ")}. Empty: at once.`}
        />
        <Field
          {...field("endsAt")}
          type="datetime-local"
          hint={`Time in ${inZone.replaceAll("_", " ")}. Empty: no end.`}
        />
      </div>
      <Button disabled={pending} className="justify-self-start">
        {isConflict ? "Save mine" : button}
      </Button>
      <div role="status" className="grid gap-3">
        {outcome?.ok && <Notice tone="good">The price list has been saved.</Notice>}
        {refused && (
          <RefusedForm
            refused={refused}
            labelOf={labelOf}
            conflict={
              isConflict && {
                differences: differencesOf({
                  labels: fieldLabels,
                  saved: values,
                  typed: shown,
                  words: wordsIn({ groupId: groups }),
                }),
              }
            }
          />
        )}
      </div>
    </form>
  );
}
