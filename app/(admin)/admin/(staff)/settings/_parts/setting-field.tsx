import { Check, Field, Select } from "#app/_components/ui/field";
import { Boxes, Choices, Options, TextArea } from "#app/(admin)/admin/_parts/controls";
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
      return (
        <TextArea
          {...shared}
          rows={field.rows}
          maxLength={field.maxLength}
          defaultValue={value}
          isOptional={false}
        />
      );
    case "select":
      return (
        <Select {...shared} required defaultValue={value} className="max-w-md">
          <Options options={field.options} />
        </Select>
      );
    case "check":
      return <Check {...shared} defaultChecked={value === "on"} />;
    case "boxes":
      return <Boxes {...shared} options={field.options} chosen={value} />;
    case "choice":
      return <Choices {...shared} legend={label} options={field.options} value={value} />;
  }
}
