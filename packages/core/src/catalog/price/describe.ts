import { Money, saleCurrencies } from "#platform/money";
import type { Reduction, Scope } from "./types";

/** Returns a reduction in words: "20% off", "$5.00 off, €4.00 off", "$9.00". */
export function describeReduction(reduction: Reduction): string {
  switch (reduction.kind) {
    case "percent":
      return `${reduction.percent}% off${reduction.ending === "99" ? ", prices end in .99" : ""}`;
    case "amount":
      return amountsIn(reduction.amounts)
        .map((amount) => `${amount} off`)
        .join(", ");
    case "price":
      return `Price ${amountsIn(reduction.prices).join(", ")}`;
  }
}

const amountsIn = (amounts: Money.Amounts) =>
  saleCurrencies.flatMap((currency) => {
    const amount = amounts[currency];
    return amount === undefined ? [] : [Money.format(amount, currency)];
  });

/** Returns what a sale is for in words: "All products", "2 products, 1 category". */
export function describeScope({ isAll, products, skus, categories, collections }: Scope): string {
  if (isAll) return "All products";
  const counted = (list: string[], one: string, many: string) =>
    list.length === 0 ? [] : [`${list.length} ${list.length === 1 ? one : many}`];
  return [
    ...counted(products, "product", "products"),
    ...counted(skus, "SKU", "SKUs"),
    ...counted(categories, "category", "categories"),
    ...counted(collections, "collection", "collections"),
  ].join(", ");
}
