import type { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import type { Image } from "../catalog";
import { Media } from "../media";
import { CollectionEntity, CollectionSlugEntity } from "./collection.entity";
import { type Collection, CollectionInput } from "./types";

type Input = z.output<typeof CollectionInput>;

/**
 * Saves a collection, new or changed, with its slug and events. A former slug leads to it. What is passed after the
 * input is written with it. Returns its slug, and the former one. Throws `collection.slug_taken`, `collection.changed`
 * when it is newer than `seen` or what the caller adds is refused, and `collection.unknown`.
 */
export const save = fn(CollectionInput, async (input, also: Writes = {}) => {
  const { data: stored } = await CollectionEntity.get(input).go({ consistent: true });
  if (!stored && input.seen !== undefined) throw unknown();
  if (stored && stored.version !== (input.seen ?? 0)) throw changed();
  const slugs = [...new Set([input.slug, ...(stored ? [stored.slug] : [])])];
  const result = await transact({
    collection: CollectionEntity.put(rowOf(input, stored)).where((at, { eq, notExists }) =>
      stored ? eq(at.version, stored.version) : notExists(at.collectionId),
    ),
    slug: stored?.slug === input.slug ? [] : [claim(input)],
    formerSlug: stored && stored.slug !== input.slug ? [redirectFrom(stored)] : [],
    events: slugs.map((slug) => Event.record("catalog.collection_changed", { slug })),
    ...Media.useWrites({
      user: `collection:${input.collectionId}`,
      before: keysOf(stored?.image),
      after: keysOf(input.image),
    }),
    ...also,
  });
  if (result.committed) return { slugs };
  if (result.refused === "slug")
    throw new DomainError(
      "conflict",
      "collection.slug_taken",
      `Another collection already has the address ${input.slug}.`,
      "slug",
    );
  throw changed();
});

const keysOf = (image: Image | undefined) => (image?.key ? [image.key] : []);

const unknown = () => new DomainError("not_found", "collection.unknown", "This collection does not exist.");

export const changed = () =>
  new DomainError(
    "conflict",
    "collection.changed",
    "Another staff member has changed this collection. Please look at it again.",
  );

function rowOf({ seen: _, ...input }: Input, stored: Pick<Collection, "version" | "createdAt"> | null) {
  const { seoTitle, seoDescription, rule, productIds, sort, ...row } = input;
  return {
    ...row,
    ...(seoTitle && { seoTitle }),
    ...(seoDescription && { seoDescription }),
    ...(rule && { rule }),
    productIds: rule ? [] : [...new Set(productIds)],
    sort: rule && sort === "manual" ? ("relevance" as const) : sort,
    version: (stored?.version ?? 0) + 1,
    createdAt: stored?.createdAt ?? Clock.iso(),
  };
}

/** Returns the claim of a slug, refused when another collection has it now. */
const claim = ({ slug, collectionId }: Input) =>
  CollectionSlugEntity.put({ slug, collectionId, isCurrent: true }).where(
    (at, { eq, notExists }) =>
      `${notExists(at.slug)} OR ${eq(at.collectionId, collectionId)} OR ${eq(at.isCurrent, false)}`,
  );

const redirectFrom = ({ slug, collectionId }: Pick<Collection, "slug" | "collectionId">) =>
  CollectionSlugEntity.put({ slug, collectionId, isCurrent: false });
