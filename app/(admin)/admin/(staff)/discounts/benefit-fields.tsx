import { Check, Field } from "#app/_components/ui/field";
import { Pair, Radios } from "#app/(admin)/admin/_parts/controls";
import { CurrencyFields } from "#app/(admin)/admin/_parts/currency-fields";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import type { FieldOf } from "#app/(admin)/admin/_parts/kept-state";
import { labelOf } from "./fields";

/** Renders the fields of one code, or of many codes that are made at once. */
export function CodeFields({ isMany, field }: { isMany: boolean; field: FieldOf }) {
  return (
    <FormSection title={isMany ? "Codes" : "Code"}>
      <Pair>
        {isMany ? (
          <>
            <Field
              {...field("prefix")}
              required
              maxLength={40}
              hint="2 to 20 letters and digits; each code ends with 10 random characters."
            />
            <Field {...field("count")} required inputMode="numeric" maxLength={5} hint="From 2 to 5000." />
          </>
        ) : (
          <Field
            {...field("code")}
            required
            maxLength={60}
            hint="3 to 32 letters A–Z and digits. Customers may write it with spaces, dashes or lowercase letters."
          />
        )}
      </Pair>
    </FormSection>
  );
}

export const kinds = [
  { value: "percent", label: "Percentage" },
  { value: "amount", label: "Fixed amount" },
  { value: "shipping", label: "Free delivery" },
  { value: "bundle", label: "Buy some, get some" },
];

type BenefitFieldsProps = { kind: string; field: FieldOf; currencies: readonly string[] };

/** Renders the kind of discount. Only the fields of the chosen kind are in sight, by a style sheet alone. */
export function BenefitFields({ kind, field, currencies }: BenefitFieldsProps) {
  return (
    <FormSection title="Discount">
      <Pair>
        <Field
          {...field("label")}
          required
          maxLength={60}
          hint="Shown beside the amount, for example “Spring sale”."
        />
      </Pair>
      <div className="group grid gap-4">
        <Radios
          name="kind"
          legend={labelOf("kind")}
          options={kinds}
          value={kind}
          error={field("kind").error}
        />
        <div className="hidden gap-4 group-has-[#kind-percent:checked]:grid sm:grid-cols-2">
          <Field {...field("percent")} required inputMode="numeric" maxLength={3} />
        </div>
        <div className="hidden gap-4 group-has-[#kind-amount:checked]:grid sm:grid-cols-2">
          <CurrencyFields
            {...{ field, currencies }}
            name="amount"
            hintOfSeveral="Orders in a currency without an amount can't use the code."
          />
        </div>
        <div className="hidden gap-4 group-has-[#kind-bundle:checked]:grid sm:grid-cols-3">
          <Field {...field("buy")} required inputMode="numeric" maxLength={2} />
          <Field
            {...field("get")}
            required
            inputMode="numeric"
            maxLength={2}
            hint="The cheapest ones are reduced."
          />
          <Field
            {...field("bundlePercent")}
            required
            inputMode="numeric"
            maxLength={3}
            hint="100 makes them free."
          />
        </div>
      </div>
    </FormSection>
  );
}

/** Renders the rule by which automatic discounts apply, and whether a code applies as well. */
export function Combining({ isOn }: { isOn: boolean }) {
  return (
    <FormSection
      title="With other discounts"
      hint="It applies by itself to every order that meets its terms. When several automatic discounts fit, the one that saves the shopper the most applies, never two."
    >
      <Check
        name="combines"
        value="on"
        label={labelOf("combines")}
        defaultChecked={isOn}
        hint="The automatic discount is taken off first. Otherwise the shopper gets whichever saves more."
      />
    </FormSection>
  );
}
