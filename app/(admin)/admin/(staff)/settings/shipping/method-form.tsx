"use client";

import { Check, Field, Notes } from "#app/_components/ui/field";
import { Radios } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { SmallField } from "../../products/small-field";
import { AddRow, RemoveRow } from "../_parts/controls";
import { type Kept, KeptForm, type KeptFormProps } from "../_parts/kept-form";
import { countRows } from "../_parts/rows";

type MethodFormProps = Omit<KeptFormProps, "labels"> & { currencies: string[] };

const tariffs = [
  { value: "flat", label: "One price" },
  { value: "weight", label: "By weight" },
  { value: "subtotal", label: "By subtotal" },
];

/** Renders the form of a method: what it is called, what it costs and how long it takes. */
export function MethodForm({ currencies, ...props }: MethodFormProps) {
  const perCurrency = (name: string, label: string) =>
    Object.fromEntries(currencies.map((currency) => [`${name}.${currency}`, `${label} in ${currency}`]));
  const labels = {
    ...{ name: "Name", description: "Description", active: "Active", by: "Price" },
    ...{ steps: "Weight steps", tiers: "Subtotal steps", "steps.#.upTo": "Up to (kg)" },
    ...{ "transit.min": "Shortest time (working days)", "transit.max": "Longest time (working days)" },
    ...perCurrency("price", "Price"),
    ...perCurrency("freeFrom", "Free from a subtotal"),
    ...perCurrency("steps.#.price", "Price"),
    ...perCurrency("tiers.#.from", "From"),
    ...perCurrency("tiers.#.price", "Price"),
  };
  return (
    <KeptForm {...props} labels={labels}>
      {(kept) => (
        <>
          <FormSection title="Method">
            <div className="grid gap-4 sm:grid-cols-2">
              <Field {...kept.field("name")} required maxLength={60} hint="Shoppers see it at checkout." />
              <Field
                {...kept.field("description")}
                maxLength={200}
                hint="For example: insured, with tracking."
              />
            </div>
            <Check
              name="active"
              label="Active"
              hint="Shoppers can choose it."
              defaultChecked={kept.shown.active === "on"}
            />
          </FormSection>
          <div className="group grid gap-5">
            <FormSection title="Price" hint="A currency without a price is not offered.">
              <Radios
                name="by"
                legend="How is it priced?"
                options={tariffs}
                value={kept.shown.by ?? "flat"}
                error={kept.error("by")}
              />
              <div className="hidden gap-4 group-has-[#by-flat:checked]:grid sm:grid-cols-2 sm:max-w-md">
                {currencies.map((currency) => (
                  <Field
                    key={currency}
                    {...kept.field(`price.${currency}`)}
                    inputMode="decimal"
                    maxLength={12}
                  />
                ))}
              </div>
              <div className="hidden gap-3 group-has-[#by-weight:checked]:grid">
                <Steps kept={kept} currencies={currencies} rows="steps" />
              </div>
              <div className="hidden gap-3 group-has-[#by-subtotal:checked]:grid">
                <Steps kept={kept} currencies={currencies} rows="tiers" />
              </div>
              <div className="grid gap-4 border-t border-line pt-4 sm:max-w-md sm:grid-cols-2">
                {currencies.map((currency) => (
                  <Field
                    key={currency}
                    {...kept.field(`freeFrom.${currency}`)}
                    inputMode="decimal"
                    maxLength={12}
                  />
                ))}
              </div>
            </FormSection>
          </div>
          <FormSection
            title="Time on the way"
            hint="In working days of the destination, from the day on which the parcel leaves. Leave both empty when you promise no date."
          >
            <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
              <Field {...kept.field("transit.min")} inputMode="numeric" maxLength={2} />
              <Field {...kept.field("transit.max")} inputMode="numeric" maxLength={2} />
            </div>
          </FormSection>
        </>
      )}
    </KeptForm>
  );
}

type StepsProps = { kept: Kept; currencies: string[]; rows: "steps" | "tiers" };

/** Renders the steps of a tariff: by weight the end of each, by subtotal its beginning. */
function Steps({ kept: { shown, error, field }, currencies, rows }: StepsProps) {
  const isWeight = rows === "steps";
  const limits = isWeight ? ["upTo"] : currencies.map((currency) => `from.${currency}`);
  const prices = currencies.map((currency) => `price.${currency}`);
  const count = Math.max(1, countRows(shown, rows));
  return (
    <>
      <p id={rows} className="text-sm text-muted">
        {isWeight
          ? "The price of a parcel up to each weight. Heavier parcels than the last step are not delivered."
          : "The price of an order from each subtotal on. The first step starts at 0."}
      </p>
      <Notes name={rows} error={error(rows)} />
      <ul className="grid gap-2">
        {Array.from({ length: count }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity than their place
          <li key={at} className="grid grid-cols-2 items-end gap-2 border-b border-line pb-2 sm:flex">
            {[...limits, ...prices].map((name) => (
              <SmallField
                key={name}
                {...field(`${rows}.${at}.${name}`)}
                inputMode="decimal"
                maxLength={12}
                className="sm:w-36"
              />
            ))}
            <RemoveRow rows={rows} at={at} what="step" />
          </li>
        ))}
      </ul>
      <AddRow rows={rows} label="Add a step" />
    </>
  );
}
