"use client";

import { useActionState, useEffect } from "react";
import { settle } from "#app/_components/cart-count-store";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import type { Outcome } from "#app/_lib/attempt";
import { removeLine, setQuantity } from "./actions";

type LineFormsProps = { sku: string; name: string; quantity: number; fixed: boolean };

/** Renders the forms of one cart line. The page reloads with the new totals; an error appears beside its field. */
export function LineForms({ sku, name, quantity, fixed }: LineFormsProps) {
  const id = sku.replaceAll(" ", "_");
  const [changed, change, changing] = useActionState(setQuantity, null);
  const [removed, remove, removing] = useActionState(removeLine, null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each response of the server ends the pending count
  useEffect(settle, [changed, removed, quantity]);
  const refusal = [changed, removed].find((outcome) => outcome && !outcome.ok);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        {!fixed && (
          <form action={change} className="flex items-end gap-2">
            <input type="hidden" name="sku" value={sku} />
            <div className="grid gap-1">
              <label htmlFor={`quantity-${id}`} className="text-sm text-muted">
                Quantity
              </label>
              <input
                key={quantity}
                id={`quantity-${id}`}
                name="quantity"
                type="number"
                inputMode="numeric"
                min={0}
                max={99}
                required
                defaultValue={typedQuantity(changed) ?? quantity}
                aria-describedby={`name-${id} message-${id}`}
                className={`${controlClasses} max-w-20`}
              />
            </div>
            <Button look="quiet" aria-label={`Update ${name}`} aria-busy={changing}>
              Update
            </Button>
          </form>
        )}
        <form action={remove}>
          <input type="hidden" name="sku" value={sku} />
          <Button look="plain" aria-label={`Remove ${name}`} aria-busy={removing}>
            Remove
          </Button>
        </form>
      </div>
      <p id={`message-${id}`} aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
        {refusal && !refusal.ok ? refusal.message : ""}
      </p>
    </div>
  );
}

const typedQuantity = (outcome: Outcome | null) =>
  outcome && !outcome.ok ? outcome.values?.quantity : undefined;
