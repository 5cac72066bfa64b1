import { z } from "zod";
import { Audit } from "#platform/audit";
import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Dynamo, shards, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Price } from "../price";
import { changeTree, merged, type Plan, readCategories } from "./category";
import { visible } from "./category-tree";
import { lookOld as migrateLooks } from "./look-old";
import { swatchesOf } from "./looks";
import { offerOld as migrateOffers } from "./offer-old";
import { type PricedAt, rangeOf } from "./offers";
import { type KeysOf, readManyStored, readPage, readStored } from "./page";
import { lonePath, resolvePaths } from "./path";
import { fitting } from "./plan";
import { ProductEntity } from "./product.entity";
import { PublicationEntity } from "./publication.entity";
import { ratingOf } from "./rating";
import { finish, save } from "./save";
import { SlugEntity } from "./slug.entity";
import {
  type Card,
  type Category,
  CategoryInput,
  mostVariants,
  noImage,
  type Product,
  ProductInput,
  type SaleCurrency,
  Sku,
  Slug,
  saleCurrencies,
  skuKey,
  type Variant,
} from "./types";
import { VariantEntity } from "./variant.entity";

export { recordAvailability } from "./availability";
export {
  categoryAt,
  childrenOf,
  inOrder,
  mostLevels,
  pathOf,
  subtreeOf,
  trailOf,
} from "./category-tree";
export { type Owners, owners } from "./find";
export * as Catalog from "./index";
export { allVariants, everyVariant, listed, listVariants, productsFrom, variantsFrom } from "./list";
export { picturesOf } from "./looks";
export { currentPrices, groupsIn, lowestPrice, type PricedAt, rangeOf } from "./offers";
export { byPath, lonePath } from "./path";
export {
  combinationsOf,
  fieldsOf,
  fitting,
  type OptionEdit,
  type PlannedVariant,
  plan,
  pricesToSave,
  type VariantEdit,
  type VariantFields,
} from "./plan";
export { copyRating, mostStars, type Rating, rate, ratingOf } from "./rating";
export { refocus } from "./refocus";
export {
  type Card,
  type Category,
  CategoryInput,
  categoryStatuses,
  Image,
  longestCategoryText,
  mostVariants,
  mostVolumeSteps,
  noImage,
  type Product,
  ProductInput,
  type ProductStatus,
  pricedIn,
  priceOf,
  productStatuses,
  type SaleCurrency,
  Sku,
  Slug,
  type Swatch,
  saleCurrencies,
  skuKey,
  type Variant,
  type VariantRow,
} from "./types";

/** Life of cached catalog data, in seconds. A change drops it earlier; this is for lost drops. */
const keptSeconds = 300;

/** Keys of cached catalog data. */
const kept = {
  categories: "catalog:categories",
  recent: "catalog:recent-categories",
  page: (slug: string) => `catalog:page:${slug}`,
};

/**
 * Returns all categories, hidden ones included, in the order of their tree. One request, or none when the shared cache
 * has them.
 */
export const allCategories = (): Promise<Category[]> =>
  Cache.through({ key: kept.categories, seconds: keptSeconds, load: readCategories, exact: true });

/** Age of the categories that a form offers, in seconds. */
const recentSeconds = 2;

/** Returns what `allCategories` does, up to two seconds old: for choices in forms. One request at most. */
export const recentCategories = (): Promise<Category[]> =>
  Cache.through({ key: kept.recent, seconds: recentSeconds, load: readCategories });

/** Returns the categories that shoppers see, in the order of their tree. Reads what `allCategories` does. */
export const categories = async (): Promise<Category[]> => visible(await allCategories());

/** Returns a product and its active variants; null when it is unknown or hidden. One request. */
export const bySlug = fn(
  z.object({ slug: z.string() }),
  async ({ slug }): Promise<Page | null> =>
    Slug.safeParse(slug).success ? shownIn(await readPage(slug)) : null,
);

type Page = { product: Product; variants: Variant[] };

