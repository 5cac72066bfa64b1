"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import type { FormValues } from "./rows";

export type KeptFormProps = {
  action: FormAction;
  /** Ids of what the form changes, and its request id. */
  hidden: Record<string, string>;
  /** Values as they are saved, and the digest of what they show. */
  values: FormValues;
  seen: string;
  /** Labels by field name; a row's field is "steps.#.upTo". */
  labels: Record<string, string>;
  /** False for staff who may only look. */
  mayChange: boolean;
  button: string;
};

export type Kept = {
  /** Values to show: those that were typed, else the saved ones. */
  shown: FormValues;
  error: (name: string) => string | undefined;
  /** Properties of a labeled field. */
  field: (name: string) => {
    name: string;
    label: string;
    defaultValue: string;
    error: string | undefined;
    autoComplete: string;
  };
};

/**
 * Renders a form that keeps what was typed when it is refused, shows what another staff member saved meanwhile, and
 * works without JavaScript.
 */
export function KeptForm({ children, ...props }: KeptFormProps & { children: (kept: Kept) => ReactNode }) {
  const { action, hidden, values, labels, mayChange, button } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const refused = outcome?.ok === false ? outcome : null;
  const shown = refused?.values ?? values;
  const isConflict = refused?.code === "settings.changed";
  // Only after the other person's values were shown may the next save replace them.
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : props.seen;
  const error = (name: string) => refused?.fields?.[name];
  const field = (name: string) => ({
    name,
    label: labelOf(labels, name),
    defaultValue: shown[name] ?? "",
    error: error(name),
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate className="grid gap-5">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" disabled={!mayChange} className="sr-only" />
      {Object.entries({ ...hidden, seen }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div role="status" className="empty:hidden">
        {refused && refused.tone !== "plain" && <Problems refused={refused} labels={labels} />}
        {refused && isConflict && <Conflict saved={values} typed={shown} labels={labels} />}
      </div>
      <fieldset
        disabled={!mayChange}
        key={JSON.stringify([shown, refused?.fields])}
        className="grid min-w-0 gap-5"
      >
        {children({ shown, error, field })}
      </fieldset>
      {mayChange && (
        <div className="flex flex-wrap items-center gap-4">
          <Button busy={pending}>{isConflict ? "Save mine" : button}</Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">Saved.</p>}
          </div>
        </div>
      )}
    </form>
  );
}

function labelOf(labels: Record<string, string>, name: string) {
  const [, at] = /\.(\d+)\./.exec(name) ?? [];
  const general = labels[name.replace(/\.\d+\./, ".#.")];
  return labels[name] ?? (general && at ? `${general}, row ${Number(at) + 1}` : name);
}

/** Renders why the form was refused, with a link to each wrong field. */
function Problems({ refused, labels }: { refused: Refusal; labels: Record<string, string> }) {
  const wrong = Object.entries(refused.fields ?? {});
  return (
    <Notice tone="bad">
      <p>{wrong.length === 0 ? refused.message : "Please check the form."}</p>
      {wrong.length > 0 && (
        <ul className="mt-1 grid gap-1">
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {labelOf(labels, name)}
              </a>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type ConflictProps = { saved: FormValues; typed: FormValues; labels: Record<string, string> };

/** Renders the values that another staff member saved meanwhile, beside what was typed. */
function Conflict({ saved, typed, labels }: ConflictProps) {
  const words = (value: string | undefined) =>
    value === "on" ? "Yes" : value?.replaceAll("\r", "").trim() || "—";
  const names = [...new Set([...Object.keys(saved), ...Object.keys(typed)])].filter(
    (name) => labelOf(labels, name) !== name && words(saved[name]) !== words(typed[name]),
  );
  if (names.length === 0)
    return <p className="mt-3">What is saved now is what you entered. “Save mine” saves it again.</p>;
  return (
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
        {names.map((name) => (
          <tr key={name}>
            <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
              {labelOf(labels, name)}
            </th>
            <td className="py-1.5 pr-4 align-top break-words">{words(saved[name])}</td>
            <td className="py-1.5 align-top break-words">{words(typed[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
