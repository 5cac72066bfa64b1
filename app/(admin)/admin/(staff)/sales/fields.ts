import { currencyLabels } from "#app/(admin)/admin/_parts/currency-fields";

/** Values in the form of a sale, by the names of its fields. Lists have a line for each entry. */
export type FormValues = Record<string, string>;

/** Labels of the fields that have no amounts. */
const labels: Record<string, string> = {
  name: "Name",
  kind: "Kind of reduction",
  percent: "Percent off",
  ending: "Ending of prices",
  target: "Items",
  products: "Products",
  skus: "SKUs",
  categories: "Categories",
  collections: "Collections",
  startsAt: "Starts",
  endsAt: "Ends",
};

/** Returns the labels of the fields in a shop with these currencies, for messages about them. */
export const labelsFor = (currencies: readonly string[]): Record<string, string> => ({
  ...labels,
  ...currencyLabels(currencies, { amount: "Amount off", price: "Sale price" }),
});

export const labelOf = (name: string) => labels[name] ?? name;

export const emptyValues: FormValues = { kind: "percent", target: "some" };

/** Preview of a sale, as text. */
export type ShownPreview = {
  rows: { name: string; skus: string; prices: { before: string; after: string; note: string | null }[] }[];
  summary: string;
};
