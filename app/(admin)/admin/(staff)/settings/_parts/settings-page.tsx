import { randomUUID } from "node:crypto";
import { SettingsCheck } from "@securecart/core/settings-check";
import { Staff, type StaffMember } from "@securecart/core/staff";
import type { ReactNode } from "react";
import { Notice } from "#app/_components/ui/notice";
import { Title } from "#app/(admin)/admin/_parts/title";
import { saveSettings } from "../actions";
import type { SettingsForm as Definition, FormValues, Section } from "../forms/form";
import { LastChange } from "./last-change";
import { SettingsForm } from "./settings-form";
import { wordsOf } from "./words-of";

type SettingsPageProps = Pick<StaffMember, "roles"> & {
  form: Definition;
  /** Renders what belongs below the form, from its values. */
  below?: (values: FormValues) => ReactNode;
};

/** Renders a group of settings: a form for staff who may change it, its values for others. */
export async function SettingsPage({ form, roles, below }: SettingsPageProps) {
  const { group, title, intro } = form;
  const [{ values, version, last }, { problems }, sections] = await Promise.all([
    form.read(),
    SettingsCheck.run(),
    form.sections(),
  ]);
  const mayChange = Staff.may(roles, "settings.change");
  const own = problems.filter(({ pages }) => pages.includes(`/admin/settings/${group}`));
  return (
    <>
      <Title>{title}</Title>
      <div className="grid max-w-3xl gap-6">
        <p className="text-muted">{intro}</p>
        {own.map(({ message }) => (
          <Notice key={message} tone="warning">
            {message}
          </Notice>
        ))}
        {mayChange ? (
          <SettingsForm
            action={saveSettings}
            group={group}
            requestId={randomUUID()}
            sections={sections}
            values={values}
            version={version}
            editor={last?.actor.replace(/^staff:/, "") ?? ""}
          />
        ) : (
          <Values sections={sections} values={values} />
        )}
        <LastChange group={group} last={last} mayChange={mayChange} />
        {below?.(values)}
      </div>
    </>
  );
}

/** Renders the values of a group in words. */
function Values({ sections, values }: { sections: Section[]; values: Record<string, string> }) {
  return sections.map(({ title, fields }) => (
    <section key={title} className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      <dl className="grid gap-3">
        {fields.map((field) => (
          <div key={field.name}>
            <dt className="text-sm text-muted">{field.label}</dt>
            <dd className="whitespace-pre-line">{wordsOf(field, values[field.name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
