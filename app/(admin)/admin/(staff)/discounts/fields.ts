import { currencyLabels } from "#app/(admin)/admin/_parts/currency-fields";

/** Values in the form of a discount, by the names of its fields. Lists have a line for each entry. */
export type FormValues = Record<string, string>;

/** Labels of the fields of the terms that have no amounts. */
const termLabels: Record<string, string> = {
  code: "Code",
  prefix: "Beginning of each code",
  count: "Number of codes",
  label: "Name for shoppers",
  kind: "Kind of discount",
  percent: "Percent off",
  buy: "Items to buy",
  get: "Items reduced",
  bundlePercent: "Reduction in percent",
  limit: "Uses in total",
  perCustomer: "Uses per customer",
  startsAt: "Starts",
  endsAt: "Ends",
  categories: "Categories",
  collections: "Collections",
  products: "Products",
  groups: "Customer groups",
  combines: "Applies together with a discount code",
};

/** Labels of the fields of the example order. */
const exampleLabels: Record<string, string> = {
  skus: "Items of the order",
  country: "Delivered to",
  currency: "Currency",
  withCode: "Discount code of the shopper",
};

/** Returns the labels of the fields of the terms in a shop with these currencies. */
export const labelsFor = (currencies: readonly string[]): Record<string, string> => ({
  ...termLabels,
  ...currencyLabels(currencies, { amount: "Amount off", minimum: "Minimum" }),
});

export const labelOf = (name: string) => termLabels[name] ?? exampleLabels[name] ?? name;

export const emptyValues: FormValues = { kind: "percent", bundlePercent: "100" };

/** Payment of an example order, as text. */
export type ShownPreview = {
  refusal: string | null;
  now: string | null;
  /** Effect on the other discounts of the order, in words. */
  meets: string | null;
  rows: { label: string; amount: string; isTotal: boolean }[];
  saved: string | null;
};
