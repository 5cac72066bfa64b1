"use client";

import { useActionState } from "react";
import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { pay } from "../actions";

/** Without a total there is nothing to pay. `reviewed` says what the shopper is looking at: if that is no longer true, nothing is ordered. */
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
        <p className="text-sm text-muted">You pay on the page of our payment provider and come back here.</p>
      )}
    </form>
  );
}
