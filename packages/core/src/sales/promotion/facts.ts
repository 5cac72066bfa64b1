import { Collection } from "#catalog/collection";
import { amounts, describeBenefit } from "./describe";
import type { SharedTerms } from "./terms";

/** Returns the terms as the audit log shows them. One request for the names of collections; none without. */
export async function facts(terms: SharedTerms): Promise<Record<string, string | number>> {
  const {
    label,
    status,
    minimum,
    limit,
    perCustomer,
    startsAt,
    endsAt,
    categories,
    products,
    collections,
    groups,
    combines,
  } = terms;
  return {
    label,
    benefit: describeBenefit(terms),
    status,
    minimum: minimum ? amounts(minimum) : "none",
    limit: limit ?? "none",
    perCustomer: perCustomer ?? "none",
    starts: startsAt ?? "at once",
    ends: endsAt ?? "never",
    categories: categories.join(", ") || "all",
    products: products.join(", ") || "all",
    ...(collections.length > 0 && { collections: (await namesOf(collections)).join(", ") }),
    groups: groups.join(", ") || "everyone",
    ...(combines && { combines: "with one code" }),
  };
}

async function namesOf(collectionIds: string[]) {
  const rows = await Collection.byIds({ collectionIds });
  return collectionIds.map((id) => rows.find(({ collectionId }) => collectionId === id)?.name ?? id);
}
