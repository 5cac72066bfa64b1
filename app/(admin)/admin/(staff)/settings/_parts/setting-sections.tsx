import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import type { FormValues, Section } from "../forms/form";
import { SettingField } from "./setting-field";

type SettingSectionsProps = {
  sections: Section[];
  shown: FormValues;
  error: (name: string) => string | undefined;
};

/** Renders the sections of a form of settings with their fields. */
export const SettingSections = ({ sections, shown, error }: SettingSectionsProps) =>
  sections.map(({ title, hint, fields }) => (
    <FormSection key={title} title={title} hint={hint}>
      {fields.map((field) => (
        <SettingField
          key={field.name}
          field={field}
          value={shown[field.name] ?? ""}
          error={error(field.name)}
        />
      ))}
    </FormSection>
  ));
