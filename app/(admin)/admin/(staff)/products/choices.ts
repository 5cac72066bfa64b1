import { Catalog, productStatuses } from "@securecart/core/catalog";
import { taxClasses } from "@securecart/core/pricing";
import { Shop } from "@securecart/core/shop";
import { settings } from "#app/_lib/cached";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { statusLabels } from "./read";

const taxLabels = { standard: "Standard", reduced: "Reduced", zero: "Zero" } as const;

/** Returns the choices of the product form, from cached reads. */
export async function choices() {
  const [categories, recent, { zone }, currencies] = await Promise.all([
    Catalog.recentCategories(),
    recentPictures(),
    settings("time"),
    Shop.currencies(),
  ]);
  return {
    zone,
    recent,
    currencies,
    categories: categories.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(categories, slug) })),
    statuses: productStatuses.map((value) => ({ value, label: statusLabels[value] })),
    taxClasses: taxClasses.map((value) => ({ value, label: taxLabels[value] })),
  };
}
