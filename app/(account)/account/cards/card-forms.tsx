"use client";

import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { useOutcome } from "#app/_lib/use-outcome";
import { makeDefault, removeCard } from "./actions";

type CardFormsProps = { cardId: string; label: string; isDefault: boolean };

export function CardForms({ cardId, label, isDefault }: CardFormsProps) {
  const [chosen, choose, choosing] = useOutcome(makeDefault);
  const [removed, remove, removing] = useOutcome(removeCard);
  const refusal = [chosen, removed].find((outcome) => outcome && !outcome.ok);
  return (
    <>
      {!isDefault && (
        <form action={choose}>
          <input type="hidden" name="cardId" value={cardId} />
          <Button look="plain" busy={choosing}>
            Make default<span className="sr-only">: {label}</span>
          </Button>
        </form>
      )}
      <form action={remove}>
        <input type="hidden" name="cardId" value={cardId} />
        <Button look="plain" busy={removing}>
          Remove<span className="sr-only"> {label}</span>
        </Button>
      </form>
      <div aria-live="polite" className="w-full empty:hidden">
        {refusal && !refusal.ok && <Notice tone="bad">{refusal.message}</Notice>}
      </div>
    </>
  );
}
