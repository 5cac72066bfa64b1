import { Catalog } from "@securecart/core/catalog";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Pricing } from "@securecart/core/pricing";
import { settings, shopCurrency } from "#app/_lib/cached";

/** Returns what the form of a discount offers to choose from. Three requests, or none when the cache has it. */
export async function formOptions() {
  const [categories, groups, { shipping }, { zone }, currency] = await Promise.all([
    Catalog.allCategories(),
    CustomerGroup.current(),
    Pricing.rules(),
    settings("time"),
    shopCurrency(),
  ]);
  return {
    zone,
    currency,
    categories: categories.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(categories, slug) })),
    groups: groups.map(({ groupId, name }) => ({ value: groupId, label: name })),
    countries: Pricing.countriesOf(shipping).map(({ code, name }) => ({ value: code, label: name })),
  };
}
