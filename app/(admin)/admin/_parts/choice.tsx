import { useId } from "react";
import type { Outcome } from "#app/_lib/attempt";

export type ChoiceProps = {
  name: string;
  legend: string;
  options: { value: string; label: string; hint: string }[];
  /** Value of the current choice. */
  value: string;
  outcome: Outcome | null;
};

/** Renders a group of radio buttons; after a refusal the typed choice stays selected. */
export function Choice({ name, legend, options, value, outcome }: ChoiceProps) {
  const id = useId();
  const refused = outcome?.ok === false ? outcome : null;
  const error = refused?.fields?.[name];
  const chosen = refused?.values?.[name] ?? value;
  return (
    <fieldset key={chosen} className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-medium">{legend}</legend>
      {options.map((option, i) => (
        <div key={option.value} className="flex gap-3">
          <input
            type="radio"
            id={`${id}-${i}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === chosen}
            aria-describedby={`${id}-${i}-hint`}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`${id}-${i}`} className="font-medium">
              {option.label}
            </label>
            <p id={`${id}-${i}-hint`} className="text-sm text-muted">
              {option.hint}
            </p>
          </div>
        </div>
      ))}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
