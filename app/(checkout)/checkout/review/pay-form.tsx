"use client";

import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { Check } from "#app/_components/ui/field";
import { useOutcome } from "#app/_lib/use-outcome";
import { pay } from "../actions";

type PayFormProps = {
  reviewed: string;
  total: string | null;
  /** Path of the terms that the shopper must accept; empty: there are none. */
  termsPage: string;
};

/**
 * Renders the button that places the order. `total` is null when there is nothing to pay. `reviewed` identifies what
 * the shopper sees: when that has changed, no order is placed.
 */
export function PayForm({ reviewed, total, termsPage }: PayFormProps) {
  const [outcome, submit, pending] = useOutcome(pay);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} className="mt-6 grid gap-4">
      <ErrorSummary outcome={outcome} labels={termsPage ? { acceptsTerms: "Terms" } : {}} />
      <input type="hidden" name="reviewed" value={reviewed} />
      {termsPage && (
        <Check
          name="acceptsTerms"
          label="I accept the terms."
          defaultChecked={refused?.values?.acceptsTerms === "on"}
          error={refused?.fields?.acceptsTerms}
        />
      )}
      {termsPage && (
        <p className="-mt-3 text-sm">
          <a href={termsPage} target="_blank" rel="noopener" className="text-link inline-block py-1">
            Read the terms (opens in a new tab)
          </a>
        </p>
      )}
      <Button disabled={pending} className="w-full text-lg">
        {total ? `Pay ${total}` : "Place order"}
      </Button>
      {total && (
        <p className="text-sm text-muted">You pay on our payment provider's page and then return here.</p>
      )}
    </form>
  );
}
