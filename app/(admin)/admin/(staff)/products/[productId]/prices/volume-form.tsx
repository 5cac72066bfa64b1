"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { SmallField } from "../../small-field";
import { saveVolume } from "./actions";
import { mostRows } from "./rows";

type Props = {
  hidden: Record<string, string>;
  /** Values of each row: the quantity as `from`, and prices by currency. */
  steps: Record<string, string>[];
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
  button: string;
};

const columnsOf = (currencies: readonly string[]) => [
  { name: "from", label: "From quantity", inputMode: "numeric" as const },
  ...currencies.map((name) => ({ name, label: `Price in ${name}`, inputMode: "decimal" as const })),
];

/** Renders a row of fields for each volume price, and empty ones. Keeps what was typed. */
export function VolumeForm({ hidden, steps, currencies, button }: Props) {
  const [outcome, submit, pending] = useActionState(saveVolume, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid max-w-2xl gap-3">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div key={JSON.stringify([steps, refused])} className="grid gap-2">
        {Array.from({ length: mostRows }, (_, i) => i).map((i) => (
          <div key={i} className="grid grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] gap-3">
            {columnsOf(currencies).map(({ name, label, inputMode }) => (
              <SmallField
                key={name}
                name={`${name}.${i}`}
                label={label}
                aria-label={`${label}, row ${i + 1}`}
                inputMode={inputMode}
                maxLength={12}
                defaultValue={refused?.values?.[`${name}.${i}`] ?? steps[i]?.[name] ?? ""}
                error={refused?.fields?.[`${name}.${i}`]}
              />
            ))}
          </div>
        ))}
      </div>
      <Button disabled={pending} className="justify-self-start">
        {button}
      </Button>
      <div role="status">
        {outcome?.ok && <Notice tone="good">The volume prices have been saved.</Notice>}
        {refused && <Notice tone="bad">{refused.message}</Notice>}
      </div>
    </form>
  );
}
