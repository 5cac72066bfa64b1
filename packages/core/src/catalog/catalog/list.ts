import { shardOf, shards, transact } from "#platform/dynamo";
import { readPage } from "./page";
import { ProductEntity } from "./product.entity";
import type { VariantRow } from "./types";
import { VariantEntity } from "./variant.entity";

/** Variant in a list of SKUs. `active`: it and its product are for sale. */
type Listed = { sku: string; name: string; title: string; slug: string; active: boolean };

/** Limit of writes in a transaction. */
const mostWrites = 100;

/** Yields the rows of all variants, hidden ones included, by SKU within a shard, a page at a time. For jobs. */
export async function* everyVariant(): AsyncGenerator<VariantRow[]> {
  for (const shard of shards) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof variantsOf>> = await variantsOf(shard, cursor);
      yield page.data.filter(({ ttl }) => ttl === undefined);
      cursor = page.cursor;
    } while (cursor);
  }
}

/** Yields all variants as `everyVariant` does, with what a list of SKUs shows. */
export async function* allVariants(): AsyncGenerator<Listed[]> {
  for await (const rows of everyVariant()) yield rows.map(listed);
}

/** Returns what a list of SKUs shows of a variant. */
export const listed = ({ sku, name, title, slug, status, productStatus = "active" }: VariantRow): Listed => ({
  sku,
  name,
  title,
  slug,
  active: status === "active" && productStatus === "active",
});

const variantsOf = (shard: number, cursor: string | null) =>
  VariantEntity.query.all({ shard }).go({ cursor, limit: 500 });

/**
 * Puts variants that were saved before all variants were listed into that list, those of a product together: a product
 * with a listed variant is not read. Safe to repeat. With `dryRun` nothing is written. Returns how many products it
 * checked and how many variants it changed or would change.
 */
export async function listVariants({ dryRun = false } = {}) {
  const known = new Set<string>();
  for await (const page of everyVariant()) for (const { slug } of page) known.add(slug);
  const counts = { checked: 0, changed: 0 };
  for (const shard of shards) {
    let cursor: string | null = null;
    do {
      const page: { data: { slug: string }[]; cursor: string | null } = await ProductEntity.query
        .all({ shard })
        .go({ cursor, limit: 500 });
      counts.checked += page.data.length;
      for (const { slug } of page.data)
        if (!known.has(slug)) counts.changed += await listVariantsOf(slug, dryRun);
      cursor = page.cursor;
    } while (cursor);
  }
  return counts;
}

async function listVariantsOf(slug: string, dryRun: boolean) {
  const { variants } = await readPage(slug);
  const missing = variants.filter(({ shard }) => shard === undefined);
  for (let from = 0; !dryRun && from < missing.length; from += mostWrites) {
    const some = missing.slice(from, from + mostWrites);
    await transact({
      variants: some.map(({ sku }) => VariantEntity.patch({ sku }).set({ shard: shardOf(sku) })),
    });
  }
  return missing.length;
}

type Place = { shard: number; cursor: string | null };

/** Returns the next products of any status in the order of the shards, and where to go on; null after the last. */
export async function productsFrom({ shard, cursor }: Place, limit: number) {
  const page = await ProductEntity.query.all({ shard }).go({ cursor, limit });
  return { products: page.data, next: placeAfter(shard, page.cursor) };
}

/** Returns the next SKUs in the order of the shards, with their names, and where to go on; null after the last. */
export async function variantsFrom({ shard, cursor }: Place, limit: number) {
  const page = await VariantEntity.query.all({ shard }).go({ cursor, limit });
  return { variants: page.data.filter(({ ttl }) => ttl === undefined), next: placeAfter(shard, page.cursor) };
}

function placeAfter(shard: number, cursor: string | null): Place | null {
  if (cursor) return { shard, cursor };
  return shard + 1 < shards.length ? { shard: shard + 1, cursor: null } : null;
}
