"use client";

import { useActionState } from "react";
import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { pay } from "../actions";

/**
 * Renders the button that places the order. `total` is null when there is nothing to pay. `reviewed` identifies what
 * the shopper sees: when that has changed, no order is placed.
 */
export function PayForm({ reviewed, total }: { reviewed: string; total: string | null }) {
  const [outcome, submit, pending] = useActionState(pay, null);
  return (
    <form action={submit} className="mt-6 grid gap-4">
      <ErrorSummary outcome={outcome} />
      <input type="hidden" name="reviewed" value={reviewed} />
      <Button disabled={pending} className="w-full text-lg">
        {total ? `Pay ${total}` : "Place order"}
      </Button>
      {total && (
        <p className="text-sm text-muted">You pay on our payment provider's page and then return here.</p>
      )}
    </form>
  );
}
