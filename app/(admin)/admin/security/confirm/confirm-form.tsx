"use client";

import { useActionState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Field } from "../../../../_components/ui/field";
import { Notice } from "../../../../_components/ui/notice";
import { confirm } from "./actions";

export function ConfirmForm({ from, email }: { from: string; email: string }) {
  const [outcome, submit, pending] = useActionState(confirm, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid gap-4">
      <div role="alert" className="empty:-mb-4">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
      </div>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={refused?.fields?.password}
      />
      <Button aria-busy={pending} disabled={pending} className="justify-self-start">
        Continue
      </Button>
    </form>
  );
}
