"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { RecoveryCodes } from "#app/(admin)/admin/_parts/recovery-codes";
import { newCodes } from "./actions";

export function NewCodes() {
  const [outcome, submit, pending] = useActionState(newCodes, null);
  return (
    <form action={submit} className="grid gap-4">
      {outcome?.ok && <RecoveryCodes codes={outcome.codes} />}
      <div role="alert" className="empty:-mb-4">
        {outcome?.ok === false && <Notice tone="bad">{outcome.message}</Notice>}
      </div>
      <Button look="quiet" disabled={pending} aria-busy={pending} className="justify-self-start">
        Create new codes
      </Button>
    </form>
  );
}
