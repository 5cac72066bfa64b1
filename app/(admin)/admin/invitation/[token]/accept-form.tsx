"use client";

import { useActionState } from "react";
import { Button } from "../../../../_components/ui/button";
import { Field } from "../../../../_components/ui/field";
import { Notice } from "../../../../_components/ui/notice";
import { accept } from "./actions";

export function AcceptForm({ token, email }: { token: string; email: string }) {
  const [outcome, submit, pending] = useActionState(accept, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid gap-4">
      <div role="alert" className="empty:-mb-4">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
      </div>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters; a sentence is fine."
        required
        error={refused?.fields?.password}
      />
      <Button aria-busy={pending} disabled={pending} className="justify-self-start">
        Accept the invitation
      </Button>
    </form>
  );
}
