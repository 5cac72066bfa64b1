import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { Catalog, skuKey } from "#catalog/catalog";
import { Collection } from "#catalog/collection";
import { Content } from "#catalog/content";
import { type Board, Price } from "#catalog/price";
import { Search } from "#catalog/search";
import { Clock } from "#platform/clock";
import { type Detail, Event } from "#platform/event";
import { Id } from "#platform/id";
import { Revalidation } from "#platform/revalidation";
import type { Change } from "#platform/stream";
import { Alerts } from "../alert";
import { Inventory } from "../inventory";

export * as Merchandising from "./index";

type Published =
  | "catalog.product_changed"
  | "catalog.category_changed"
  | "catalog.prices_changed"
  | "catalog.collection_changed"
  | "catalog.search_changed"
  | "inventory.availability_changed"
  | "content.changed"
  | "settings.changed";

const publishers: { [Type in Published]: (detail: Detail<Type>) => Promise<unknown> } = {
  "catalog.product_changed": productChanged,
  "catalog.category_changed": categoryChanged,
  "catalog.prices_changed": pricesChanged,
  "catalog.collection_changed": ({ slug }) => Revalidation.send([`collection:${slug}`, "collections"]),
  "catalog.search_changed": () => Search.changed(),
  "inventory.availability_changed": availabilityChanged,
  "content.changed": (shown) => Revalidation.send(Content.tagsOf(shown)),
  "settings.changed": async ({ group }) => {
    const tags = ["settings", `settings:${group}`];
    if (group !== "currencies") return Revalidation.send(tags);
    // Prices in other currencies, or rounded in another way, are in the index and on every page with a price.
    await Search.changed();
    await Revalidation.send([...tags, pricesTag]);
  },
};

/** Brings a change to the listings, the search index and the pages that show it. Safe to repeat. */
export const publish = <Type extends Published>(detail: Detail<Type>, type: Type) => publishers[type](detail);

async function productChanged({ slug, categories }: Detail<"catalog.product_changed">) {
  const productId = await Catalog.finishSave({ slug });
  if (productId) {
    const recorded = await recordAvailability({ productId });
    await Catalog.copyRating({ productId });
    if (recorded) await Alerts.firePriceDrop(recorded.product);
  }
  await Search.changed();
  await revalidate({ slug }, [`product:${slug}`, ...(await categoryTags(categories)), "catalog"]);
}

async function categoryChanged({ slug }: Detail<"catalog.category_changed">) {
  await Search.changed();
  await revalidate({}, [`category:${slug}`, "categories", "catalog"]);
}

/** Tag of every page that shows a price. */
const pricesTag = "prices";

async function pricesChanged() {
  await Alerts.fireAllPriceDrops();
  await Search.changed();
  await Revalidation.send([pricesTag]);
}

/** Time that one run looks ahead, in seconds: longer than the pause between two runs. */
const aheadSeconds = 70;

/** Pause between two looks at the clock while a sale is about to start or end, in milliseconds. */
const lookMilliseconds = 200;

/** Stores the products of the collections of sales that start soon. Returns true when any changed. */
async function fixMembers({ sales }: Board, until: string) {
  const now = Clock.iso();
  let isChanged = false;
  for (const { saleId, scope, startsAt } of sales) {
    if (scope.collections.length === 0 || startsAt <= now || startsAt > until) continue;
    const members: string[] = [];
    for (const collectionId of scope.collections)
      members.push(...(await Collection.productIds({ collectionId })));
    isChanged = (await Price.setMembers({ saleId, members: [...new Set(members)] })) || isChanged;
  }
  return isChanged;
}

/**
 * Shows the sales that started or ended since the last run, then waits for those that do within the next minute, so
 * that rendered pages change at their moment. Runs may overlap. With `ahead` of 0 seconds it does not wait. Returns how
 * many moments there were.
 */
export async function publishPrices({ ahead = aheadSeconds }: { ahead?: number } = {}) {
  const [known, shown] = await Promise.all([Price.board(), Price.shownUntil()]);
  const board = (await fixMembers(known, Clock.iso(ahead))) ? await Price.board() : known;
  const changes = Price.changesBetween(board, shown, Clock.iso(ahead));
  const past = changes.filter((at) => at <= Clock.iso());
  for (const at of [...past.slice(-1), ...changes.slice(past.length)]) {
    while (Clock.iso() < at) await delay(lookMilliseconds);
    await pricesChanged();
    await Price.markShown(at);
  }
  return changes.length;
}

