"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import type { FormValues, Section } from "../forms/form";
import { Conflict, Refused } from "./refused";
import { SettingField } from "./setting-field";

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
  const refused = outcome?.ok === false ? outcome : null;
  const shown = refused?.values ?? values;
  const isConflict = refused?.code === "settings.changed";
  // Only after the other person's values were shown may the next save replace them.
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : `${version}`;
  return (
    <form action={submit} noValidate className="grid gap-6">
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={seen} />
      {refused && <Refused refused={refused} sections={sections} />}
      {refused && isConflict && <Conflict editor={editor} saved={values} typed={shown} sections={sections} />}
      <div key={JSON.stringify([shown, refused?.fields])} className="grid gap-6">
        {sections.map(({ title, hint, fields }) => (
          <section key={title} className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
            <h2 className="text-xl">{title}</h2>
            {hint && <p className="mt-1 text-sm text-muted">{hint}</p>}
            <div className="mt-3 grid gap-4">
              {fields.map((field) => (
                <SettingField
                  key={field.name}
                  field={field}
                  value={shown[field.name] ?? ""}
                  error={refused?.fields?.[field.name]}
                />
              ))}
            </div>
          </section>
        ))}
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
