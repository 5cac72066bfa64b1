import { Field } from "#app/_components/ui/field";
import type { Option } from "./controls";
import type { FieldOf } from "./kept-state";

type CurrencyFieldsProps = {
  /** Returns the properties of a field; it gets the name with the currency after it. */
  field: FieldOf;
  name: string;
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
  hint?: string;
  /** Note about an empty field beside others that are filled in; left out in a shop with one currency. */
  hintOfSeveral: string;
};

/** Renders an amount in each currency of the shop. */
export const CurrencyFields = ({ field, name, currencies, hint, hintOfSeveral }: CurrencyFieldsProps) =>
  currencies.map((currency, i) => (
    <Field
      key={currency}
      {...field(`${name}${currency}`)}
      inputMode="decimal"
      maxLength={12}
      hint={i === 0 ? hint : i === currencies.length - 1 ? hintOfSeveral : undefined}
    />
  ));

/** Returns the labels of amounts in each currency: `amountGBP` is "Amount off in GBP". */
export const currencyLabels = (
  currencies: readonly string[],
  labels: Record<string, string>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([name, label]) =>
      currencies.map((currency) => [`${name}${currency}`, `${label} in ${currency}`]),
    ),
  );

/** Returns the currencies as the options of a select; one that is chosen already stays among them. */
export const currencyOptions = (currencies: readonly string[], chosen = ""): Option[] =>
  [...new Set([...currencies, ...(chosen ? [chosen] : [])])].map((value) => ({ value, label: value }));
