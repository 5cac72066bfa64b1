import type { SaleCurrency } from "@securecart/core/catalog";
import { Check } from "#app/_components/ui/field";
import type { FormProduct } from "./form-product";
import type { FormState } from "./form-state";
import { SmallField } from "./small-field";

type Props = { product: FormProduct; state: FormState };

/** Most options of a product; a new one is offered as many at once as most products need. */
const most = 4;
const offered = 3;

/**
 * Renders the options and their values. Each stored value has a field, so that renaming it keeps its variants; an emptied
 * field removes it.
 */
export function OptionFields({ product, state }: Props) {
  const { options } = product;
  const isNew = product.productId === "";
  const count = isNew ? offered : Math.min(most, options.length + 1);
  const error = state.error("options");
  return (
    <>
      <p id="options" className="text-sm text-muted">
        {isNew
          ? "Each combination of the values becomes a variant, such as Blue / M. Leave this empty for a product without a choice."
          : "Rename an option or a value in its field, or empty the field to remove it. New values become new variants."}
      </p>
      {error && <p className="text-sm font-medium text-danger">{error}</p>}
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: options have no other identity than their place
        <Option key={i} i={i} option={options[i]} state={state} />
      ))}
      {product.missing > 0 && (
        <Check
          name="isFilled"
          label={`Add the ${product.missing} missing combinations as variants`}
          defaultChecked={state.checked("isFilled", false)}
        />
      )}
    </>
  );
}

type OptionProps = { i: number; option: FormProduct["options"][number] | undefined; state: FormState };

function Option({ i, option, state }: OptionProps) {
  const at = `options.${i}`;
  const field = (name: string, stored: string) => ({
    name,
    defaultValue: state.value(name, stored),
    error: state.error(name),
  });
  return (
    <div className="grid gap-2 border-t border-line pt-3 first-of-type:border-0 md:grid-cols-[10rem_1fr]">
      <input type="hidden" name={`${at}.was`} value={option?.name ?? ""} />
      <SmallField
        label={`Option ${i + 1}`}
        placeholder={option ? undefined : ["Color", "Size", "Material", "Style"][i]}
        maxLength={40}
        {...field(`${at}.name`, option?.name ?? "")}
      />
      <div className="flex flex-wrap items-start gap-2">
        {option?.values.map((value, k) => (
          <div key={value} className="w-28">
            <input type="hidden" name={`${at}.values.${k}.was`} value={value} />
            <SmallField
              label={`Value ${k + 1}`}
              maxLength={60}
              {...field(`${at}.values.${k}.value`, value)}
            />
          </div>
        ))}
        <SmallField
          className="min-w-48 grow"
          label={option ? "Add values" : `Values of option ${i + 1}, separated by commas`}
          {...field(`${at}.add`, "")}
        />
      </div>
    </div>
  );
}

/** Renders the fields that new variants get. A product without options has one variant. */
export function NewVariantFields({ product, state, currencies }: Props & { currencies: SaleCurrency[] }) {
  const [first] = product.variants;
  const isNew = product.productId === "";
  const field = (name: string, stored = "") => ({
    name: `defaults.${name}`,
    defaultValue: state.value(`defaults.${name}`, stored),
    error: state.error(`defaults.${name}`),
  });
  return (
    <>
      <p className="text-sm text-muted">
        {isNew
          ? "All variants begin with these. Change each of them afterwards."
          : "Variants of new values begin with these."}
      </p>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
        {currencies.map((one) => (
          <SmallField
            key={one}
            label={`Price in ${one}`}
            inputMode="decimal"
            {...field(`prices.${one}`, first?.prices[one])}
          />
        ))}
        {currencies.map((one) => (
          <SmallField
            key={one}
            label={`Compare at, ${one}`}
            inputMode="decimal"
            {...field(`compareAt.${one}`)}
          />
        ))}
        <SmallField
          label="Weight in grams"
          inputMode="numeric"
          {...field("weightGrams", first?.weightGrams)}
        />
      </div>
      {isNew && (
        <div className="grid gap-3 md:grid-cols-2">
          <SmallField
            label="SKU (of the only variant; generated when empty)"
            maxLength={60}
            {...field("sku")}
          />
          <SmallField label="Barcode (of the only variant)" maxLength={60} {...field("barcode")} />
        </div>
      )}
    </>
  );
}
