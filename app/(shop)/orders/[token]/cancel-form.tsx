"use client";

import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { useOutcome } from "#app/_lib/use-outcome";
import { cancelPaidOrder } from "./actions";

/** `refund` is the amount to refund ("$39.90"), null when nothing was charged or everything was refunded. */
type CancelFormProps = { token: string; refund: string | null };

/** Renders the cancellation in a collapsed section: opening it is the confirmation step, with or without JavaScript. */
export function CancelForm({ token, refund }: CancelFormProps) {
  const [outcome, cancel, canceling] = useOutcome(cancelPaidOrder);
  return (
    <details className="mt-8 border-t border-line pt-4" open={outcome?.ok === false}>
      <summary className="text-link inline-block py-2.5">Changed your mind?</summary>
      <form action={cancel} className="mt-3 grid justify-items-start gap-3">
        <p className="max-w-prose text-muted">
          You can cancel the whole order until it is shipped.{" "}
          {refund ? `We will refund ${refund}.` : "You will not be charged."}
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
