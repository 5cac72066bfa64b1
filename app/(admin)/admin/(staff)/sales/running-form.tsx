"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { changeRunning } from "./actions";
import { type FormValues, labelOf } from "./fields";

type Props = { hidden: Record<string, string>; requestId: string; values: FormValues; zone: string };

/** Renders what can still change of a sale that has begun. Keeps what was typed. */
export function RunningForm({ hidden, requestId, values, zone }: Props) {
  const [outcome, submit, pending] = useActionState(changeRunning, null);
  const refused = outcome?.ok === false ? outcome : null;
  const inZone = refused?.values?.zone ?? zone;
  const field = (name: string) => ({
    name,
    label: labelOf(name),
    defaultValue: refused?.values?.[name] ?? values[name] ?? "",
    error: refused?.fields?.[name],
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate className="grid max-w-3xl gap-4 border-t border-line pt-5">
      {Object.entries({ ...hidden, requestId, zone: inZone }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-sm text-muted">
        This sale has begun. Its name and its end can change; former prices follow from the rest. Stop it and
        duplicate it to change more.
      </p>
      <div key={JSON.stringify([values, refused])} className="grid gap-4 sm:grid-cols-2">
        <Field {...field("name")} required maxLength={60} />
        <Field
          {...field("endsAt")}
          type="datetime-local"
          hint={`Time in ${inZone.replaceAll("_", " ")}. Empty: until it is stopped.`}
        />
      </div>
      <Button disabled={pending} className="justify-self-start">
        Save
      </Button>
      <div role="status">
        {outcome?.ok && <Notice tone="good">The sale has been saved.</Notice>}
        {refused && <Notice tone="bad">{refused.message}</Notice>}
      </div>
    </form>
  );
}
