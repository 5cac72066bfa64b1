import { Money, saleCurrencies } from "#platform/money";
import type { SharedTerms } from "./terms";

type Amounts = NonNullable<SharedTerms["minimum"]>;

/** Returns what a discount takes off: "10% off", "$5.00 or €4.50 off", "Buy 2, get 1 free". */
export function describeBenefit({ benefit }: Pick<SharedTerms, "benefit">): string {
  switch (benefit.kind) {
    case "percent":
      return `${benefit.percent}% off`;
    case "amount":
      return `${amounts(benefit.amounts)} off`;
    case "shipping":
      return "Free delivery";
    case "bundle": {
      const { buy, get, percent } = benefit;
      return `Buy ${buy}, get ${get} ${percent === 100 ? "free" : `at ${percent}% off`}`;
    }
  }
}

/** Returns the conditions of a discount besides its dates and its limit of uses, each as a short phrase. */
export function describeConditions({
  minimum,
  perCustomer,
  categories,
  products,
  collections,
  groups,
}: SharedTerms): string[] {
  const scope = [
    counted(products.length, "product", "products"),
    counted(categories.length, "category", "categories"),
    counted(collections.length, "collection", "collections"),
  ]
    .filter(Boolean)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " and ");
  return [
    minimum ? `from ${amounts(minimum)}` : "",
    scope ? `on ${scope}` : "",
    groups.length > 0 ? `for ${counted(groups.length, "customer group", "customer groups")}` : "",
    perCustomer === undefined ? "" : `${perCustomer === 1 ? "once" : `${perCustomer} times`} per customer`,
  ].filter(Boolean);
}

/** Returns an amount in each currency that has one: "$5.00 or €4.50". */
export const amounts = (by: Amounts) =>
  saleCurrencies
    .flatMap((currency) => (by[currency] === undefined ? [] : [Money.format(by[currency], currency)]))
    .join(" or ");

const counted = (count: number, one: string, many: string) =>
  count > 0 ? `${count} ${count === 1 ? one : many}` : "";
