"use client";

import { useActionState } from "react";
import { Button } from "../../../_components/ui/button";
import { Field } from "../../../_components/ui/field";
import { Notice } from "../../../_components/ui/notice";
import { signIn } from "./actions";

export function SignInForm({ from }: { from: string }) {
  const [outcome, submit, pending] = useActionState(signIn, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid gap-4">
      <div role="alert">{refused && <Notice tone="bad">{refused.message}</Notice>}</div>
      <input type="hidden" name="from" value={from} />
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={refused?.values?.email ?? ""}
        error={refused?.fields?.email}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={refused?.fields?.password}
      />
      <Button aria-busy={pending} disabled={pending} className="justify-self-start">
        Sign in
      </Button>
    </form>
  );
}