/** Returns what shoppers see of a product: its active variants; null when it has none, or is not active. */
function shownIn({ product, variants: all }: Awaited<ReturnType<typeof readPage>>): Page | null {
  if (product?.status !== "active") return null;
  // Paths depend on all variants, hidden ones too.
  const variants = inOrderWithPaths(all).filter(({ status }) => status === "active");
  return variants.length === 0 ? null : { product, variants };
}

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
  Cache.drop(slug === undefined ? [kept.categories, kept.recent] : [kept.page(slug)]);

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
  const active = new Set(await activeAmong(unknown));
  return new Map(
    rows.map((row) => {
      const isProductActive = row.productStatus ? row.productStatus === "active" : active.has(row.productId);
      const variant = { ...row, path: lonePath(row) };
      return [row.sku, { variant, isForSale: row.status === "active" && isProductActive }];
    }),
  );
}

/** Returns the ids of those that are active. One request for each 100; none for none. */
async function activeAmong(productIds: string[]) {
  const items = await Dynamo.batchGet(productIds.map(productKey));
  return items.filter(({ status }) => status === "active").map(({ productId }) => String(productId));
}

/** Returns the key of a product's row, to read it together with other rows. */
export const productKey = (productId: string) => Dynamo.keyOf(ProductEntity.get({ productId }));

/** Yields all active products, a page of rows at a time. For jobs and the sitemap, not for a shopper's request. */
export async function* all(): AsyncGenerator<Product[]> {
  for await (const page of every()) yield page.filter(({ status }) => status === "active");
}

/** Yields all products of any status, a page of rows at a time. For jobs. */
export async function* every(): AsyncGenerator<Product[]> {
  for (const shard of shards) {
    let cursor: string | null = null;
    do {
      const page: { data: Product[]; cursor: string | null } = await ProductEntity.query
        .all({ shard })
        .go({ cursor, limit: 500 });
      yield page.data;
      cursor = page.cursor;
    } while (cursor);
  }
}

/** Migrates the rows of products that were saved before rows had the prices of their variants. */
export const offerOld = (how: { dryRun?: boolean } = {}) => migrateOffers(every(), how);

/** Migrates the rows of products that were saved before their cards showed swatches and a second picture. */
export const lookOld = (how: { dryRun?: boolean } = {}) => migrateLooks(every(), how);

