"use client";

import { type ReactNode, useActionState } from "react";
import { Notice } from "#app/_components/ui/notice";
import { moveCategory } from "./actions";

/** Renders a form around the list, whose buttons move a category: `move` is "up:slug" or "down:slug". */
export function MoveForm({ requestId, children }: { requestId: string; children: ReactNode }) {
  const [outcome, submit] = useActionState(moveCategory, null);
  return (
    <form action={submit}>
      <input type="hidden" name="requestId" value={requestId} />
      <div role="status" className="not-empty:mb-4">
        {outcome?.ok === false && <Notice tone="bad">{outcome.message}</Notice>}
      </div>
      {children}
    </form>
  );
}
