"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import type { FormValues, Section } from "../forms/form";
import { Refused } from "./refused";
import { SettingSections } from "./setting-sections";

type SettingsFormProps = {
  action: FormAction;
  group: string;
  requestId: string;
  sections: Section[];
  /** Values as they are saved. */
  values: FormValues;
  /** Version of these values, and who saved it. */
  version: number;
  editor: string;
};

/** Renders the form of a group of settings. Works without JavaScript, and keeps what was typed. */
export function SettingsForm(props: SettingsFormProps) {
  const { action, group, requestId, sections, values, version, editor } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, isConflict, shown, seen, key, error } = keptState(outcome, {
    values,
    version: `${version}`,
    labelOf: (name) => name,
    changed: "settings.changed",
  });
  return (
    <form action={submit} noValidate className="grid gap-6">
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={seen} />
      {refused && <Refused refused={refused} sections={sections} saved={values} editor={editor} />}
      <div key={key} className="grid gap-6">
        <SettingSections sections={sections} shown={shown} error={error} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button busy={pending}>{isConflict ? "Save mine" : "Save"}</Button>
        <div role="status">
          {outcome?.ok && !pending && <p className="font-medium text-accent">Saved.</p>}
        </div>
      </div>
    </form>
  );
}
