import { Check, controlClasses, Field, Select } from "#app/_components/ui/field";
import type { FieldSpec } from "../forms/form";

type SettingFieldProps = { field: FieldSpec; value: string; error: string | undefined };

/** Renders the control of a setting. */
export function SettingField({ field, value, error }: SettingFieldProps) {
  const { name, label, hint } = field;
  const shared = { name, label, hint, error };
  switch (field.kind) {
    case "text": {
      const { type = "text", inputMode, maxLength, required = false } = field;
      const more = { type, inputMode, maxLength, required };
      return <Field {...shared} {...more} defaultValue={value} autoComplete="off" className="max-w-md" />;
    }
    case "area":
      return <Area {...shared} rows={field.rows} maxLength={field.maxLength} value={value} />;
    case "select":
      return (
        <Select {...shared} required defaultValue={value} className="max-w-md">
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      );
    case "check":
      return <Check {...shared} defaultChecked={value === "on"} />;
    case "choice":
      return <Choices {...shared} options={field.options} value={value} />;
  }
}

type Shared = {
  name: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  value: string;
};

function Area({
  name,
  label,
  hint,
  error,
  value,
  rows,
  maxLength,
}: Shared & { rows: number; maxLength: number }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={
          [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ") || undefined
        }
        className={controlClasses}
      />
      <Notes {...{ name, hint, error }} />
    </div>
  );
}

type Option = { value: string; label: string; hint: string };

function Choices({ name, label, hint, error, value, options }: Shared & { options: Option[] }) {
  return (
    <fieldset id={name} className="grid gap-2" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-2 font-medium">{label}</legend>
      {options.map((option) => (
        <div key={option.value} className="flex gap-3">
          <input
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
            aria-describedby={option.hint ? `${name}-${option.value}-hint` : undefined}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`${name}-${option.value}`} className="font-medium">
              {option.label}
            </label>
            {option.hint && (
              <p id={`${name}-${option.value}-hint`} className="text-sm text-muted">
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
      <Notes {...{ name, hint, error }} />
    </fieldset>
  );
}

function Notes({ name, hint, error }: Pick<Shared, "name" | "hint" | "error">) {
  return (
    <>
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </>
  );
}
