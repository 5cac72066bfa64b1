import type { SaleCurrency } from "@securecart/core/money";
import type { Condition } from "@securecart/core/search";

/** Kinds of condition in the form. `kind` is the control that takes its value. */
export const conditionKinds = [
  { value: "tag", label: "Tag is", kind: "text" },
  { value: "brand", label: "Brand is", kind: "text" },
  { value: "category", label: "Category is", kind: "category" },
  { value: "price_min", label: "Price at least", kind: "price" },
  { value: "price_max", label: "Price at most", kind: "price" },
  { value: "in_stock", label: "In stock", kind: "none" },
  { value: "on_sale", label: "On sale", kind: "none" },
  { value: "new", label: "New within days", kind: "text" },
] as const;

export type FormCondition = { field: string; text: string; category: string; currency: string };

export const emptyCondition: FormCondition = { field: "", text: "", category: "", currency: "" };

type Written = (amount: number, currency: SaleCurrency) => string;

/** Returns a stored condition as the form shows it. One of several categories becomes one for each. */
export function formConditions(condition: Condition, written: Written): FormCondition[] {
  switch (condition.field) {
    case "tag":
    case "brand":
      return [{ ...emptyCondition, field: condition.field, text: condition.value }];
    case "category":
      return condition.slugs.map((category) => ({ ...emptyCondition, field: "category", category }));
    case "price": {
      const { is, amount, currency } = condition;
      const field = is === "at_least" ? "price_min" : "price_max";
      return [{ ...emptyCondition, field, text: written(amount, currency), currency }];
    }
    case "new":
      return [{ ...emptyCondition, field: "new", text: String(condition.days) }];
    default:
      return [{ ...emptyCondition, field: condition.field }];
  }
}
