"use client";

import { ErrorSummary } from "#app/_components/error-summary";
import { Button } from "#app/_components/ui/button";
import { controlClasses, Field, Select } from "#app/_components/ui/field";
import { useOutcome } from "#app/_lib/use-outcome";
import { requestReturn } from "./actions";

type Line = { sku: string; name: string; title: string; left: number };
type ReturnFormProps = {
  token: string;
  requestId: string;
  lines: Line[];
  until: string;
  parcelPaidBy: "customer" | "shop";
  reasons: { id: string; label: string }[];
};

/** Renders the form that requests a return, in a collapsed section. */
export function ReturnForm({ token, requestId, lines, until, parcelPaidBy, reasons }: ReturnFormProps) {
  const [outcome, submit, pending] = useOutcome(requestReturn);
  const refused = outcome?.ok === false ? outcome : null;
  const values = refused?.values ?? {};
  const labels = {
    ...Object.fromEntries(lines.map(({ sku, name }) => [`quantity:${sku}`, name])),
    lines: "Items to return",
    reason: "Reason",
    note: "Anything else we should know",
  };
  return (
    <details className="mt-8 border-t border-line pt-4" open={refused !== null}>
      <summary className="text-link inline-block py-2.5">Return items</summary>
      <form action={submit} noValidate className="mt-3 grid max-w-xl gap-4">
        <ErrorSummary outcome={outcome} labels={labels} />
        <p className="text-muted">
          You can request a return until {until}. We'll email you the return address and refund you when the
          items arrive. {parcelPaidBy === "shop" ? "We pay for the parcel." : "You pay for the parcel."}
        </p>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="requestId" value={requestId} />
        <fieldset id="lines" tabIndex={-1} className="grid gap-3 focus:outline-none">
          <legend className="mb-2 font-medium">How many of each item do you want to return?</legend>
          {lines.map(({ sku, name, title, left }) => (
            <div key={sku} className="grid grid-cols-[1fr_5rem] items-center gap-3">
              <label htmlFor={`quantity:${sku}`}>
                {name}
                {title && <span className="text-muted">, {title}</span>}
              </label>
              <input
                id={`quantity:${sku}`}
                name={`quantity:${sku}`}
                type="number"
                inputMode="numeric"
                min={0}
                max={left}
                aria-invalid={refused?.fields?.[`quantity:${sku}`] ? true : undefined}
                defaultValue={values[`quantity:${sku}`] ?? 0}
                className={controlClasses}
              />
            </div>
          ))}
        </fieldset>
        <Select
          label="Reason"
          name="reason"
          required
          defaultValue={values.reason ?? ""}
          error={refused?.fields?.reason}
        >
          <option value="" disabled>
            Choose a reason
          </option>
          {reasons.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Field
          label="Anything else we should know?"
          name="note"
          maxLength={500}
          defaultValue={values.note ?? ""}
          error={refused?.fields?.note}
        />
        <div>
          <Button look="quiet" busy={pending}>
            Request return
          </Button>
        </div>
      </form>
    </details>
  );
}
