import { Catalog } from "@securecart/core/catalog";
import { countries } from "@securecart/core/pricing";

/** Returns what the form of a discount offers to choose from. One request, or none when the cache has it. */
export async function formOptions() {
  const categories = await Catalog.categories();
  return {
    categories: categories.map(({ slug, name }) => ({ value: slug, label: name })),
    countries: countries.map(({ code, name }) => ({ value: code, label: name })),
  };
}
