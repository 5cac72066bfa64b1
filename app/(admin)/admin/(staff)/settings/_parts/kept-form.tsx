"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf, wordsIn } from "#app/(admin)/admin/_parts/saved-meanwhile";
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

export type Kept = Pick<ReturnType<typeof keptState>, "shown" | "error" | "field">;

/**
 * Renders a form that keeps what was typed when it is refused, shows what another staff member saved meanwhile, and
 * works without JavaScript.
 */
export function KeptForm({ children, ...props }: KeptFormProps & { children: (kept: Kept) => ReactNode }) {
  const { action, hidden, values, labels, mayChange, button } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const kept = keptState(outcome, {
    values,
    version: props.seen,
    labelOf: (name) => labelOf(labels, name),
    changed: "settings.changed",
  });
  const { refused, isConflict, shown } = kept;
  return (
    <form action={submit} noValidate className="grid gap-5">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" disabled={!mayChange} className="sr-only" />
      {Object.entries({ ...hidden, seen: kept.seen }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div role="status" className="empty:hidden">
        {refused && refused.tone !== "plain" && (
          <RefusedForm
            refused={refused}
            labelOf={(name) => labelOf(labels, name)}
            conflict={isConflict && { differences: differencesIn(labels, values, shown) }}
          />
        )}
      </div>
      <fieldset disabled={!mayChange} key={kept.key} className="grid min-w-0 gap-5">
        {children(kept)}
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

/** Lists the fields with a label whose saved and typed values differ, rows included. */
function differencesIn(labels: Record<string, string>, saved: FormValues, typed: FormValues) {
  const named = Object.keys({ ...saved, ...typed })
    .map((name) => [name, labelOf(labels, name)] as const)
    .filter(([name, label]) => label !== name);
  return differencesOf({ labels: Object.fromEntries(named), saved, typed, words: wordsIn({}) });
}
