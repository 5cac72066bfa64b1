import { z } from "zod";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { mostChosen } from "../search";
import { CollectionEntity } from "./collection.entity";
import { current, list } from "./read";
import { changed } from "./save";
import type { Collection } from "./types";

/** Most collections that one change of a product touches. */
const mostTouched = 40;

const mostTries = 5;

const Choice = z.object({
  productId: Id.schema("product"),
  /** Collections with chosen products that the product is to be in, of those that the staff member saw. */
  collectionIds: z.array(Id.schema("collection")),
  seen: z.array(Id.schema("collection")).max(1_000),
});

/**
 * Puts a product at the end of collections with chosen products, and takes it out of the others that the staff member saw.
 * What is passed after the input is written with it. Returns the slugs of the collections that changed. Throws
 * `collection.full`, `collection.changed`.
 */
export const choose = fn(Choice, async ({ productId, collectionIds, seen }, also: Writes = {}) => {
  const wanted = new Set(collectionIds);
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const isTouched = ({ collectionId, rule, productIds }: Collection) =>
      !rule && seen.includes(collectionId) && productIds.includes(productId) !== wanted.has(collectionId);
    const ids = (await list({})).filter(isTouched).map(({ collectionId }) => collectionId);
    // The list may be late.
    const touched = (await current(ids.slice(0, mostTouched + 1))).filter(isTouched);
    if (touched.length > mostTouched)
      throw new DomainError("conflict", "collection.too_many", "Change fewer collections at once.");
    const full = touched.find((row) => wanted.has(row.collectionId) && row.productIds.length >= mostChosen);
    if (full)
      throw new DomainError(
        "conflict",
        "collection.full",
        `${full.name} has ${mostChosen} products already, which is the most.`,
      );
    if (touched.length === 0) return { slugs: [] };
    const result = await transact({
      collections: touched.map(({ collectionId, productIds, version }) =>
        CollectionEntity.patch({ collectionId })
          .set({
            productIds: wanted.has(collectionId)
              ? [...productIds, productId]
              : productIds.filter((id) => id !== productId),
            version: version + 1,
          })
          .where((at, { eq }) => eq(at.version, version)),
      ),
      events: touched.map(({ slug }) => Event.record("catalog.collection_changed", { slug })),
      ...also,
    });
    if (result.committed) return { slugs: touched.map(({ slug }) => slug) };
    if (result.refused !== "collections") break;
  }
  throw changed();
});
