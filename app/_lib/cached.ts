import { type Card, Catalog, type Product, type SaleCurrency, Slug } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { Collection } from "@securecart/core/collection";
import { Content, type Live } from "@securecart/core/content";
import { Offer } from "@securecart/core/offer";
import { Price } from "@securecart/core/price";
import { ProductReviews } from "@securecart/core/product-review";
import { Recommendation } from "@securecart/core/recommendation";
import { Search } from "@securecart/core/search";
import { type Group, Settings, type Values } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { unstable_cache } from "next/cache";
import { cache } from "react";
import { type Image, imageUrl } from "../_components/picture";
import type { ListingQuery } from "./listing";

/** Lifetime of a cache entry in seconds, in case a revalidation request is lost. */
const freshness = 300;

/** Cache tags that the catalog's writes expire. */
export const tags = {
  /** The tree of categories. Every page shows it, so a change of a product must not expire them. */
  categories: "categories",
  /** Lists across all categories; a change of any product expires them. */
  catalog: "catalog",
  /** Every page that shows a price. Sales and price lists expire it. */
  prices: "prices",
  product: (slug: string) => `product:${slug}`,
  category: (slug: string) => `category:${slug}`,
  /** Names of all collections. */
  collections: "collections",
  collection: (slug: string) => `collection:${slug}`,
  /** Menus, announcements and links to pages, which every page shows. */
  content: "content",
  home: "home",
  page: (slug: string) => `page:${slug}`,
  settings: (group: Group) => `settings:${group}`,
};

/**
 * Reads once for all shoppers and caches the result until one of its tags is revalidated. Callers wrap it in React's
 * `cache`, so that the parts of one page share a single read while the entry does not exist yet.
 */
function cached<Result>(key: string[], keyTags: string[], read: () => Promise<Result>): Promise<Result> {
  return unstable_cache(read, key, { tags: keyTags, revalidate: freshness })();
}

/** Returns a group of the merchant's settings, as the pages show it. */
export const settings = cache(<Name extends Group>(group: Name): Promise<Values<Name>> => {
  const without = Settings.parse(group, {});
  return atBuild(
    without,
    cached(["settings", group], [tags.settings(group)], () => Settings.read(group)),
  );
});

/** Returns the currency in which shoppers see prices and pay. */
export const shopCurrency = async () => (await settings("currencies")).main;

/** Returns the name of the shop. */
export const shopName = async () => Shop.nameIn(await settings("identity"));

/** Returns the picture of links to a page: the shop's for shared links, else the page's `own`, else the logo. */
export async function sharedPicture(own?: Image) {
  const { share, logo } = await settings("brand");
  const picture = share ?? own ?? logo;
  return picture ? { images: [{ url: imageUrl(picture.key, 1280), alt: await shopName() }] } : {};
}

export const categories = cache(() =>
  atBuild(
    [],
    cached(["categories"], [tags.categories], () => Catalog.categories()),
  ),
);

/** Returns the products of the home page's rows. */
export const productRows = async (rows: { source: string; count: number }[]) => {
  const [all, currency] = await Promise.all([categories(), shopCurrency()]);
  return atBuild(
    [],
    cachedCards(
      ["rows", JSON.stringify(rows), currency],
      [tags.catalog, tags.categories, tags.collections],
      () => Content.productRows(rows, all, currency),
      (found) => found.flat(),
    ),
  );
};

/** Returns the names of the active collections, for links to them. */
export const collectionNames = cache(() =>
  cached(["collections"], [tags.collections], async () =>
    (await Collection.list({ status: "active" })).map(({ collectionId, slug, name }) => ({
      collectionId,
      slug,
      name,
    })),
  ),
);

const live = cache(() => Content.live());

const noContent: Omit<Live, "home"> = {
  pages: [],
  menus: { header: null, footer: null },
  announcements: [],
};

/** Returns what every page shows of the merchant's content. */
export const content = cache(() =>
  atBuild(
    noContent,
    cached(["content"], [tags.content], async (): Promise<Omit<Live, "home">> => {
      const { home: _, ...site } = await live();
      return site;
    }),
  ),
);

/** Returns the home page that the merchant has published, or null. */
export const publishedHome = cache(async () => {
  const reading = cached(["home"], [tags.home], async () => ({ home: (await live()).home }));
  return (await atBuild(noHome, reading)).home;
});

const noHome: Pick<Live, "home"> = { home: null };

/** Returns a published page with the words of the settings in it; of a former slug, the slug that it leads to; or null. */
export const contentPage = cache(async (slug: string) => {
  if (!Slug.safeParse(slug).success) return null;
  return cached(["page", slug], [tags.page(slug), tags.settings("identity")], async () => {
    const found = await Content.page({ slug });
    if (!found || "movedTo" in found) return found;
    return { ...found, ...Content.fillPage(found, await Content.currentWords()) };
  });
});