/** Returns the first slugs, for pages that are rendered before their first visitor. */
export const slugs = fn(z.object({ limit: z.number().int().positive() }), async ({ limit }) => {
  const found: string[] = [];
  for await (const page of all()) {
    found.push(...page.map(({ slug }) => slug));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
});

/**
 * Saves a category under its slug, new or changed; what is absent keeps its value. Throws `catalog.unknown_category`,
 * `catalog.category_too_deep`, `catalog.category_circle`, `catalog.address_taken`.
 */
export const saveCategory = fn(CategoryInput, async (input, also: Writes = {}) => {
  await changeTree((all) => [{ saved: merged(all, input) }], also);
  await forgetEarly({});
});

/**
 * Changes categories by what `plan` returns for the present ones: rows to save, and slugs to remove. The tree is
 * checked as it then is; a plan runs again when another request changed the tree meanwhile, and may throw. What is
 * passed after it is written with it. Returns the slugs.
 */
export async function editCategories(plan: Plan, also: Writes = {}) {
  const slugs = await changeTree(plan, also);
  await forgetEarly({});
  return slugs;
}

/**
 * Saves a product and its variants together, new or changed; its id derives from its slug unless it is given. Variants that
 * are no longer named are hidden, not deleted, because orders and stock refer to them. A former slug leads to the product.
 * What is passed after the input is written with it. A caller that has found no product of this id and slug says that it
 * is new, so that the save does not look. Throws `catalog.sku_taken` when a SKU belongs to another product,
 * `catalog.slug_taken` when the slug does, `catalog.changed` when the product is newer than `seen`.
 */
export const saveProduct = fn(ProductInput, async (input, also: Writes = {}, { isNew = false } = {}) => {
  const { productId, slugs: changed } = await save(input, also, isNew);
  await Promise.all(changed.map((slug) => forgetEarly({ slug })));
  return { productId, slugs: changed };
});

/**
 * Finishes a save of the product with this slug that its process did not finish. Returns the product's id; null when no
 * product has the slug now. Two requests when there is nothing to write.
 */
export const finishSave = fn(z.object({ slug: z.string() }), async ({ slug }): Promise<string | null> => {
  const { data: owner } = await SlugEntity.get({ slug }).go({ consistent: true });
  if (owner && !owner.isCurrent) return null;
  const productId = owner?.productId ?? (await readPage(slug)).product?.productId;
  if (!productId) return null;
  await finish({ productId });
  return productId;
});

/** Returns a product of any status with all its variants as they are now, for staff; null when it is unknown. */
export const forStaff = fn(
  z.object({ productId: z.string() }),
  async ({ productId }): Promise<Page | null> => {
    const stored = await readStored(productId);
    return stored && { product: stored.product, variants: inOrderWithPaths(stored.variants) };
  },
);

/**
 * Returns what `forStaff` does, and the items of other keys for the SKUs of its variants. Two requests for up to 100
 * keys; one more for a product from before its row had its SKUs.
 */
export async function forStaffWith({ productId }: { productId: string }, keysOf: KeysOf) {
  const stored = await readStored(productId, keysOf);
  return stored && { ...stored, variants: inOrderWithPaths(stored.variants) };
}

/** Returns what `forStaff` does for several products, by id. A request for each 100 products and each 100 variants. */
export const manyForStaff = fn(
  z.object({ productIds: z.array(z.string()) }),
  async ({ productIds }): Promise<Map<string, Page>> => {
    const found = await readManyStored(productIds);
    return new Map(
      [...found].map(([productId, { product, variants }]) => [
        productId,
        { product, variants: inOrderWithPaths(variants) },
      ]),
    );
  },
);

/** Returns variants in their order, each with the path of its page. */
function inOrderWithPaths(rows: Variant[]): Variant[] {
  const paths = resolvePaths(rows);
  const variants = rows.map((row) => ({ ...row, path: paths.get(row.sku) ?? "" }));
  return variants.sort((a, b) => a.position - b.position);
}

/** Returns the slug of the product that had this slug before, or null. Two requests at most. */
export const movedTo = fn(z.object({ slug: Slug }), async ({ slug }) => {
  const { data: owner } = await SlugEntity.get({ slug }).go();
  if (!owner || owner.isCurrent) return null;
  const { data: product } = await ProductEntity.get({ productId: owner.productId }).go();
  return product && product.slug !== slug && product.status === "active" ? product.slug : null;
});

/** Returns products by id, of any status, in the order of the ids. One request for up to 100. */
export const byIds = fn(
  z.object({ productIds: z.array(z.string()).max(100) }),
  async ({ productIds }): Promise<Product[]> => {
    const found = productsIn(await Dynamo.batchGet(productIds.map(productKey)));
    return productIds.flatMap((productId) => found.get(productId) ?? []);
  },
);

/** Returns the products among raw items, by id. */
export const productsIn = (items: Record<string, unknown>[]) =>
  new Map(
    items.flatMap((item) => {
      const row = Dynamo.entityOf(item) === "product" ? ProductEntity.parse({ Item: item }).data : null;
      return row ? [[row.productId, row as Product]] : [];
    }),
  );

/** Returns the products that staff members saved since a time, the newest first; 100 at most. One request. */
export const editedSince = fn(z.object({ at: z.string() }), async ({ at }): Promise<Product[]> => {
  const { data } = await ProductEntity.query
    .byEdit({ edits: "staff" })
    .gte({ editedAt: at })
    .go({ order: "desc", limit: 100 });
  return data;
});

/** Makes the drafts active whose time has come, each with its audit row. Returns how many. */
export async function publishDue() {
  const { data: due } = await PublicationEntity.query.due({}).lte({ at: Clock.iso() }).go({ limit: 100 });
  let published = 0;
  for (const { at, productId } of due) {
    try {
      const stored = await forStaff({ productId });
      if (stored?.product.status === "draft" && stored.product.publishAt === at) {
        await publish(stored);
        published++;
      }
      await PublicationEntity.remove({ at, productId }).go();
    } catch (error) {
      Log.error("catalog.publication_failed", error, { productId });
      const isChanged = error instanceof DomainError && error.code === "catalog.changed";
      const isRefused = error instanceof DomainError || error instanceof z.ZodError;
      // Trying again would not help: the product stays a draft, and its page says so.
      if (isRefused && !isChanged) await PublicationEntity.remove({ at, productId }).go();
    }
  }
  return published;
}

async function publish({ product, variants }: { product: Product; variants: Variant[] }) {
  const { publishAt, editor: _, ...rest } = product;
  const audit = Audit.record({
    actor: "schedule",
    action: "catalog.save_product",
    subject: `product:${product.productId}`,
    before: { status: "draft", publishAt },
    after: { status: "active" },
  });
  const input = { ...rest, status: "active" as const, publishedAt: Clock.iso(), seen: product.version ?? 0 };
  await saveProduct({ ...input, editor: "schedule", variants: fitting(product, variants) }, { audit });
}

/** Returns the slugs of the products of SKUs, by `skuKey`; an unknown SKU has none. One request for each 100. */
export const slugsOf = fn(z.object({ skus: z.array(z.string()).max(1_000) }), async ({ skus }) => {
  const items = await Dynamo.batchGet(skus.map(variantKey));
  return new Map(items.map(({ sku, slug }) => [skuKey(String(sku)), String(slug)]));
});

/** Returns the variant of a SKU, hidden or not; null when it is unknown. One request. */
export const variant = fn(z.object({ sku: Sku }), async ({ sku }) => {
  const { data } = await VariantEntity.get({ sku }).go();
  return data;
});

/** Variants of a product that a listing shows: those that fit its filters. */
export const Shown = z.object({
  skus: z.array(z.string()).max(mostVariants),
  /** Name in URLs, and picture, of the variant that the card shows. */
  path: z.string(),
  imageKey: z.string(),
});
export type Shown = z.output<typeof Shown>;

/**
 * Returns the card of a product for listings, in one currency, with its price at a time; with the picture, the price and
 * the link of some of its variants if these are given. Pure.
 */
export function card(product: Product, currency: SaleCurrency, when: PricedAt, shown?: Shown): Card {
  const { productId, slug, name, brand, summary, images, inStock, soldOut } = product;
  const own = shown && images.find(({ key }) => key === shown.imageKey);
  const image = own ?? images[0] ?? noImage;
  const { from, to, ...reduction } = rangeOf(product, currency, when, shown?.skus);
  const until = Price.nextChange(when.board, when.at);
  const price = { from, to, currency };
  const another = image === images[0] ? images[product.looks?.another ?? -1] : undefined;
  const swatches = swatchesOf(product);
  const rating = ratingOf(product);
  const isAvailable = inStock && (!shown || !soldOut || shown.skus.some((sku) => !soldOut.includes(sku)));
  return {
    productId,
    slug,
    name,
    brand,
    summary,
    image,
    price,
    ...reduction,
    inStock: isAvailable,
    ...(product.looks && swatches.length > 0 && { option: product.looks.option, swatches }),
    ...(another && { another }),
    ...(rating && { rating: { average: rating.average, count: rating.count } }),
    ...(shown?.path && { path: shown.path }),
    ...(until && { until }),
  };
}

/**
 * Returns the cards of products in the order of their ids, without inactive ones. `shown` names, by product, the variants
 * that a card shows. One request for up to 99 products.
 */
export const cards = fn(
  z.object({
    productIds: z.array(z.string()).max(1_000),
    currency: z.enum(saleCurrencies),
    shown: z.map(z.string(), Shown).optional(),
  }),
  async ({ productIds, currency, shown }) => {
    if (productIds.length === 0) return [];
    const items = await Dynamo.batchGet([...productIds.map(productKey), Price.boardKey()]);
    const when = { board: Price.boardOf(items), at: Clock.iso() };
    const rows = items.filter((item) => Dynamo.entityOf(item) === "product");
    const found = new Map(rows.map((item) => [item.productId, ProductEntity.parse({ Item: item }).data]));
    return productIds.flatMap((productId) => {
      const product = found.get(productId);
      return product?.status === "active" ? [card(product, currency, when, shown?.get(productId))] : [];
    });
  },
);

/** Checks that the table responds. Throws when it does not. */
export async function health() {
  await Dynamo.batchGet([{ pk: "health", sk: "health" }]);
}

/**
 * Drops cached data at once, for the staff member who saved. An unreachable cache is only logged: the event of the write
 * drops the data again.
 */
const forgetEarly = (what: { slug?: string }) =>
  forget(what).catch((error) => Log.error("catalog.forget_failed", error, what));
