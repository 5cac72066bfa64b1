import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { Media } from "../media";
import { CategoryEntity, CategoryTreeEntity } from "./category.entity";
import { childrenOf, inOrder, levelsOf, mostLevels, trailOf } from "./category-tree";
import { type Category, type CategoryInput, noImage } from "./types";

const mostTries = 25;

/** Most categories that one change writes, with their events. */
const mostChanges = 45;

/** Returns all categories in the order of their tree. One request per megabyte. */
export async function readCategories({ consistent = false } = {}): Promise<Category[]> {
  const { data } = await CategoryEntity.query.all({}).go({ pages: "all", consistent });
  return inOrder(
    data.map((row) => ({
      ...row,
      address: row.address ?? row.slug,
      former: row.former ?? [],
      parent: row.parent ?? "",
      status: row.status ?? "active",
      image: row.image ?? noImage,
      version: row.version ?? 0,
    })),
  );
}

/** Change of one category: its new row, or the slug of one to remove. A move alone does not count as a new version. */
export type Change = { saved: Category; isMove?: boolean } | { removed: string };

/** Returns changes for the categories that there are, or throws what speaks against them. */
export type Plan = (all: Category[]) => Change[];

/**
 * Writes the changes of a plan, their events and what the caller adds, all or nothing, and nothing when the tree
 * changed since it was read. Returns the slugs of the changed categories. Throws `catalog.categories_changed` when what
 * the caller adds is refused.
 */
export async function changeTree(plan: Plan, also: Writes): Promise<string[]> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    // The version is read first, so that a change after it is noticed.
    const { data: tree } = await CategoryTreeEntity.get({}).go({ consistent: true });
    const all = await readCategories({ consistent: true });
    const changes = plan(all);
    const slugs = changes.map((change) => ("saved" in change ? change.saved.slug : change.removed));
    if (slugs.length > mostChanges) throw tooMany();
    checkTree(all, changes);
    const result = await transact({
      tree: treeWrite(tree?.version),
      categories: changes.map((change) =>
        "saved" in change
          ? CategoryEntity.put(rowOf(change))
          : CategoryEntity.remove({ slug: change.removed }),
      ),
      ...pictureUses(all, changes),
      events: slugs.map((slug) => Event.record("catalog.category_changed", { slug })),
      ...also,
    });
    if (result.committed) return slugs;
    if (result.refused !== "tree") break;
    await sleep(Math.random() * 20 * attempt);
  }
  throw new DomainError(
    "conflict",
    "catalog.categories_changed",
    "Another staff member is changing the categories. Please look at them again.",
  );
}

/** Returns the writes that record which pictures the changed categories use. */
function pictureUses(all: Category[], changes: Change[]): Writes {
  const uses = changes.map((change) => {
    const slug = "saved" in change ? change.saved.slug : change.removed;
    const before = all.find((one) => one.slug === slug)?.image.key;
    const after = "saved" in change ? change.saved.image.key : "";
    return Media.useWrites({
      user: `category:${slug}`,
      before: before ? [before] : [],
      after: after ? [after] : [],
    });
  });
  return {
    pictureUses: uses.flatMap(({ pictureUses: own }) => own ?? []),
    pictureEvents: uses.flatMap(({ pictureEvent }) => pictureEvent ?? []),
  };
}

const tooMany = () =>
  new DomainError(
    "conflict",
    "catalog.too_many_categories",
    "This would change too many categories at once.",
  );

const treeWrite = (version: number | undefined) =>
  CategoryTreeEntity.put({ version: (version ?? 0) + 1 }).where((at, { eq, notExists }) =>
    version === undefined ? notExists(at.version) : eq(at.version, version),
  );

/** Returns the row of a category, without what is empty. */
function rowOf({ saved, isMove = false }: Extract<Change, { saved: Category }>) {
  const { address, former, parent, image, seoTitle, seoDescription, version, ...row } = saved;
  return {
    ...row,
    address,
    version: isMove ? version : version + 1,
    ...(former.length > 0 && { former }),
    ...(parent && { parent }),
    ...(image.key && { image }),
    ...(seoTitle && { seoTitle }),
    ...(seoDescription && { seoDescription }),
  };
}

/** Throws when the tree has a circle, too many levels, an unknown parent or one address twice after the changes. */
function checkTree(all: Category[], changes: Change[]) {
  const next = new Map(all.map((one) => [one.slug, one]));
  for (const change of changes) {
    if ("saved" in change) next.set(change.saved.slug, change.saved);
    else next.delete(change.removed);
  }
  const after = [...next.values()];
  for (const change of changes) {
    if (!("saved" in change)) {
      if (childrenOf(after, change.removed).length > 0)
        throw refused("category_not_empty", "Move or delete the categories in it first.");
      continue;
    }
    const { slug, parent, address } = change.saved;
    const trail = trailOf(after, slug);
    if (parent && !next.has(parent))
      throw refused("unknown_category", "The category that it should be in does not exist.", "parent");
    if (trail[0]?.parent) throw refused("category_circle", "A category cannot be inside itself.", "parent");
    if (trail.length - 1 + levelsOf(after, slug) > mostLevels)
      throw refused("category_too_deep", `Categories have at most ${mostLevels} levels.`, "parent");
    if (after.some((other) => other.slug !== slug && other.address === address))
      throw refused("address_taken", `Another category already has the address ${address}.`, "address");
  }
}

const refused = (what: string, message: string, field?: string) =>
  new DomainError("conflict", `catalog.${what}`, message, field);

/** Returns a category with the values of an input; what is absent keeps its value. */
export function merged(all: Category[], { address, ...input }: z.output<typeof CategoryInput>): Category {
  const stored = all.find(({ slug }) => slug === input.slug);
  const parent = input.parent ?? stored?.parent ?? "";
  const now = stored?.address ?? input.slug;
  const next = address ?? now;
  const former = [...(stored?.former ?? []), ...(stored && next !== now ? [now] : [])];
  return {
    ...input,
    address: next,
    former: [...new Set(former)].filter((one) => one !== next),
    parent,
    position: input.position ?? placeOf(all, input.slug, parent),
    status: input.status ?? stored?.status ?? "active",
    image: input.image ?? stored?.image ?? noImage,
    seoTitle: input.seoTitle ?? stored?.seoTitle,
    seoDescription: input.seoDescription ?? stored?.seoDescription,
    version: stored?.version ?? 0,
  };
}

/** Returns the position of a category: its own, or after its siblings when it is new there. */
function placeOf(all: Category[], slug: string, parent: string) {
  const stored = all.find((one) => one.slug === slug);
  if (stored?.parent === parent) return stored.position;
  return Math.max(-1, ...childrenOf(all, parent).map(({ position }) => position)) + 1;
}
