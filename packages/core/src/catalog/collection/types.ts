import { z } from "zod";
import { Id } from "#platform/id";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import { Image, noImage, Slug } from "../catalog";
import { mostChosen, Rule } from "../search";

/** Shoppers see active collections. Archived ones leave the admin's everyday list. */
export const collectionStatuses = ["draft", "active", "archived"] as const;
export type CollectionStatus = (typeof collectionStatuses)[number];

/** Order of the products when the shopper chooses none. `manual` is the order of the chosen products. */
export const collectionSorts = ["manual", "relevance", "newest", "price-asc", "price-desc", "name"] as const;
export type CollectionSort = (typeof collectionSorts)[number];

const shared = {
  slug: Slug,
  name: Text.line(100, "Enter a title."),
  status: z.enum(collectionStatuses, "Choose a status."),
  description: RichText.Schema,
  /** Its key is empty when the collection has none. */
  image: z.union([Image, Image.extend({ key: z.literal("") })]).default(noImage),
  sort: z.enum(collectionSorts, "Choose an order."),
  seoTitle: z.string().max(200).optional(),
  seoDescription: z.string().max(400).optional(),
  /** Products chosen by hand, in order; empty when a rule chooses them. */
  productIds: z.array(Id.schema("product")).max(mostChosen, `At most ${mostChosen} products.`).default([]),
  /** Rule that chooses the products; absent when they are chosen by hand. */
  rule: Rule.optional(),
};

export const CollectionInput = z.object({
  collectionId: Id.schema("collection"),
  /** Version that the staff member has seen; a newer one is not overwritten. Absent for a new collection. */
  seen: z.int().min(0).optional(),
  ...shared,
});

export type Collection = Omit<z.output<typeof CollectionInput>, "seen"> & {
  version: number;
  createdAt: string;
  updatedAt: string;
};
