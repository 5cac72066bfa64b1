import { Check, Field } from "#app/_components/ui/field";
import { Boxes, type Option, Pair, Radios, TextArea } from "#app/(admin)/admin/_parts/controls";
import { CurrencyFields } from "#app/(admin)/admin/_parts/currency-fields";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import type { FieldOf } from "#app/(admin)/admin/_parts/kept-state";
import { type FormValues, labelOf } from "./fields";

type PartProps = { shown: FormValues; field: FieldOf };

export const kinds: Option[] = [
  { value: "percent", label: "Percentage" },
  { value: "amount", label: "Amount off" },
  { value: "price", label: "Fixed price" },
];

/** Renders the kind of reduction. Only the fields of the chosen kind are in sight, by a style sheet alone. */
export function ReductionFields({ shown, field, currencies }: PartProps & { currencies: readonly string[] }) {
  return (
    <FormSection title="Reduction">
      <Pair>
        <Field
          {...field("name")}
          required
          maxLength={60}
          hint="Shown in the cart, for example “Winter sale”."
        />
      </Pair>
      <div className="group grid gap-4">
        <Radios
          name="kind"
          legend={labelOf("kind")}
          options={kinds}
          value={shown.kind ?? ""}
          error={field("kind").error}
        />
        <div className="hidden gap-4 group-has-[#kind-percent:checked]:grid sm:grid-cols-2">
          <Field
            {...field("percent")}
            required
            inputMode="numeric"
            maxLength={3}
            hint="Prices are rounded as the currency settings say."
          />
          <Check
            name="ending"
            label="End prices in .99"
            defaultChecked={shown.ending === "on"}
            hint="Each price becomes the next lower one that ends in .99."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-amount:checked]:grid sm:grid-cols-2">
          <CurrencyFields
            {...{ field, currencies }}
            name="amount"
            hintOfSeveral="A currency without an amount is not reduced."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-price:checked]:grid sm:grid-cols-2">
          <CurrencyFields
            {...{ field, currencies }}
            name="price"
            hintOfSeveral="A currency without a price is not reduced."
          />
        </div>
      </div>
      <p className="text-sm text-muted">
        When several sales or prices apply, the lowest counts. A sale never raises a price and never makes
        anything free.
      </p>
    </FormSection>
  );
}

export const targets: Option[] = [
  { value: "some", label: "Some items" },
  { value: "all", label: "All items" },
];

type ItemFieldsProps = PartProps & { categories: Option[]; collections: Option[] };

/** Renders the items of a sale: all, or those that fields name, which are in sight for "some" only. */
export function ItemFields({ shown, field, categories, collections }: ItemFieldsProps) {
  return (
    <FormSection title="Items" hint="The sale is for everything that one of these names.">
      <div className="group grid gap-4">
        <Radios
          name="target"
          legend={labelOf("target")}
          options={targets}
          value={shown.target ?? ""}
          error={field("target").error}
        />
        <div className="hidden gap-4 group-has-[#target-some:checked]:grid">
          <Boxes
            name="categories"
            label={labelOf("categories")}
            chosen={shown.categories}
            options={categories}
            hint="With the categories in them."
          />
          {collections.length > 0 && (
            <Boxes
              name="collections"
              label={labelOf("collections")}
              chosen={shown.collections}
              options={collections}
              error={field("collections").error}
              hint="What is in a collection when the sale starts is in the sale until it ends."
            />
          )}
          <Pair>
            <TextArea
              {...field("products")}
              rows={4}
              maxLength={20_000}
              hint="One in each line: the name, a SKU, or the address of the page. The sale is for all its variants."
            />
            <TextArea
              {...field("skus")}
              rows={4}
              maxLength={20_000}
              hint="One SKU in each line, for single variants."
            />
          </Pair>
        </div>
      </div>
    </FormSection>
  );
}
