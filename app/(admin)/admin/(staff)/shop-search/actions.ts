"use server";

import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { DomainError } from "@securecart/core/error";
import { Search } from "@securecart/core/search";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";

const Seen = z.looseObject({ seen: Whole("Reload the page.") });
const Synonyms = Seen.extend({ synonyms: z.string() });
const Pin = Seen.extend({ query: z.string(), products: z.string() });

/** Saves the shop's own synonyms. A refused form keeps all that was typed. */
export async function saveSynonyms(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction("catalog.edit", form, Synonyms, ({ seen, synonyms }, by) =>
    Admin.saveSynonyms({ seen, synonyms, ...by }),
  );
}

/** Pins the products of the form to a search. */
export async function pinProducts(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction("catalog.edit", form, Pin, async ({ seen, query, products }, by) => {
    const productIds = await idsOf(products);
    await Admin.pinProducts({ seen, query, productIds, ...by });
  });
}

/** Releases the pinned products of a search. */
export async function unpinProducts(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction("catalog.edit", form, Seen.extend({ query: z.string() }), ({ seen, query }, by) =>
    Admin.pinProducts({ seen, query, productIds: [], ...by }),
  );
}

/** Returns the ids of products by SKU, or by the end of their address, in the order in which they were typed. */
async function idsOf(typed: string): Promise<string[]> {
  const names = typed.split(/[\s,]+/).filter(Boolean);
  const refuse = (message: string) =>
    new DomainError("input", "search.unknown_products", message, "products");
  if (names.length === 0) throw refuse("Enter at least one SKU or the end of a product's address.");
  if (names.length > Search.mostTuning.products)
    throw refuse(`Enter at most ${Search.mostTuning.products} products.`);
  const slugs = names.filter((name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 80);
  const owners = await Catalog.owners({ slugs, skus: names });
  const idOf = (name: string) => owners.slugs.get(name) ?? owners.skus.get(Catalog.skuKey(name));
  const unknown = names.filter((name) => idOf(name) === undefined);
  if (unknown.length > 0) throw refuse(`No product has the SKU or address ${unknown.join(", ")}.`);
  return names.flatMap((name) => idOf(name) ?? []);
}
