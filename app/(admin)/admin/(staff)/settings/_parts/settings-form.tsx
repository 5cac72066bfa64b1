"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import type { FormValues, Section } from "../forms/form";
import { SettingField } from "./setting-field";
import { wordsOf } from "./words-of";

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

/** Renders why the form was refused, with a link to each wrong field. */
function Refused({ refused, sections }: { refused: Refusal; sections: Section[] }) {
  const fields = sections.flatMap((section) => section.fields);
  const wrong = Object.entries(refused.fields ?? {});
  return (
    <Notice tone="bad" role="alert">
      <p className="font-medium">{refused.message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {fields.find((field) => field.name === name)?.label ?? name}
              </a>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type ConflictProps = { editor: string; saved: FormValues; typed: FormValues; sections: Section[] };

/** Renders the values that someone else saved meanwhile, beside what was typed. */
function Conflict({ editor, saved, typed, sections }: ConflictProps) {
  const differing = sections
    .flatMap(({ fields }) => fields)
    .map((field) => ({
      ...field,
      saved: wordsOf(field, saved[field.name]),
      typed: wordsOf(field, typed[field.name]),
    }))
    .filter((field) => field.saved !== field.typed.replaceAll("\r", ""));
  if (differing.length === 0)
    return (
      <p>
        {editor && `${editor} saved it. `}What is saved now is what you entered. Press “Save mine” to save it
        again.
      </p>
    );
  return (
    <div>
      <p>
        {editor && `${editor} saved it. `}The form keeps what you entered. These values differ; “Save mine”
        replaces what is saved.
      </p>
      <table className="mt-3 w-full border-collapse text-left text-sm">
        <caption className="sr-only">Saved values that differ from yours</caption>
        <thead>
          <tr className="border-b border-edge">
            {["Field", "Saved now", "Yours"].map((label) => (
              <th key={label} scope="col" className="py-1 pr-4 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {differing.map((field) => (
            <tr key={field.name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {field.label}
              </th>
              <td className="py-1.5 pr-4 align-top break-words">{field.saved}</td>
              <td className="py-1.5 align-top break-words">{field.typed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
