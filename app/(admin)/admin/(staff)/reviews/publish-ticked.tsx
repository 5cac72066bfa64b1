"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { SelectAll } from "#app/(admin)/admin/_parts/select-all";
import { publishTicked } from "./actions";

/** Renders the form that publishes the ticked reviews; the checkboxes stand beside the reviews. */
export function PublishTicked({ id, requestId }: { id: string; requestId: string }) {
  const [outcome, submit, pending] = useActionState(publishTicked, null);
  return (
    <form id={id} action={submit} className="mb-4 flex flex-wrap items-center gap-4">
      <SelectAll name="review" label="Tick all reviews of this page" />
      <input type="hidden" name="requestId" value={requestId} />
      <Button look="quiet" busy={pending}>
        Publish ticked reviews
      </Button>
      <div role="status" className="empty:hidden">
        {outcome && (
          <Notice tone={outcome.ok ? "good" : "bad"}>
            {outcome.ok ? outcome.message : (outcome.fields?.reviews ?? outcome.message)}
          </Notice>
        )}
      </div>
    </form>
  );
}
