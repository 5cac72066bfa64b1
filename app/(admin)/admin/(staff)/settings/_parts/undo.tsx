"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";

type UndoProps = { action: FormAction; group: string; auditId: string; requestId: string };

/** Renders the button that takes back the last change. Works without JavaScript. */
export function Undo({ action, group, auditId, requestId }: UndoProps) {
  const [outcome, submit, pending] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="auditId" value={auditId} />
      <input type="hidden" name="requestId" value={requestId} />
      <Button look="plain" busy={pending}>
        Undo this change
      </Button>
      <div role="status">{outcome && !outcome.ok && <Notice tone="bad">{outcome.message}</Notice>}</div>
    </form>
  );
}
