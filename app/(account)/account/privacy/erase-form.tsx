"use client";

import { useActionState } from "react";
import { Button } from "../../../_components/ui/button";
import { Check } from "../../../_components/ui/field";
import { Notice } from "../../../_components/ui/notice";
import { eraseAccount } from "./actions";

/** The box is what asks "are you sure?", with and without JavaScript. */
export function EraseForm() {
  const [outcome, submit, pending] = useActionState(eraseAccount, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid justify-items-start gap-3">
      <Check
        label="I want my account to be erased for good"
        name="sure"
        required
        error={refused?.fields?.sure}
      />
      <Button look="quiet" disabled={pending} aria-busy={pending}>
        Erase my account
      </Button>
      <div role="status" className="empty:hidden">
        {refused && !refused.fields?.sure && <Notice tone="bad">{refused.message}</Notice>}
      </div>
    </form>
  );
}
