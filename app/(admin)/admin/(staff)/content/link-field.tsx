import { controlClasses, Field } from "#app/_components/ui/field";
import type { LinkGroup } from "./link-choices";

type LinkFieldProps = {
  name: string;
  label: string;
  choices: LinkGroup[];
  /** Chosen value, and the address when it is one. */
  chosen: string;
  typed: string;
  error: string | undefined;
  /** Label of the empty choice. */
  none: string;
};

/** Renders where a link leads: a choice, and a field for an address that is shown for that choice only. */
export function LinkField({ name, label, choices, chosen, typed, error, none }: LinkFieldProps) {
  const known = ["", "url", ...choices.flatMap(({ options }) => options.map(({ value }) => value))];
  return (
    <div className="group/link grid content-start gap-2">
      <div className="grid gap-1">
        <label htmlFor={name} className="font-medium">
          {label}
        </label>
        <select
          key={chosen}
          id={name}
          name={name}
          defaultValue={chosen}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
          className={controlClasses}
        >
          <option value="">{none}</option>
          {!known.includes(chosen) && <option value={chosen}>{chosen} (no longer in the shop)</option>}
          {choices.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
          <option value="url">Another address…</option>
        </select>
        {error && (
          <p id={`${name}-error`} className="text-sm font-medium text-danger">
            {error}
          </p>
        )}
      </div>
      <div className="hidden group-has-[option[value=url]:checked]/link:block">
        <Field
          name={`${name}Url`}
          label="Its address"
          hint="Begins with https:// or with /."
          maxLength={2000}
          autoComplete="off"
          defaultValue={typed}
        />
      </div>
    </div>
  );
}
