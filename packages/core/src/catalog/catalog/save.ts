import type { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, shardOf, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { partsOf } from "#platform/parts";
import { Media } from "../media";
import { Price } from "../price";
import { looksOf } from "./looks";
import { groupsOf } from "./offers";
import { readPage, readStored } from "./page";
import { choosePaths, resolvePaths } from "./path";
import { type Pending, ProductEntity } from "./product.entity";
import { PublicationEntity } from "./publication.entity";
import { SlugEntity } from "./slug.entity";
import {
  type PriceGroup,
  type PriceRange,
  type Product,
  type ProductInput,
  type ProductStatus,
  pricedIn,
  priceOf,
  type SaleCurrency,
  skuKey,
  type VariantRow,
} from "./types";
import { VariantEntity } from "./variant.entity";

type Input = z.output<typeof ProductInput>;
type Stored = Pick<NonNullable<Awaited<ReturnType<typeof readStored>>>, "product" | "variants">;

/** Most writes of a transaction. */
const mostWrites = 100;

/** Most rows that one transaction of a large save writes. */
const partSize = 90;

/** Life of the reservation of a SKU, in seconds: a save that died does not keep it longer. */
const reservedSeconds = 3600;

const mostTries = 5;

/** Most steps of all price logs of a product: a large save stores them in the product's row. */
const mostLogged = 2_000;

/** Most rows of variants that one save changes: a large save stores them in the product's row. */
const mostRows = 400;

/**
 * Saves a product, its variants, its event and what the caller adds, all or nothing. A save that does not fit in one
 * transaction first reserves its new SKUs with hidden rows. Then it stores the changed rows of variants in the row of the
 * product, where readers find them at once, and `finish` writes them to their own rows. After a crash, the handler of the
 * event calls `finish`.
 */
export async function save(input: Input, also: Writes, isNew = false) {
  for (let attempt = 1; ; attempt++) {
    const stored = isNew && attempt === 1 ? null : await storedOf(input, attempt);
    if (stored && input.seen !== undefined && input.seen !== versionOf(stored)) throw changed();
    if (stored?.product.pending) {
      await finish({ productId: stored.product.productId });
      continue;
    }
    const productId = stored?.product.productId ?? idOf(input, attempt);
    const result = await commit({ ...input, productId }, stored, also);
    if (result === "saved") return { productId, slugs: slugsOf(input, stored) };
    if (result === "also" || input.seen !== undefined || attempt >= mostTries) throw changed();
  }
}

const changed = () =>
  new DomainError(
    "conflict",
    "catalog.changed",
    "Another staff member has changed this product. Please look at it again.",
  );

const versionOf = ({ product }: Stored) => product.version ?? 0;

/**
 * Returns the id of a product: the given one, else one of its slug, unless the first owner has moved to another slug.
 */
const idOf = ({ productId, slug }: Input, attempt: number) =>
  productId ?? (attempt <= 2 ? Id.derived("product", slug) : Id.create("product"));

/** Returns the product to change; null for a new one. Throws `catalog.slug_taken`. */
async function storedOf({ productId, slug }: Input, attempt: number): Promise<Stored | null> {
  if (productId) {
    const stored = await readStored(productId);
    if (stored?.product.slug !== slug) {
      const { product: other } = await readPage(slug);
      if (other && other.productId !== productId) throw slugTaken(slug);
    }
    return stored;
  }
  const { product, variants } = await readPage(slug);
  if (product && attempt === 1) return { product, variants };
  if (product) return readStored(product.productId);
  // The index may be late: a second try reads the row itself.
  const stored = attempt > 1 ? await readStored(Id.derived("product", slug)) : null;
  return stored?.product.slug === slug ? stored : null;
}

const slugTaken = (slug: string) =>
  new DomainError("conflict", "catalog.slug_taken", `Another product already has the slug ${slug}.`, "slug");

const slugsOf = ({ slug }: Input, stored: Stored | null) => [
  ...new Set([slug, stored?.product.slug ?? slug]),
];

async function commit(input: Input & { productId: string }, stored: Stored | null, also: Writes) {
  const { productId, slug } = input;
  const { rows, removed, live, rest, offers } = rowsOf(input, stored);
  const categories = [input.categorySlug, stored?.product.categorySlug ?? ""].filter(Boolean);
  const groups = {
    slug: claimOf(input, stored),
    formerSlug: stored && stored.product.slug !== slug ? redirectFrom(stored.product.slug, productId) : [],
    publication: publicationOf(input, stored),
    ...Media.useWrites({
      user: `product:${productId}`,
      before: keysOf(stored?.product),
      after: keysOf(input),
    }),
    event: slugsOf(input, stored).map((changedSlug) =>
      Event.record("catalog.product_changed", { slug: changedSlug, categories: [...new Set(categories)] }),
    ),
    ...also,
  };
  const others = 1 + Object.values(groups).flat().filter(Boolean).length;
  if (rows.length > mostRows)
    throw new DomainError(
      "conflict",
      "catalog.too_many_variants",
      "This product has had too many variants to be changed at once. Duplicate it and archive this one.",
    );
  const isLarge = others + rows.length + removed.length > mostWrites;
  const product = productOf(input, stored, {
    ...{ live, rest, offers },
    pending: isLarge ? { rows, removed } : undefined,
  });
  const fresh = isLarge ? newAmong(rows, stored) : [];
  if (fresh.length > 0) await reserve(fresh, productId);
  const result = await transact({
    product,
    ...groups,
    variants: isLarge ? [] : rows.map((row) => ownRow(row, productId)),
    removed: isLarge ? [] : removed.map((sku) => removal(sku, productId)),
  });
  if (result.committed) {
    if (isLarge) await finish({ productId, isKept: true });
    return "saved";
  }
  await release(fresh, productId);
  if (result.refused === "product") return "product";
  if (result.refused === "slug") throw slugTaken(slug);
  if (result.refused === "variants") {
    throw skuTaken(
      result.refusals.flatMap(({ group, index }) => (group === "variants" ? (rows[index] ?? []) : [])),
    );
  }
  return "also";
}

const keysOf = (product: { images: { key: string }[] } | undefined) =>
  (product?.images ?? []).map(({ key }) => key);

const skuTaken = (rows: { sku: string }[]) =>
  new DomainError(
    "conflict",
    "catalog.sku_taken",
    `These SKUs belong to another product: ${rows.map(({ sku }) => sku).join(", ")}.`,
  );

type Shared = { live: string[]; rest: string[]; offers: PriceGroup[]; pending: Pending | undefined };

/** Returns the write of the product's row, which is refused when it is no longer as it was read. */
function productOf(
  { seen: _seen, removed: _removed, editor, variants, ...input }: Input & { productId: string },
  stored: Stored | null,
  { live, rest, offers, pending }: Shared,
) {
  const edit = editor ?? stored?.product.editor;
  const editedAt = editor ? Clock.iso() : stored?.product.editedAt;
  const forSale = variants.filter(({ status }) => status === "active");
  return ProductEntity.put({
    ...defined(input),
    shard: shardOf(input.slug),
    prices: ranges(forSale),
    inStock: stored?.product.inStock ?? false,
    ...(stored?.product.soldOut && { soldOut: stored.product.soldOut }),
    ...(stored?.product.stars && {
      stars: stored.product.stars,
      starsVersion: stored.product.starsVersion,
    }),
    version: (stored?.product.version ?? 0) + 1,
    skus: live,
    offers,
    looks: looksOf(input, forSale),
    hiddenSkus: rest,
    ...(pending && { pending }),
    ...(edit && { editor: edit }),
    ...(editedAt && { edits: "staff" as const, editedAt }),
  }).where((at, { eq, notExists }) => {
    if (!stored) return notExists(at.productId);
    const { version } = stored.product;
    return version === undefined
      ? `${notExists(at.version)} AND ${eq(at.productId, input.productId)}`
      : eq(at.version, version);
  });
}

/** Returns the rows of the variants that change, SKUs to delete, and all SKUs: those for sale, and hidden ones. */
function rowsOf(input: Input & { productId: string }, stored: Stored | null) {
  const { variants, productId } = input;
  const before = stored?.variants ?? [];
  const known = new Map(before.map((row) => [skuKey(row.sku), row]));
  // Stock and orders refer to a SKU as it was first spelled.
  const named = variants.map((one) => ({ ...one, sku: known.get(skuKey(one.sku))?.sku ?? one.sku }));
  const removed = (input.removed ?? []).flatMap((sku) => known.get(skuKey(sku))?.sku ?? []);
  const gone = new Set([...named.map(({ sku }) => sku), ...removed].map(skuKey));
  const paths = choosePaths(input.options, named, before);
  const keptPaths = resolvePaths(before);
  const shared = {
    ownPath: true,
    productStatus: input.status,
    productId,
    slug: input.slug,
    categorySlug: input.categorySlug,
    name: input.name,
  };
  const isSold = input.status === "active";
  const most = Math.max(
    4,
    Math.min(Price.mostSteps, Math.floor(mostLogged / Math.max(1, named.length + before.length))),
  );
  const rows: VariantRow[] = named.map((variant, position) => ({
    ...variant,
    ...shared,
    ...pricesOf(variant, known.get(skuKey(variant.sku)), {
      ...input,
      isSold,
      before: stored?.product.status,
      most,
    }),
    shard: shardOf(variant.sku),
    title: input.options.map(({ name }) => variant.options[name] ?? "").join(" / "),
    path: paths.get(variant.sku) ?? "",
    position,
    imageKey: input.images[variant.image]?.key ?? "",
    imageAlt: input.images[variant.image]?.alt ?? "",
  }));
  const dropped: VariantRow[] = before
    .filter(({ sku }) => !gone.has(skuKey(sku)))
    .map((row) => ({
      ...row,
      ...shared,
      ...pricesOf(row, row, { ...input, isSold: false, before: stored?.product.status, most }),
      shard: shardOf(row.sku),
      path: keptPaths.get(row.sku) ?? row.path,
      status: "hidden" as const,
    }));
  return {
    rows: [...rows, ...dropped].filter((row) => !isSame(row, known.get(skuKey(row.sku)))),
    removed,
    live: rows.filter(({ status }) => status === "active").map(({ sku }) => sku),
    offers: groupsOf(rows.filter(({ status }) => status === "active")),
    rest: [...rows.filter(({ status }) => status !== "active"), ...dropped].map(({ sku }) => sku),
  };
}

type Context = {
  productId: string;
  categorySlug: string;
  /** Tells whether the product is sold now. */
  isSold: boolean;
  /** Status of the product before the save. */
  before: ProductStatus | undefined;
  /** Most steps of the price log. */
  most: number;
};

/** Returns the volume prices and the price log that a variant's row gets: a save that says nothing keeps them. */
function pricesOf(
  variant: Input["variants"][number],
  stored: VariantRow | undefined,
  { productId, categorySlug, isSold, before, most }: Context,
): Pick<VariantRow, "volume" | "priceLog"> {
  const volume = variant.volume ?? stored?.volume;
  const now = { ...variant, productId, categorySlug, isSold: isSold && variant.status === "active" };
  const was = stored && { ...stored, isSold: before === "active" && stored.status === "active" };
  const isUnchanged = was && !was.priceLog && stateOf(was) === stateOf(now);
  return {
    ...(volume && volume.length > 0 && { volume }),
    ...(!isUnchanged && { priceLog: Price.logged(now, was, most) }),
  };
}

/** Returns what the price log records, to compare it. */
const stateOf = ({ prices, compareAt, categorySlug, isSold }: Sold) =>
  canonical([Price.listed(prices), Price.listed(compareAt ?? {}), categorySlug ?? "", isSold]);

type Sold = Pick<VariantRow, "prices" | "compareAt" | "categorySlug"> & { isSold: boolean };

const isSame = (row: VariantRow, other: VariantRow | undefined) =>
  other !== undefined && canonical(row) === canonical(other);

/** Writes a value as JSON with its names in order and without undefined ones. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

type Defined<Row> = { [Name in keyof Row]: Exclude<Row[Name], undefined> };

/** Leaves out what is undefined. */
const defined = <Row extends object>(row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Defined<Row>;

/** Returns the write of a variant, which is refused when its SKU belongs to another product. */
const ownRow = (row: VariantRow, productId: string) =>
  VariantEntity.put(defined(row)).where(
    (at, { eq, lt, notExists }) =>
      `${notExists(at.sku)} OR ${eq(at.productId, productId)} OR ${lt(at.ttl, Clock.seconds())}`,
  );

const removal = (sku: string, productId: string) =>
  VariantEntity.remove({ sku }).where(
    (at, { eq, notExists }) => `${notExists(at.sku)} OR ${eq(at.productId, productId)}`,
  );

/** Returns the claim of the slug; none when the product has it already. */
function claimOf({ slug, productId }: Input & { productId: string }, stored: Stored | null) {
  if (stored?.product.version !== undefined && stored.product.slug === slug) return [];
  return [
    SlugEntity.put({ slug, productId, isCurrent: true }).where(
      (at, { eq, notExists }) =>
        `${notExists(at.slug)} OR ${eq(at.productId, productId)} OR ${eq(at.isCurrent, false)}`,
    ),
  ];
}

const redirectFrom = (slug: string, productId: string) => [
  SlugEntity.put({ slug, productId, isCurrent: false }),
];

/** Returns the writes that move the publication of a draft to another time. */
function publicationOf({ productId, publishAt }: Input & { productId: string }, stored: Stored | null) {
  const before = stored?.product.publishAt;
  if (before === publishAt) return [];
  return [
    ...(before ? [PublicationEntity.remove({ at: before, productId })] : []),
    ...(publishAt ? [PublicationEntity.put({ at: publishAt, productId })] : []),
  ];
}

function newAmong(rows: VariantRow[], stored: Stored | null) {
  const known = new Set(stored?.variants.map(({ sku }) => skuKey(sku)));
  return rows.filter(({ sku }) => !known.has(skuKey(sku)));
}

/** Returns the slug of reserved rows, which no page has. */
const nowhere = (productId: string) => `~${productId}`;

/** Reserves SKUs for a save, on rows that no page shows. Throws `catalog.sku_taken`. */
async function reserve(rows: VariantRow[], productId: string) {
  const ttl = Clock.seconds(reservedSeconds);
  for (const part of partsOf(rows, partSize)) {
    const result = await transact({
      variants: part.map((row) =>
        ownRow({ ...row, slug: nowhere(productId), shard: undefined, status: "hidden", ttl }, productId),
      ),
    });
    if (result.committed) continue;
    await release(rows, productId);
    throw skuTaken(result.refusals.flatMap(({ index }) => part[index] ?? []));
  }
}

/** Releases the SKUs that were reserved for a save. */
async function release(rows: VariantRow[], productId: string) {
  await Promise.all(
    rows.map(({ sku }) =>
      Dynamo.written(
        VariantEntity.remove({ sku })
          .where((at, { eq }) => `${eq(at.productId, productId)} AND ${eq(at.slug, nowhere(productId))}`)
          .go(),
      ),
    ),
  );
}

/**
 * Writes the rows of variants that a large save stored in the row of the product to their own rows. Safe to repeat and to
 * run twice at once: each part is refused when the product was saved again. With `isKept` they also stay in the product's
 * row, for readers of an index that is late.
 */
export async function finish({ productId, isKept = false }: { productId: string; isKept?: boolean }) {
  const { data: product } = await ProductEntity.get({ productId }).go({ consistent: true });
  const { pending, version } = product ?? {};
  if (!pending || version === undefined) return;
  const writes = [
    ...pending.rows.map((row) => ownRow(row, productId)),
    ...pending.removed.map((sku) => removal(sku, productId)),
  ];
  for (const part of partsOf(writes, partSize)) {
    const result = await transact({
      product: Dynamo.check(ProductEntity, { productId }).where(
        (at, { eq, exists }) => `${eq(at.version, version)} AND ${exists(at.pending)}`,
      ),
      variants: part,
    });
    if (result.committed) continue;
    if (result.refused === "product") return;
    throw new Error(`A SKU of ${productId} was taken while it was saved.`);
  }
  if (isKept) return;
  await Dynamo.written(
    ProductEntity.patch({ productId })
      .remove(["pending"])
      .where((at, { eq }) => eq(at.version, version))
      .go(),
  );
}

/** Returns the lowest and highest price in each currency that a variant has a price in. */
function ranges(variants: Input["variants"]): Product["prices"] {
  const range = (currency: SaleCurrency): PriceRange => {
    const prices = variants.flatMap((variant) => priceOf(variant, currency) ?? []);
    const crossed = variants.flatMap((variant) =>
      priceOf(variant, currency) === null ? [] : variant.compareAt?.[currency] || [],
    );
    return {
      from: Math.min(...prices),
      to: Math.max(...prices),
      ...(crossed.length > 0 && { compareAt: Math.max(...crossed) }),
    };
  };
  const currencies = new Set(variants.flatMap(pricedIn));
  return Object.fromEntries([...currencies].map((currency) => [currency, range(currency)]));
}
