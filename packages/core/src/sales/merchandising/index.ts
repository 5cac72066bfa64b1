import { Catalog } from "#catalog/catalog";
import { Search } from "#catalog/search";
import { type Detail, Event, type EventType } from "#platform/event";
import { Id } from "#platform/id";
import { Revalidation } from "#platform/revalidation";
import type { Change } from "#platform/stream";
import { Inventory } from "../inventory";

export * as Merchandising from "./index";

type Published = "catalog.product_changed" | "catalog.category_changed" | "inventory.availability_changed";

/** Brings a change to the listings, the search index and the pages that show it. Safe to repeat. */
export async function publish<Type extends Published & EventType>(detail: Detail<Type>, type: Type) {
  switch (type) {
    case "inventory.availability_changed":
      return availabilityChanged(detail as Detail<"inventory.availability_changed">);
    case "catalog.product_changed": {
      const { slug, categories } = detail as Detail<"catalog.product_changed">;
      await noteAvailability(slug);
      await Search.changed();
      return tellPages({ slug }, [
        `product:${slug}`,
        ...categories.map((category) => `category:${category}`),
        "catalog",
      ]);
    }
    default: {
      const { slug } = detail as Detail<"catalog.category_changed">;
      await Search.changed();
      return tellPages({}, [`category:${slug}`, "categories", "catalog"]);
    }
  }
}

/** Builds the search index when the catalog changed, and renders anew the listings that are made from it. */
export async function publishSearch() {
  const built = await Search.publishIfDirty();
  if (!built) return null;
  const categories = await Catalog.categories();
  await Revalidation.send(["catalog", ...categories.map(({ slug }) => `category:${slug}`)]);
  return built;
}

/** When a SKU runs out or comes back, says so once: the event's id is that of the change. */
export async function noticeStock({ id, entity, before, after }: Change) {
  if (entity !== "stock" || !after) return;
  const had = Number(before?.available ?? 0) > 0;
  const has = Number(after.available ?? 0) > 0;
  if (had === has) return;
  const eventId = Id.derived("event", "stock-change", id);
  await Event.publish("inventory.availability_changed", { sku: String(after.sku), inStock: has }, eventId);
}

async function availabilityChanged({ sku }: Detail<"inventory.availability_changed">) {
  const variant = await Catalog.variant({ sku });
  if (!variant) return;
  const changed = await noteAvailability(variant.slug);
  if (changed) await Search.changed();
  const page = await Catalog.bySlug({ slug: variant.slug });
  const listings = changed && page ? [`category:${page.product.categorySlug}`, "catalog"] : [];
  await tellPages({ slug: variant.slug }, [`product:${variant.slug}`, ...listings]);
}

/**
 * First the cache forgets, then the pages are made anew. They are told even when the cache cannot be reached; the event
 * then stays undone and both are said again, because a page made in between may be made of what the cache still holds.
 */
async function tellPages(changed: Parameters<typeof Catalog.forget>[0], tags: string[]) {
  const forgotten = Catalog.forget(changed);
  await forgotten.catch(() => undefined);
  await Revalidation.send(tags);
  await forgotten;
}

/** Whether anything of the product can be had, as the stock stands now. */
async function noteAvailability(slug: string) {
  const page = await Catalog.bySlug({ slug });
  if (!page) return false;
  const available = await Inventory.available({ skus: page.variants.map(({ sku }) => sku) });
  return Catalog.noteAvailability({ slug, inStock: Object.values(available).some((count) => count > 0) });
}
