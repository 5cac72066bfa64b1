/** Values in the form of a sale, by the names of its fields. Lists have a line for each entry. */
export type FormValues = Record<string, string>;

/** Labels of the fields, for messages about them. */
export const fieldLabels: Record<string, string> = {
  name: "Name",
  kind: "Kind of reduction",
  percent: "Percent off",
  ending: "Ending of prices",
  amountUSD: "Amount off in USD",
  amountEUR: "Amount off in EUR",
  priceUSD: "Sale price in USD",
  priceEUR: "Sale price in EUR",
  target: "Items",
  products: "Products",
  skus: "SKUs",
  categories: "Categories",
  collections: "Collections",
  startsAt: "Starts",
  endsAt: "Ends",
};

export const labelOf = (name: string) => fieldLabels[name] ?? name;

export const emptyValues: FormValues = { kind: "percent", target: "some" };

/** Preview of a sale, as text. */
export type ShownPreview = {
  rows: { name: string; skus: string; prices: { before: string; after: string; note: string | null }[] }[];
  summary: string;
};
