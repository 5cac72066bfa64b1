"use client";

import { useActionState } from "react";
import { Button } from "../../../_components/ui/button";
import { pay } from "../actions";
import { ErrorSummary } from "../error-summary";

/** `reviewed` says what the shopper is looking at: if that is no longer true, nothing is ordered. */
export function PayForm({ reviewed, total }: { reviewed: string; total: string }) {
  const [outcome, submit, pending] = useActionState(pay, null);
  return (
    <form action={submit} className="mt-6 grid gap-4">
      <ErrorSummary outcome={outcome} />
      <input type="hidden" name="reviewed" value={reviewed} />
      <Button disabled={pending} className="w-full text-lg">
        Pay {total}
      </Button>
      <p className="text-sm text-muted">You pay on the page of our payment provider and come back here.</p>
    </form>
  );
}
