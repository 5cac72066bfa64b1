"use client";

import { useActionState } from "react";
import { Button } from "../../../_components/ui/button";
import { Notice } from "../../../_components/ui/notice";
import { cancelPaidOrder } from "./actions";

type CancelFormProps = { token: string; captured: boolean };

/** Folded away, because the one click that opens it is what asks "are you sure?", with and without JavaScript. */
export function CancelForm({ token, captured }: CancelFormProps) {
  const [outcome, cancel, canceling] = useActionState(cancelPaidOrder, null);
  return (
    <details className="mt-8 border-t border-line pt-4" open={outcome?.ok === false}>
      <summary className="text-link inline-block py-2.5">Changed your mind?</summary>
      <form action={cancel} className="mt-3 grid justify-items-start gap-3">
        <p className="max-w-prose text-muted">
          As long as nothing has been sent, you can cancel the whole order.{" "}
          {captured ? "Your payment goes back to you in full." : "You will not be charged."}
        </p>
        <input type="hidden" name="token" value={token} />
        <Button look="quiet" busy={canceling}>
          Cancel order
        </Button>
        <div aria-live="polite">{outcome?.ok === false && <Notice tone="bad">{outcome.message}</Notice>}</div>
      </form>
    </details>
  );
}
