import type { ReactNode } from "react";
import { described, Notes } from "#app/_components/ui/field";

export { TextArea } from "#app/_components/ui/field";

export type Option = { value: string; label: string };

/** Renders two fields side by side where there is room. */
export const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-4 sm:grid-cols-2">{children}</div>
);

/** Renders the options of a select. */
export const Options = ({ options }: { options: readonly Option[] }) =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

type GroupProps = { name: string; hint?: string | undefined; error?: string | undefined };

type RadiosProps = GroupProps & { legend: string; options: readonly Option[]; value: string };

/** Renders radio buttons in a row. Each has an ID of the name and its value, for styles that follow the choice. */
export function Radios({ name, legend, options, value, error }: RadiosProps) {
  return (
    <fieldset id={name} className="grid gap-1" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map((option) => (
          <label
            key={option.value}
            htmlFor={`${name}-${option.value}`}
            className="flex min-h-11 items-center gap-2"
          >
            <input
              id={`${name}-${option.value}`}
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              className="size-5 shrink-0 accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
      <Notes name={name} error={error} />
    </fieldset>
  );
}

type ChoicesProps = GroupProps & {
  /** Prefix of the IDs; the name unless a page has several such groups. */
  id?: string;
  legend: string;
  isLegendHidden?: boolean;
  options: readonly (Option & { hint: string })[];
  value: string;
};

/** Renders radio buttons below each other, each with a hint. */
export function Choices({ id, name, legend, isLegendHidden, options, value, hint, error }: ChoicesProps) {
  const group = id ?? name;
  return (
    <fieldset id={group} className="grid gap-2" aria-describedby={error ? `${group}-error` : undefined}>
      <legend className={isLegendHidden ? "sr-only" : "mb-2 font-medium"}>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="flex gap-3">
          <input
            type="radio"
            id={`${group}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
            aria-describedby={option.hint ? `${group}-${option.value}-hint` : undefined}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`${group}-${option.value}`} className="font-medium">
              {option.label}
            </label>
            {option.hint && (
              <p id={`${group}-${option.value}-hint`} className="text-sm text-muted">
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
      <Notes name={group} hint={hint} error={error} />
    </fieldset>
  );
}

type BoxesProps = GroupProps & {
  label: string;
  options: readonly Option[];
  /** Chosen values, one per line. */
  chosen: string | undefined;
};

/** Renders a checkbox for each option, and for each chosen one that is no longer offered. */
export function Boxes({ name, label, options, chosen = "", hint, error }: BoxesProps) {
  const values = chosen.split("\n").filter(Boolean);
  const gone = values.filter((one) => !options.some(({ value }) => value === one));
  const { "aria-describedby": notes } = described({ name, hint, error });
  return (
    <fieldset id={name} className="grid gap-1" aria-describedby={notes}>
      <legend className="font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {[...options, ...gone.map((value) => ({ value, label: value }))].map((option) => (
          <label
            key={option.value}
            htmlFor={`${name}-${option.value}`}
            className="flex min-h-9 items-center gap-2"
          >
            <input
              id={`${name}-${option.value}`}
              type="checkbox"
              name={name}
              value={option.value}
              defaultChecked={values.includes(option.value)}
              className="size-5 shrink-0 accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
      <Notes name={name} hint={hint} error={error} />
    </fieldset>
  );
}
