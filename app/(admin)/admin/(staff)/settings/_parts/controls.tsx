import type { ReactNode } from "react";
import { Button } from "#app/_components/ui/button";
import type { FormValues } from "./rows";

/** Renders a part of a form with its heading. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 gap-4 rounded-card border border-line bg-surface p-4 md:p-5">
      <div>
        <h2 className="text-xl">{title}</h2>
        {hint && <p className="mt-1 text-sm text-muted">{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** Renders the button that adds an empty row. */
export function AddRow({ rows, label }: { rows: string; label: string }) {
  return (
    <Button look="quiet" name="intent" value={`add:${rows}`} className="justify-self-start">
      {label}
    </Button>
  );
}

/** Renders the button that removes a row. */
export function RemoveRow({ rows, at, what }: { rows: string; at: number; what: string }) {
  return (
    <Button look="plain" name="intent" value={`remove:${rows}:${at}`} className="min-h-9 justify-self-start">
      Remove
      <span className="sr-only">
        {" "}
        {what} {at + 1}
      </span>
    </Button>
  );
}

/** Renders a small checkbox for a dense list. */
export function Tick({ name, label, values }: { name: string; label: string; values: FormValues }) {
  return (
    <label htmlFor={name} className="flex min-h-9 items-center gap-2">
      <input
        type="checkbox"
        id={name}
        name={name}
        defaultChecked={values[name] === "on"}
        className="size-5 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}

/** Renders radio buttons in a row. */
export function Radios({
  name,
  legend,
  options,
  value,
}: {
  name: string;
  legend: string;
  options: { value: string; label: string }[];
  value: string;
}) {
  return (
    <fieldset id={name}>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-6">
        {options.map((option) => (
          <label
            key={option.value}
            htmlFor={`${name}-${option.value}`}
            className="flex min-h-9 items-center gap-2"
          >
            <input
              type="radio"
              id={`${name}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              className="size-5 shrink-0 accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type AreaProps = {
  name: string;
  label: string;
  hint: string;
  defaultValue: string;
  error: string | undefined;
};

/** Renders a labeled text area. */
export function Lines({ name, label, hint, defaultValue, error }: AreaProps) {
  return (
    <div className="grid gap-1">
      <label htmlFor={name} className="font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </label>
      <textarea
        id={name}
        name={name}
        rows={3}
        maxLength={2_000}
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${name}-error`, `${name}-hint`].filter(Boolean).join(" ")}
        className="w-full max-w-md rounded-control border border-edge bg-surface px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-danger"
      />
      <p id={`${name}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