/**
 * Returns a product with its stock and its sales at the time of reading; of a former slug, the slug that it leads to; null
 * when there is neither. The page that shows it ends with the next start or end of a sale.
 */
export const product = cache(async (slug: string) => {
  // An invalid slug must not take up space in the cache.
  if (!Slug.safeParse(slug).success) return null;
  const found = await cached(["product", slug], [tags.product(slug), tags.prices], async () => {
    const page = await Offer.page({ slug });
    if (page) return page;
    const movedTo = await Catalog.movedTo({ slug });
    return movedTo ? { movedTo } : null;
  });
  if (found && "board" in found) await endAt(Price.nextChange(found.board, Clock.iso()));
  return found;
});

/** Published reviews that a product's page shows. */
const shownReviews = 5;

/** Returns the newest published reviews of a product for its page. None, without a request, when its rating has none. */
export const reviewsOf = cache(
  async ({ productId, slug, stars }: Pick<Product, "productId" | "slug" | "stars">) =>
    Catalog.ratingOf({ stars })
      ? cached(
          ["reviews", productId],
          [tags.product(slug)],
          async () => (await ProductReviews.published({ productId, limit: shownReviews })).rows,
        )
      : [],
);

/**
 * Returns products to show with a product. No change of any of them expires them: too many pages would end with it, so they
 * may be five minutes old.
 */
export const recommendations = (productId: string, currency: SaleCurrency) =>
  cachedCards(
    ["recommendations", productId, currency],
    [],
    () => Recommendation.forProduct({ productId, currency }),
    ({ boughtTogether, related }) => [...boughtTogether, ...related],
  );

/** Returns the first page of a category without filters; the query names the categories in it, too. */
export const firstPageOfCategory = (slug: string, query: ListingQuery) =>
  cachedCards(
    ["category", slug, query.currency ?? ""],
    [tags.category(slug), tags.categories],
    () => Search.products({ ...query, fresh: true }),
    ({ cards }) => cards,
  );

/** Returns an active collection; of a former slug, the slug that it leads to; null when there is neither. */
export const collection = cache(async (slug: string) => {
  if (!Slug.safeParse(slug).success) return null;
  return cached(["collection", slug], [tags.collection(slug)], async () => {
    const found = await Collection.bySlug({ slug });
    if (found) return found;
    const movedTo = await Collection.movedTo({ slug });
    return movedTo ? { movedTo } : null;
  });
});

/** Returns the first page of a collection without filters. Any product's change may bring it in or out. */
export const firstPageOfCollection = (slug: string, query: ListingQuery) =>
  cachedCards(
    ["collection", slug, "first", query.currency ?? ""],
    [tags.collection(slug), tags.categories, tags.catalog],
    () => Search.products({ ...query, fresh: true }),
    ({ cards }) => cards,
  );

/**
 * Reads a list with prices, once for all shoppers, until one of its tags is revalidated or a sale starts or ends. The page
 * that shows it ends then too.
 */
async function cachedCards<Result>(
  key: string[],
  keyTags: string[],
  read: () => Promise<Result>,
  cardsOf: (result: Result) => Card[],
): Promise<Result> {
  const allTags = [...keyTags, tags.prices];
  const untilOf = (result: Result) => cardsOf(result).find(({ until }) => until)?.until;
  const result = await cached(key, allTags, read);
  const until = untilOf(result);
  const isOver = until !== undefined && until <= Clock.iso();
  const current = isOver ? await cached([...key, until], allTags, read) : result;
  await endAt(untilOf(current) ?? null);
  return current;
}

/** Ends the lifetime of the page that is being rendered at a time, or not earlier than usual for null. */
export async function endAt(time: string | null) {
  if (time === null) return;
  const seconds = Math.ceil((Date.parse(time) - Clock.now()) / 1000);
  if (seconds < freshness)
    await unstable_cache(async () => true, ["until", time], { revalidate: Math.max(1, seconds) })();
}

/**
 * Returns `without` when a build cannot read the table, which does not exist before the first deployment. The page is
 * then stale after a second, so that the first visit renders it with data.
 */
async function atBuild<Result>(without: Result, reading: Promise<Result>): Promise<Result> {
  if (process.env.NEXT_PHASE !== "phase-production-build") return reading;
  const result = await reading.catch(() => without);
  const isEmpty = result === without || (Array.isArray(result) && result.length === 0);
  if (!isEmpty) return result;
  await unstable_cache(async () => true, ["stale-at-once"], { revalidate: 1 })();
  return result;
}
