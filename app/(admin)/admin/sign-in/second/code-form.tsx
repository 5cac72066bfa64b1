"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { completeWithCode } from "./actions";

const looks = {
  totp: {
    label: "Code from your authenticator app",
    button: "Sign in",
    input: { name: "code", autoComplete: "one-time-code", inputMode: "numeric", maxLength: 9 },
  },
  recovery: {
    label: "Recovery code",
    button: "Sign in with the recovery code",
    input: { name: "recovery", autoComplete: "off", autoCapitalize: "none", maxLength: 20 },
  },
} as const;

export function CodeForm({ kind, from }: { kind: keyof typeof looks; from: string }) {
  const [outcome, submit, pending] = useActionState(completeWithCode, null);
  const refused = outcome?.ok === false ? outcome : null;
  const { label, button, input } = looks[kind];
  return (
    <form action={submit} noValidate className="grid gap-4">
      <div role="alert" className="empty:-mb-4">
        {refused && <Notice tone="bad">{refused.fields?.code ?? refused.message}</Notice>}
      </div>
      <input type="hidden" name="method" value={kind} />
      <input type="hidden" name="from" value={from} />
      <Field label={label} required {...input} />
      <Button
        look={kind === "totp" ? "primary" : "quiet"}
        aria-busy={pending}
        disabled={pending}
        className="justify-self-start"
      >
        {button}
      </Button>
    </form>
  );
}
