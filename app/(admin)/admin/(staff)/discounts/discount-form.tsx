"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { Boxes, type Option, Pair, TextArea } from "#app/(admin)/admin/_parts/controls";
import { CurrencyFields } from "#app/(admin)/admin/_parts/currency-fields";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { differencesOf, wordsIn } from "#app/(admin)/admin/_parts/saved-meanwhile";
import type { FormOutcome } from "./actions";
import { BenefitFields, CodeFields, Combining, kinds } from "./benefit-fields";
import { Example } from "./example";
import { type FormValues, labelOf, labelsFor } from "./fields";

type DiscountFormProps = {
  action: (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
  /** One code, which is new or exists, many new codes, or a new discount without a code. */
  codes: "new" | "existing" | "many" | "none";
  /** True for a discount that applies by itself. */
  isAutomatic?: boolean;
  requestId: string;
  /** Values of the discount as it is saved. */
  values: FormValues;
  /** Version of these values; absent when the discount is new. */
  version?: number;
  categories: Option[];
  collections: Option[];
  /** Names of the collections of the discount that shoppers do not see. */
  idle: string[];
  groups: Option[];
  countries: Option[];
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
  /** Time zone of the shop. */
  zone: string;
  button: string;
};

/** Renders the terms of a discount, and an example order. Works without JavaScript, and keeps what was typed. */
export function DiscountForm(props: DiscountFormProps) {
  const { action, codes, requestId, values, version, categories, groups, countries, zone, button } = props;
  const { isAutomatic = false, collections, idle, currencies } = props;
  const labels = labelsFor(currencies);
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, isConflict, shown, seen, key, field } = keptState(outcome, {
    values,
    version: `${version ?? ""}`,
    labelOf: (name) => labels[name] ?? labelOf(name),
    changed: "promotion.changed_meanwhile",
  });
  // What was typed is meant in the zone that it was typed in.
  const inZone = shown.zone ?? zone;
  return (
    <form action={submit} noValidate className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="zone" value={inZone} />
      {version !== undefined && <input type="hidden" name="seen" value={seen} />}
      <div className="grid min-w-0 gap-6">
        <div key={key} className="grid gap-6">
          {codes === "existing" && <input type="hidden" name="code" value={values.code ?? ""} />}
          {isAutomatic && <input type="hidden" name="automatic" value="on" />}
          {(codes === "new" || codes === "many") && <CodeFields isMany={codes === "many"} field={field} />}
          <BenefitFields kind={shown.kind ?? ""} field={field} currencies={currencies} />
          {isAutomatic && <Combining isOn={shown.combines === "on"} />}
          <FormSection title="Conditions" hint="Leave a field empty for no such condition.">
            <Pair>
              <CurrencyFields
                {...{ field, currencies }}
                name="minimum"
                hint="Least price of the items, before the discount."
                hintOfSeveral={`Orders in a currency without an amount can't have ${isAutomatic ? "the discount" : "the code"}.`}
              />
              <Field
                {...field("limit")}
                inputMode="numeric"
                maxLength={7}
                hint={
                  codes === "many"
                    ? "Of each code. 1 makes codes that work once."
                    : isAutomatic
                      ? "Uses are counted from when there is a limit."
                      : "Orders that can use the code."
                }
              />
              <Field
                {...field("perCustomer")}
                inputMode="numeric"
                maxLength={7}
                hint="Counted by email address."
              />
            </Pair>
          </FormSection>
          <FormSection
            title="Dates"
            hint={`Times are in ${inZone.replaceAll("_", " ")}, the time zone of the shop. Leave them empty for a discount without a start or an end.`}
          >
            <Pair>
              <Field {...field("startsAt")} type="datetime-local" />
              <Field
                {...field("endsAt")}
                type="datetime-local"
                hint="From this moment on, it no longer applies."
              />
            </Pair>
          </FormSection>
          <FormSection
            title="Items"
            hint="The discount is for all items when nothing is chosen. A category counts with those in it."
          >
            <Boxes
              name="categories"
              label={labelOf("categories")}
              chosen={shown.categories}
              options={categories}
              error={field("categories").error}
            />
            {idle.length > 0 && (
              <Notice tone="warning">
                The discount does not apply to {idle.join(", ")}: shoppers don't see{" "}
                {idle.length === 1 ? "this collection" : "these collections"}.
              </Notice>
            )}
            {collections.length > 0 && (
              <Boxes
                name="collections"
                label={labelOf("collections")}
                chosen={shown.collections}
                options={collections}
                error={field("collections").error}
                hint="The discount is for what is in a collection when the order is placed."
              />
            )}
            <TextArea
              {...field("products")}
              rows={4}
              maxLength={20_000}
              hint="One in each line: the name, a SKU, or the address of the page."
            />
          </FormSection>
          <FormSection title="Customers" hint="The discount is for everyone when no group is chosen.">
            {groups.length > 0 || shown.groups ? (
              <Boxes
                name="groups"
                label={labelOf("groups")}
                chosen={shown.groups}
                options={groups}
                error={field("groups").error}
              />
            ) : (
              <p className="text-muted">
                There are no customer groups yet. Create one under Customers to limit discounts to it.
              </p>
            )}
          </FormSection>
        </div>
        <div className="grid gap-3">
          <div className="flex flex-wrap gap-3">
            <Button busy={pending}>{isConflict ? "Save mine" : button}</Button>
          </div>
          <div role="status">
            {outcome?.ok && <Notice tone="good">The discount has been saved.</Notice>}
            {refused && refused.tone !== "plain" && (
              <RefusedForm
                refused={refused}
                labelOf={(name) => labels[name] ?? labelOf(name)}
                conflict={
                  isConflict && {
                    differences: differencesOf({
                      labels,
                      saved: values,
                      typed: shown,
                      words: wordsIn({ kind: kinds, categories, collections, groups }),
                    }),
                  }
                }
              />
            )}
          </div>
        </div>
      </div>
      <Example
        {...{ field, shown, countries, isAutomatic }}
        currencies={currencies}
        preview={refused?.preview}
        busy={pending}
      />
    </form>
  );
}
