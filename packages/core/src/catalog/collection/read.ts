import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { CollectionEntity, CollectionSlugEntity } from "./collection.entity";
import { collectionStatuses, type Collection as Row } from "./types";

const Ref = z.object({ collectionId: Id.schema("collection") });
const BySlug = z.object({ slug: z.string().max(80) });

/** Returns an active collection by its slug, or null. One request. */
export const bySlug = fn(BySlug, async ({ slug }): Promise<Row | null> => {
  const { data } = await CollectionEntity.query.bySlug({ slug }).go();
  return data.find(({ status }) => status === "active") ?? null;
});

/** Returns the slug that a former one leads to, or null. Two requests at most. */
export const movedTo = fn(BySlug, async ({ slug }) => {
  const { data: owner } = await CollectionSlugEntity.get({ slug }).go();
  if (!owner || owner.isCurrent) return null;
  const { data: row } = await CollectionEntity.get(owner).go();
  return row && row.slug !== slug && row.status === "active" ? row.slug : null;
});

/** Returns a collection of any status as it is now, or null. One request. */
export const find = fn(Ref, async (ref): Promise<Row | null> => {
  const { data } = await CollectionEntity.get(ref).go({ consistent: true });
  return data;
});

/** Returns collections by id, of any status, in the order of the ids; unknown ones are left out. One request for each 100. */
export const byIds = fn(
  z.object({ collectionIds: z.array(z.string()).max(300) }),
  async ({ collectionIds }): Promise<Row[]> => {
    const rows = await read(collectionIds);
    return collectionIds.flatMap((id) => rows.find(({ collectionId }) => collectionId === id) ?? []);
  },
);

/** Returns up to 100 collections as they are now. One request. */
export const current = (collectionIds: string[]) => read(collectionIds, { consistent: true });

async function read(collectionIds: string[], how?: { consistent: boolean }): Promise<Row[]> {
  return rowsOf(await Dynamo.batchGet(collectionIds.map(key), how));
}

const key = (collectionId: string) => Dynamo.keyOf(CollectionEntity.get({ collectionId }));

const rowsOf = (items: Record<string, unknown>[]) =>
  items.flatMap((item) =>
    Dynamo.entityOf(item) === "collection" ? (CollectionEntity.parse({ Item: item }).data ?? []) : [],
  );

/** Returns the collections of a status, or all, by name. One request per megabyte, which is some hundred collections. */
export const list = fn(
  z.object({ status: z.enum(collectionStatuses).optional() }),
  async ({ status }): Promise<Row[]> => {
    const { data } = await CollectionEntity.query.all({}).go({ pages: "all" });
    return data
      .filter((row) => !status || row.status === status)
      .sort((a, b) => a.name.localeCompare(b.name, "en"));
  },
);
