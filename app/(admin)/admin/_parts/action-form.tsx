"use client";

import { type ReactNode, useActionState, useId } from "react";
import { Button } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome } from "#app/_lib/attempt";
import { Choice, type ChoiceProps } from "./choice";
import { Input, type InputProps } from "./input";

export type FormAction = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

type ActionFormProps = {
  action: FormAction;
  /** What the form is about, and its request id. */
  hidden: Record<string, string>;
  fields?: Omit<InputProps, "outcome">[];
  choices?: Omit<ChoiceProps, "outcome">[];
  button: string;
  look?: "primary" | "quiet" | "plain";
  /** Said when it is done and the form is still there. */
  done?: string;
  className?: string;
  children?: ReactNode;
};

/** A form of the back office: works without JavaScript, keeps what was typed when it is refused, and says why. */
export function ActionForm({
  action,
  hidden,
  fields = [],
  choices = [],
  button,
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
        aria-describedby={outcome?.ok === false ? message : undefined}
        className="justify-self-start"
      >
        {button}
      </Button>
      <div id={message} role="status" className="empty:-mt-3">
        {outcome?.ok === false && <Notice tone="bad">{complaintOf(outcome, [...fields, ...choices])}</Notice>}
        {outcome?.ok && (outcome.message ?? done) && <Notice tone="good">{outcome.message ?? done}</Notice>}
      </div>
    </form>
  );
}

/** What is wrong with something that is no field of the form's own, such as its boxes, else the message of the whole. */
function complaintOf(
  { message, fields: wrong = {} }: Extract<Outcome, { ok: false }>,
  own: { name: string }[],
): string {
  const elsewhere = Object.keys(wrong).find((name) => !own.some((field) => field.name === name));
  return (elsewhere && wrong[elsewhere]) || message;
}
