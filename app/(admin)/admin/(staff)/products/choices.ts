import { productStatuses } from "@securecart/core/catalog";
import { taxClasses } from "@securecart/core/pricing";
import { categories } from "#app/_lib/cached";
import { statusLabels } from "./read";

const taxLabels = { standard: "Standard", reduced: "Reduced", zero: "Zero" } as const;

/** Returns the choices of the product form. */
export const choices = async () => ({
  categories: (await categories()).map(({ slug, name }) => ({ value: slug, label: name })),
  statuses: productStatuses.map((value) => ({ value, label: statusLabels[value] })),
  taxClasses: taxClasses.map((value) => ({ value, label: taxLabels[value] })),
});