/** Returns the tags of the pages of categories and of those that they are in, which list their products too. */
async function categoryTags(slugs: string[]) {
  if (slugs.every((slug) => slug === "")) return [];
  const all = await Catalog.allCategories();
  const pages = slugs.flatMap((slug) => [slug, ...Catalog.trailOf(all, slug).map((one) => one.slug)]);
  return [...new Set(pages)].map((slug) => `category:${slug}`);
}

/**
 * Publishes products, pages and announcements whose time has come, builds the search index if the catalog changed, and
 * revalidates the listings that are other than before.
 */
export async function publishSearch(dictionary: Parameters<typeof Search.publishIfDirty>[0]) {
  await Catalog.publishDue();
  await Content.publishDue();
  const built = await Search.publishIfDirty(dictionary);
  await Search.announce(async (changed) => Revalidation.send(["catalog", ...(await categoryTags(changed))]));
  return built;
}

/** Change of whether a SKU is available, and the id of the change of its row. */
type Flip = { id: string; sku: string; inStock: boolean };

/**
 * Publishes an event when SKUs run out or are available again, one for those of a product that do so together. A repeated
 * batch publishes it once. A product with a change of its own among these needs none, because handling that looks at its
 * stock. One request to find the products.
 */
export async function publishAvailability(changes: Change[]) {
  const flips = changes.flatMap(({ id, entity, before, after }): Flip[] => {
    if (entity !== "stock" || !after) return [];
    const had = Number(before?.available ?? 0) > 0;
    const has = Number(after.available ?? 0) > 0;
    return had === has ? [] : [{ id, sku: String(after.sku), inStock: has }];
  });
  const changed = new Set(
    changes.flatMap(({ entity, before, after }) =>
      entity === "event" && !before && after ? (ProductChanged.safeParse(after).data?.detail.slug ?? []) : [],
    ),
  );
  for (let from = 0; from < flips.length; from += 100)
    await publishFlips(flips.slice(from, from + 100), changed);
}

const ProductChanged = z.object({
  type: z.literal("catalog.product_changed"),
  detail: z.object({ slug: z.string() }),
});

async function publishFlips(flips: Flip[], changed: Set<string>) {
  const slugs = await Catalog.slugsOf({ skus: flips.map(({ sku }) => sku) });
  const groups = Map.groupBy(flips, ({ sku }) => slugs.get(skuKey(sku)) ?? `SKU ${sku}`);
  await Promise.all(
    [...groups].map(([slug, flipped]) => {
      const [first] = flipped;
      if (!first || changed.has(slug)) return undefined;
      const eventId = Id.derived("event", "stock-change", ...flipped.map(({ id }) => id));
      const { sku, inStock } = first;
      return Event.publish("inventory.availability_changed", { sku, inStock }, eventId);
    }),
  );
}

async function availabilityChanged({ sku }: Detail<"inventory.availability_changed">) {
  const variant = await Catalog.variant({ sku });
  const recorded = variant && (await recordAvailability(variant, [sku]));
  if (!recorded) return;
  const { changed, product } = recorded;
  if (changed) await Search.changed();
  // Unfiltered listings show no single variant.
  const isListed = changed === "product" && product.status === "active";
  const listings = isListed ? [...(await categoryTags([product.categorySlug])), "catalog"] : [];
  await revalidate({ slug: product.slug }, [`product:${product.slug}`, ...listings]);
}

/**
 * Drops a change from the cache, then revalidates pages; also when the cache cannot be reached. The event is then
 * handled again, because a page rendered in between may come from old cached data.
 */
async function revalidate(changed: Parameters<typeof Catalog.forget>[0], tags: string[]) {
  const forgotten = Catalog.forget(changed);
  await forgotten.catch(() => undefined);
  await Revalidation.send(tags);
  await forgotten;
}

/**
 * Records on a product which of its variants are available, and tells shoppers who wait for those that are so again: its
 * row has them as sold out, or they are in `back`. Returns the product and what changed.
 */
export const recordAvailability = ({ productId }: { productId: string }, back: string[] = []) =>
  Catalog.recordAvailability({ productId }, async (request, { soldOut = [] }) => {
    const available = await Inventory.available(request, { consistent: true });
    // First, because the row tells a repeated event what was sold out.
    await Alerts.fireBackInStock(
      [...new Set([...soldOut, ...back])].filter((sku) => (available[sku] ?? 0) > 0),
    );
    return available;
  });
