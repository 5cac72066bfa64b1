"use client";

import { type ReactNode, useActionState, useId } from "react";
import { Button } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome, Refusal } from "#app/_lib/attempt";
import { Choice, type ChoiceProps } from "./choice";
import { Input, type InputProps } from "./input";

export type FormAction = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

type ActionFormProps = {
  action: FormAction;
  /** IDs of what the form changes, and its request ID. */
  hidden: Record<string, string>;
  fields?: Omit<InputProps, "outcome">[];
  choices?: Omit<ChoiceProps, "outcome">[];
  button: string;
  /** Text on the button when `button`, which then is its accessible name, is too long to show. */
  short?: string;
  look?: "primary" | "quiet" | "plain";
  /** Success message, for a form that stays on the page. */
  done?: string;
  className?: string;
  children?: ReactNode;
};

/** Renders a form of the admin. It works without JavaScript, and after a refusal keeps what was typed and shows why. */
export function ActionForm({
  action,
  hidden,
  fields = [],
  choices = [],
  button,
  short,
  look = "primary",
  done,
  className,
  children,
}: ActionFormProps) {
  const [outcome, submit, pending] = useActionState(action, null);
  const message = useId();
  return (
    <form action={submit} noValidate className={classes("grid gap-3", className)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {choices.map((choice) => (
        <Choice key={choice.name} {...choice} outcome={outcome} />
      ))}
      {fields.map((field) => (
        <Input key={field.name} {...field} outcome={outcome} />
      ))}
      <Button
        look={look}
        disabled={pending}
        aria-busy={pending}
        aria-label={short && button}
        aria-describedby={outcome?.ok === false ? message : undefined}
        className="justify-self-start"
      >
        {short ?? button}
      </Button>
      <div id={message} role="status" className="empty:-mt-3">
        {outcome?.ok === false && <Notice tone="bad">{errorOf(outcome, [...fields, ...choices])}</Notice>}
        {outcome?.ok && (outcome.message ?? done) && <Notice tone="good">{outcome.message ?? done}</Notice>}
      </div>
    </form>
  );
}

/** Returns the error of a control outside `fields` and `choices`, such as a checkbox, else the form's message. */
function errorOf({ message, fields: wrong = {} }: Refusal, own: { name: string }[]): string {
  const elsewhere = Object.keys(wrong).find((name) => !own.some((field) => field.name === name));
  return (elsewhere && wrong[elsewhere]) || message;
}
