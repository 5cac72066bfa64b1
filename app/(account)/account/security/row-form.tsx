"use client";

import { Button } from "#app/_components/ui/button";
import type { Outcome } from "#app/_lib/attempt";
import { useOutcome } from "#app/_lib/use-outcome";

type RowFormProps = {
  action: (previous: Outcome | null, form: FormData) => Promise<Outcome>;
  hidden: Record<string, string>;
  button: string;
  /** Name of the row, so that screen reader users can tell the buttons apart. */
  about: string;
};

/** Renders one button of a row in a list. */
export function RowForm({ action, hidden, button, about }: RowFormProps) {
  const [outcome, submit, pending] = useOutcome(action);
  return (
    <form action={submit} className="grid gap-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button look="quiet" busy={pending}>
        {button}
        <span className="sr-only"> {about}</span>
      </Button>
      {outcome?.ok === false && (
        <p role="alert" className="text-sm font-medium text-danger">
          {outcome.message}
        </p>
      )}
    </form>
  );
}
