import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { type Option, Options, Pair, TextArea } from "#app/(admin)/admin/_parts/controls";
import { currencyOptions } from "#app/(admin)/admin/_parts/currency-fields";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import type { FieldOf, FormValues } from "#app/(admin)/admin/_parts/kept-state";
import type { ShownPreview } from "./fields";

type ExampleProps = {
  field: FieldOf;
  shown: FormValues;
  countries: Option[];
  /** Currencies of the shop, its own first, which the example has at first. */
  currencies: readonly string[];
  /** True for a discount that applies by itself, which can meet a code. */
  isAutomatic: boolean;
  preview: ShownPreview | undefined;
  busy: boolean;
};

/** Renders an example order of the discount's form, and what it would pay. */
export function Example(props: ExampleProps) {
  const { field, shown, countries, currencies, isAutomatic, preview, busy } = props;
  return (
    <FormSection
      title="Try it"
      hint="Shows what an order would pay with these terms, saved or not. Nothing is ordered or saved."
    >
      <div key={JSON.stringify(shown)} className="grid gap-4">
        <TextArea
          {...field("skus")}
          rows={3}
          maxLength={20_000}
          hint="One SKU in each line, and how many: MUG-BLUE 2."
        />
        {isAutomatic && (
          <Field
            {...field("withCode")}
            maxLength={60}
            hint="To see which of the two applies, or whether both do."
          />
        )}
        <Pair>
          <Select {...field("country")} required defaultValue={shown.country || "US"}>
            <Options options={countries} />
          </Select>
          <Select {...field("currency")} required defaultValue={shown.currency || currencies[0]}>
            <Options options={currencyOptions(currencies)} />
          </Select>
        </Pair>
      </div>
      <Button look="quiet" name="intent" value="preview" busy={busy} className="justify-self-start">
        Show what it would pay
      </Button>
      <div role="status">{preview && <Sums {...preview} />}</div>
    </FormSection>
  );
}

function Sums({ refusal, now, meets, rows, saved }: ShownPreview) {
  return (
    <div className="grid max-w-md gap-3 rounded-card border border-line bg-surface p-4">
      {refusal ? (
        <p>
          The order would not get the discount. Its shopper would read: <strong>{refusal}</strong>
        </p>
      ) : (
        <p>
          {saved ? `The order would pay ${saved} less.` : "The discount would take nothing off this order."}
        </p>
      )}
      {meets && <p>{meets}</p>}
      {now && (
        <p>
          Right now its shopper would read: <strong>{now}</strong>
        </p>
      )}
      <dl className="grid gap-1">
        {rows.map(({ label, amount, isTotal }) => (
          <div
            key={label}
            className={`flex justify-between gap-4 ${isTotal ? "border-t border-line pt-1 font-semibold" : ""}`}
          >
            <dt>{label}</dt>
            <dd className="tabular-nums">{amount}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        With the first delivery option. Sales tax of US states is not included.
      </p>
    </div>
  );
}
