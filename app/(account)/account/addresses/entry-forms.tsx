"use client";

import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { useOutcome } from "#app/_lib/use-outcome";
import { makeDefault, removeAddress } from "./actions";

type EntryFormsProps = { addressId: string; label: string; isDefault: boolean };

/** Renders the buttons that remove an address or make it the default. */
export function EntryForms({ addressId, label, isDefault }: EntryFormsProps) {
  const [chosen, choose, choosing] = useOutcome(makeDefault);
  const [removed, remove, removing] = useOutcome(removeAddress);
  const refusal = [chosen, removed].find((outcome) => outcome && !outcome.ok);
  return (
    <>
      {!isDefault && (
        <form action={choose}>
          <input type="hidden" name="addressId" value={addressId} />
          <Button look="plain" busy={choosing}>
            Make default<span className="sr-only">: {label}</span>
          </Button>
        </form>
      )}
      <form action={remove}>
        <input type="hidden" name="addressId" value={addressId} />
        <Button look="plain" busy={removing}>
          Remove<span className="sr-only"> {label}</span>
        </Button>
      </form>
      <div aria-live="polite" className="w-full">
        {refusal && !refusal.ok && <Notice tone="bad">{refusal.message}</Notice>}
      </div>
    </>
  );
}
