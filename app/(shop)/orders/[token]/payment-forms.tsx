"use client";

import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { useOutcome } from "#app/_lib/use-outcome";
import { cancelOrder, payOrder } from "./actions";

/** Renders the buttons to pay or cancel an unpaid order. */
export function PaymentForms({ token, total }: { token: string; total: string }) {
  const [paid, pay, paying] = useOutcome(payOrder);
  const [canceled, cancel, canceling] = useOutcome(cancelOrder);
  const refusal = [paid, canceled].find((outcome) => outcome && !outcome.ok);
  const busy = paying || canceling;
  return (
    <div className="mt-4 grid gap-4">
      <div className="flex flex-wrap gap-3">
        <form action={pay}>
          <input type="hidden" name="token" value={token} />
          <Button disabled={busy}>Pay {total}</Button>
        </form>
        <form action={cancel}>
          <input type="hidden" name="token" value={token} />
          <Button look="quiet" disabled={busy}>
            Cancel order
          </Button>
        </form>
      </div>
      <div aria-live="polite">{refusal && !refusal.ok && <Notice tone="bad">{refusal.message}</Notice>}</div>
    </div>
  );
}
