"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Check, Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { begin } from "./actions";

type Props = { requestId: string; kinds: { value: string; label: string }[]; chosen: string; zone: string };

/** Renders the form for an export. Days count for orders only, the stock for products only. */
export function ExportForm({ requestId, kinds, chosen, zone }: Props) {
  const [outcome, submit, pending] = useActionState(begin, null);
  const refused = outcome?.ok === false ? outcome : null;
  const error = (name: string) => refused?.fields?.[name];
  return (
    <form
      action={submit}
      noValidate
      className="grid max-w-2xl gap-4 rounded-card border border-line bg-surface p-5"
    >
      <input key={requestId} type="hidden" name="requestId" value={requestId} />
      <Select name="kind" label="What to export" required defaultValue={chosen} error={error("kind")}>
        {kinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          type="date"
          name="from"
          label="Orders from"
          error={error("from")}
          hint={`In the time zone ${zone.replaceAll("_", " ")}. Empty: from the first one.`}
        />
        <Field
          type="date"
          name="to"
          label="Orders to"
          error={error("to")}
          hint={`In the time zone ${zone.replaceAll("_", " ")}. Empty: to the last one.`}
        />
      </div>
      <Check name="withStock" label="Products with their stock" />
      <p className="text-sm text-muted">
        A CSV file in UTF-8. A file of products can be imported again. Cells that a spreadsheet would run as a
        formula begin with an apostrophe, which an import removes.
      </p>
      <div role="status" className="empty:hidden">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
        {outcome?.ok && <Notice tone="good">The file is being written. It appears below.</Notice>}
      </div>
      <Button busy={pending} className="justify-self-start">
        Export
      </Button>
    </form>
  );
}
