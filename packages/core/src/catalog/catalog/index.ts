import { z } from "zod";
import { Cache } from "#platform/cache";
import { Dynamo, shardOf, shards, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Shop } from "#platform/shop";
import { CategoryEntity } from "./category.entity";
import { readPage } from "./page";
import { choosePaths, lonePath, resolvePaths } from "./path";
import { ProductEntity } from "./product.entity";
import {
  type Card,
  type Category,
  CategoryInput,
  type PriceRange,
  type Product,
  ProductInput,
  type SaleCurrency,
  Sku,
  Slug,
  saleCurrencies,
  type Variant,
} from "./types";
import { VariantEntity } from "./variant.entity";

export * as Catalog from "./index";
export { allVariants, listVariants } from "./list";
export { byPath } from "./path";
export {
  type Card,
  type Category,
  type Image,
  type Product,
  type SaleCurrency,
  Sku,
  Slug,
  saleCurrencies,
  type Variant,
} from "./types";

/** Life of cached catalog data, in seconds. A change drops it earlier; this is for lost drops. */
const keptSeconds = 300;

/** Keys of cached catalog data. */
const kept = { categories: "catalog:categories", page: (slug: string) => `catalog:page:${slug}` };

/** Returns the categories in the merchant's order. One request, or none when the shared cache has them. */
export const categories = (): Promise<Category[]> =>
  Cache.through({ key: kept.categories, seconds: keptSeconds, load: readCategories, exact: true });

async function readCategories(): Promise<Category[]> {
  const { data } = await CategoryEntity.query.all({}).go({ pages: "all" });
  return data.sort((a, b) => a.position - b.position || a.slug.localeCompare(b.slug));
}

/** Returns a product and its active variants; null when it is unknown or hidden. One request. */
export const bySlug = fn(
  z.object({ slug: z.string() }),
  async ({ slug }): Promise<{ product: Product; variants: Variant[] } | null> => {
    if (!Slug.safeParse(slug).success) return null;
    const { product, variants: all } = await readPage(slug);
    if (!product || product.status === "hidden") return null;
    const paths = resolvePaths(all);
    const active = all.filter(({ status }) => status === "active");
    if (active.length === 0) return null;
    const variants = active.map((variant) => ({ ...variant, path: paths.get(variant.sku) ?? "" }));
    return { product, variants: variants.sort((a, b) => a.position - b.position) };
  },
);

/**
 * Returns what `bySlug` does, for the page that shoppers see; without a request when the shared cache has it. Never
 * used for charges; contains no stock.
 */
export const shown = fn(z.object({ slug: z.string() }), async ({ slug }) =>
  Slug.safeParse(slug).success
    ? Cache.through({
        key: kept.page(slug),
        seconds: keptSeconds,
        load: () => bySlug({ slug }),
        exact: true,
      })
    : null,
);

/** Drops a product, or the categories, from the shared cache. Throws when the cache cannot be reached. */
export const forget = ({ slug }: { slug?: string }) =>
  Cache.drop([slug === undefined ? kept.categories : kept.page(slug)]);

/** Returns the key of a SKU's variant, to read it together with other rows. */
export const variantKey = (sku: string) => Dynamo.keyOf(VariantEntity.get({ sku }));

/** Variant, and whether it is for sale: it and its product are active. */
export type Offered = { variant: Variant; isForSale: boolean };

/**
 * Reads the variants among raw items, by SKU. No request; one for the products of rows that were saved before variants
 * knew their product's status.
 */
export async function offered(items: Record<string, unknown>[]): Promise<Map<string, Offered>> {
  const rows = items.flatMap((item) =>
    Dynamo.entityOf(item) === "variant" ? (VariantEntity.parse({ Item: item }).data ?? []) : [],
  );
  const unknown = rows.filter(({ productStatus }) => !productStatus).map(({ productId }) => productId);
  const active = new Set(await activeAmong([...new Set(unknown)]));
  return new Map(
    rows.map((row) => {
      const isProductActive = row.productStatus ? row.productStatus === "active" : active.has(row.productId);
      const variant = { ...row, path: lonePath(row) };
      return [row.sku, { variant, isForSale: row.status === "active" && isProductActive }];
    }),
  );
}

/** Returns the ids of those that are active. One request for up to 100; none for none. */
async function activeAmong(productIds: string[]) {
  if (productIds.length === 0) return [];
  const items = await Dynamo.batchGet(productIds.map(productKey));
  return items.filter(({ status }) => status === "active").map(({ productId }) => String(productId));
}

const productKey = (productId: string) => Dynamo.keyOf(ProductEntity.get({ productId }));

/** Yields all active products, a page of rows at a time. For jobs and the sitemap, not for a shopper's request. */
export async function* all(): AsyncGenerator<Product[]> {
  for (const shard of shards) {
    let cursor: string | null = null;
    do {
      const page: { data: Product[]; cursor: string | null } = await ProductEntity.query
        .all({ shard })
        .go({ cursor, limit: 500 });
      yield page.data.filter(({ status }) => status === "active");
      cursor = page.cursor;
    } while (cursor);
  }
}

