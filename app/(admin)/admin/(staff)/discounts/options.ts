import { Catalog } from "@securecart/core/catalog";
import { Collection, type CollectionRow } from "@securecart/core/collection";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Pricing } from "@securecart/core/pricing";
import { Shop } from "@securecart/core/shop";
import { settings } from "#app/_lib/cached";

/**
 * Returns what the form of a discount offers to choose from; `chosen` collections also when shoppers do not see them. Four
 * requests, or one when the cache has the others.
 */
export async function formOptions(chosen: string[] = []) {
  const [categories, collections, groups, { shipping }, { zone }, currencies] = await Promise.all([
    Catalog.allCategories(),
    Collection.list({}),
    CustomerGroup.current(),
    Pricing.rules(),
    settings("time"),
    Shop.currencies(),
  ]);
  return {
    zone,
    currencies,
    categories: categories.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(categories, slug) })),
    collections: [
      ...collections
        .filter(({ collectionId, status }) => status === "active" || chosen.includes(collectionId))
        .map((row) => ({ value: row.collectionId, label: labelOf(row) })),
      ...chosen
        .filter((id) => !collections.some(({ collectionId }) => collectionId === id))
        .map((id) => ({ value: id, label: `${id} (no longer exists)` })),
    ],
    idle: idleAmong(collections, chosen),
    groups: groups.map(({ groupId, name }) => ({ value: groupId, label: name })),
    countries: Pricing.countriesOf(shipping).map(({ code, name }) => ({ value: code, label: name })),
  };
}

/** Returns the names of collections of a discount; one that shoppers do not see says so. One request; none without. */
export async function collectionNames(collectionIds: string[]) {
  const rows = await Collection.byIds({ collectionIds });
  return collectionIds.map((id) => {
    const row = rows.find(({ collectionId }) => collectionId === id);
    return row ? labelOf(row) : `${id} (no longer exists)`;
  });
}

const labelOf = ({ name, status }: Pick<CollectionRow, "name" | "status">) =>
  status === "active" ? name : `${name} (${status})`;

/** Returns the chosen collections that no product is in for shoppers, by name: a discount does not apply to them. */
const idleAmong = (collections: CollectionRow[], chosen: string[]) =>
  chosen.flatMap((id) => {
    const row = collections.find(({ collectionId }) => collectionId === id);
    return row?.status === "active" ? [] : [row ? labelOf(row) : id];
  });
