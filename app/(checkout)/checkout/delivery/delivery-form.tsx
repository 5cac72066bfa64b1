"use client";

import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { useOutcome } from "#app/_lib/use-outcome";
import { saveDelivery } from "../actions";

type Choice = { id: string; label: string; description: string; arrives: string | null; price: string };

export function DeliveryForm({ choices, chosen }: { choices: Choice[]; chosen: string }) {
  const [outcome, submit, pending] = useOutcome(saveDelivery);
  const marked = (outcome?.ok === false && outcome.values?.delivery) || chosen;
  return (
    <form action={submit} className="mt-6 grid gap-6">
      <ErrorSummary outcome={outcome} />
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-display text-xl font-semibold">How should we deliver your order?</legend>
        {choices.map(({ id, label, description, arrives, price }) => (
          <label
            key={id}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control border border-edge bg-surface px-4 py-3 hover:border-ink has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="delivery"
              value={id}
              required
              defaultChecked={id === marked}
              className="size-5 accent-accent"
            />
            <span className="grow">
              <span className="font-medium">{label}</span>
              {arrives && <span className="block text-sm">Arrives {arrives}</span>}
              {description && <span className="block text-sm text-muted">{description}</span>}
            </span>
            <span className="font-medium tabular-nums">{price}</span>
          </label>
        ))}
      </fieldset>
      <div>
        <Button aria-busy={pending} className="w-full sm:w-auto">
          Continue to review
        </Button>
      </div>
    </form>
  );
}
