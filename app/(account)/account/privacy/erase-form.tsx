"use client";

import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { Check } from "#app/_components/ui/field";
import { useOutcome } from "#app/_lib/use-outcome";
import { eraseAccount } from "./actions";

/** Renders the erasure form. Its checkbox is the confirmation step, with or without JavaScript. */
export function EraseForm() {
  const [outcome, submit, pending] = useOutcome(eraseAccount);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid justify-items-start gap-3">
      <ErrorSummary outcome={outcome} labels={{ sure: "Erase my account" }} />
      <Check
        label="I want to permanently erase my account"
        name="sure"
        required
        error={refused?.fields?.sure}
      />
      <Button look="quiet" busy={pending}>
        Erase my account
      </Button>
    </form>
  );
}