/** Returns the first slugs, for pages that are rendered before their first visitor. */
export const slugs = fn(z.object({ limit: z.number().int().positive() }), async ({ limit }) => {
  const found: string[] = [];
  for await (const page of all()) {
    found.push(...page.map(({ slug }) => slug));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
});

/** Saves a category, new or changed. */
export const saveCategory = fn(CategoryInput, async (category) => {
  await transact({
    category: CategoryEntity.put(category),
    event: Event.record("catalog.category_changed", { slug: category.slug }),
  });
  await forgetEarly({});
});

/**
 * Saves a product and its variants together, new or changed: its id derives from its slug. Variants that are no longer
 * named are hidden, never deleted, because orders and stock refer to them. Throws `catalog.sku_taken` when a SKU
 * belongs to another product, `catalog.slug_taken` when the slug does.
 */
export const saveProduct = fn(ProductInput, async ({ variants, ...input }) => {
  const { product: known, variants: before } = await readPage(input.slug);
  const productId = input.productId ?? known?.productId ?? Id.derived("product", input.slug);
  if (known && known.productId !== productId) {
    throw new DomainError(
      "conflict",
      "catalog.slug_taken",
      `Another product already has the slug ${input.slug}.`,
    );
  }
  const named = new Set(variants.map(({ sku }) => sku));
  const dropped = before.filter(({ sku }) => !named.has(sku));
  const categories = [...new Set([input.categorySlug, known?.categorySlug ?? input.categorySlug])];
  const paths = choosePaths(input.options, variants, before);
  const keptPaths = resolvePaths(before);
  const rows = variants.map((variant, position) => ({
    ...variant,
    title: input.options.map(({ name }) => variant.options[name] ?? "").join(" / "),
    path: paths.get(variant.sku) ?? "",
    ownPath: true,
    productStatus: input.status,
    shard: shardOf(variant.sku),
    position,
    productId,
    slug: input.slug,
    categorySlug: input.categorySlug,
    name: input.name,
    imageKey: input.images[variant.image]?.key ?? "",
    imageAlt: input.images[variant.image]?.alt ?? "",
  }));
  const result = await transact({
    product: ProductEntity.put({
      ...input,
      productId,
      shard: shardOf(input.slug),
      prices: ranges(variants.filter(({ status }) => status === "active")),
      inStock: known?.inStock ?? false,
    }),
    variants: rows.map((row) =>
      VariantEntity.put(row).where(
        (at, { eq, notExists }) => `${notExists(at.sku)} OR ${eq(at.productId, productId)}`,
      ),
    ),
    dropped: dropped.map((row) =>
      VariantEntity.put({
        ...row,
        path: keptPaths.get(row.sku) ?? row.path,
        ownPath: true,
        status: "hidden",
        productStatus: input.status,
        shard: shardOf(row.sku),
      }),
    ),
    event: Event.record("catalog.product_changed", { slug: input.slug, categories }),
  });
  if (!result.committed) {
    const taken = result.refusals.map(({ index }) => variants[index]?.sku);
    throw new DomainError(
      "conflict",
      "catalog.sku_taken",
      `These SKUs belong to another product: ${taken.join(", ")}.`,
    );
  }
  await forgetEarly({ slug: input.slug });
  return { productId };
});

/** Records on a product whether any of its variants is available, for listings. Returns true when that changed. */
export const recordAvailability = fn(
  z.object({ slug: Slug, inStock: z.boolean() }),
  async ({ slug, inStock }) => {
    const { product } = await readPage(slug);
    if (!product || product.inStock === inStock) return false;
    await ProductEntity.patch({ productId: product.productId }).set({ inStock }).go();
    return true;
  },
);

/** Returns the variant of a SKU, hidden or not; null when it is unknown. One request. */
export const variant = fn(z.object({ sku: Sku }), async ({ sku }) => {
  const { data } = await VariantEntity.get({ sku }).go();
  return data;
});

/** Returns the card of a product for listings, in one currency. */
export function card(product: Product, currency: SaleCurrency = Shop.currency): Card {
  const { slug, name, brand, summary, images, prices, inStock } = product;
  const [image] = images;
  if (!image) throw new Error(`The product ${slug} has no image.`);
  const { from, to, compareAt } = prices[currency];
  return { slug, name, brand, summary, image, price: { from, to, currency }, compareAt, inStock };
}

/** Returns the cards of products in the order of their ids, without inactive ones. One request for up to 100. */
export const cards = fn(
  z.object({ productIds: z.array(z.string()).max(100), currency: z.enum(saleCurrencies) }),
  async ({ productIds, currency }) => {
    if (productIds.length === 0) return [];
    const items = await Dynamo.batchGet(productIds.map(productKey));
    const found = new Map(items.map((item) => [item.productId, ProductEntity.parse({ Item: item }).data]));
    return productIds.flatMap((productId) => {
      const product = found.get(productId);
      return product?.status === "active" ? [card(product, currency)] : [];
    });
  },
);

/** Checks that the table responds. Throws when it does not. */
export async function health() {
  await Dynamo.batchGet([{ pk: "health", sk: "health" }]);
}

/**
 * Drops cached data at once, for the staff member who saved. Errors are ignored: the event of the write drops it
 * again.
 */
const forgetEarly = (what: { slug?: string }) => forget(what).catch(() => undefined);

/**
 * Returns the lowest and highest price in each currency; 0 when all variants are hidden, as nobody sees the product.
 */
function ranges(variants: z.output<typeof ProductInput>["variants"]) {
  const range = (currency: SaleCurrency): PriceRange => {
    const prices = variants.map((variant) => variant.prices[currency]);
    const crossed = variants.flatMap(({ compareAt }) => compareAt?.[currency] ?? []);
    if (prices.length === 0) return { from: 0, to: 0 };
    return {
      from: Math.min(...prices),
      to: Math.max(...prices),
      ...(crossed.length > 0 && { compareAt: Math.max(...crossed) }),
    };
  };
  return { USD: range("USD"), EUR: range("EUR") };
}
