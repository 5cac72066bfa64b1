import { Catalog } from "@securecart/core/catalog";
import { Pricing } from "@securecart/core/pricing";

/** Returns what the form of a discount offers to choose from. Two requests, or none when the cache has it. */
export async function formOptions() {
  const [categories, { shipping }] = await Promise.all([Catalog.categories(), Pricing.rules()]);
  return {
    categories: categories.map(({ slug, name }) => ({ value: slug, label: name })),
    countries: Pricing.countriesOf(shipping).map(({ code, name }) => ({ value: code, label: name })),
  };
}
