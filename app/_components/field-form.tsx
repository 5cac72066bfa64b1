"use client";

import type { ComponentProps, ReactNode } from "react";
import type { Outcome } from "../_lib/attempt";
import { useOutcome } from "../_lib/use-outcome";
import { ErrorSummary } from "./error-summary";
import { PasswordField } from "./password-field";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Notice } from "./ui/notice";

type FieldProps = Omit<ComponentProps<typeof Field>, "defaultValue" | "error"> & { value?: string };

type FieldFormProps = {
  action: (previous: Outcome | null, form: FormData) => Promise<Outcome>;
  fields: FieldProps[];
  /** Hidden fields. */
  hidden?: Record<string, string>;
  button: string;
  look?: ComponentProps<typeof Button>["look"];
  /** Success message, for a form that stays on its page. */
  done?: string;
  children?: ReactNode;
};

/** Renders a form with its fields in one column and an error summary above them. */
export function FieldForm({ action, fields, hidden = {}, button, look, done, children }: FieldFormProps) {
  const [outcome, submit, pending] = useOutcome(action);
  const refused = outcome?.ok === false ? outcome : null;
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]));
  return (
    <form action={submit} noValidate className="grid gap-4">
      <ErrorSummary outcome={outcome} labels={labels} />
      {outcome?.ok && (outcome.message ?? done) && (
        <Notice tone="good" role="status">
          {outcome.message ?? done}
        </Notice>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ value, ...field }) => {
        const One = field.autoComplete === "new-password" ? PasswordField : Field;
        return (
          <One
            key={field.name}
            {...field}
            defaultValue={refused?.values?.[field.name] ?? value ?? ""}
            error={refused?.fields?.[field.name]}
            suggestion={refused?.suggestions?.[field.name]}
          />
        );
      })}
      {children}
      <Button {...(look && { look })} busy={pending} className="w-full sm:w-auto sm:justify-self-start">
        {button}
      </Button>
    </form>
  );
}
