"use client";

import { useId } from "react";
import { controlClasses } from "#app/_components/ui/field";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { refund } from "./actions";

type Line = { sku: string; name: string; left: number };
type RefundFormProps = { hidden: Record<string, string>; lines: Line[]; most: string; example: string };

/** Renders a refund by line, by amount, or both; an amount then overrides the price of the lines. */
export function RefundForm({ hidden, lines, most, example }: RefundFormProps) {
  return (
    <ActionForm
      action={refund}
      hidden={hidden}
      fields={[
        {
          name: "amount",
          label: "Amount",
          hint: `For example ${example}. Leave empty to refund the price paid for the items. At most ${most}.`,
          inputMode: "decimal",
          maxLength: 12,
        },
        { name: "reason", label: "Reason for the refund", required: true, maxLength: 500 },
      ]}
      button="Refund"
      done="The refund is on its way."
    >
      {lines.length > 0 && (
        <fieldset className="grid gap-3">
          <legend className="sr-only">Items to refund</legend>
          {lines.map((line) => (
            <LineFields key={line.sku} {...line} />
          ))}
        </fieldset>
      )}
    </ActionForm>
  );
}

function LineFields({ sku, name, left }: Line) {
  const id = useId();
  return (
    <div className="grid grid-cols-[1fr_5rem] items-center gap-x-3 gap-y-1">
      <label htmlFor={id}>
        {name} <span className="block text-sm text-muted">{sku}</span>
      </label>
      <input
        id={id}
        name={`quantity:${sku}`}
        type="number"
        min={0}
        max={left}
        defaultValue={0}
        inputMode="numeric"
        className={controlClasses}
      />
      <label className="col-span-2 flex min-h-9 items-center gap-2 text-sm">
        <input
          type="checkbox"
          name={`restock:${sku}`}
          defaultChecked
          aria-label={`Restock ${name}`}
          className="size-5 accent-accent"
        />
        Return to stock
      </label>
    </div>
  );
}
