import type { z } from "zod";
import { Catalog, type Product, ProductInput, skuKey, type Variant } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { Id } from "#platform/id";
import type { SaleCurrency } from "#platform/money";
import { type Known, type Place, placeOf } from "./categories";
import { checkTexts } from "./check-texts";
import type { Draft } from "./draft";
import type { Mapping } from "./fields";
import { differing, factsOf } from "./own-format";
import { imagesOf, type Picture } from "./resolve-images";
import { variantsOf } from "./resolve-variants";

export type Stored = { product: Product; variants: Variant[] };

export type Context = {
  mapping: Mapping;
  categories: Known[];
  /** Currencies in which a product for sale has a price. */
  needed: SaleCurrency[];
  /** Pictures that were fetched, by their address. */
  pictures: Map<string, Picture>;
};

type Input = z.input<typeof ProductInput>;

/** Product of a file with the change that the import makes for it, or the reasons to refuse it. */
export type Resolved = {
  lines: number[];
  title: string;
  notes: string[];
} & (
  | { result: "refused"; why: string[] }
  | {
      result: "created" | "changed" | "same";
      input: Input & { productId?: string; slug: string };
      before: Record<string, string>;
      after: Record<string, string>;
      /** Categories that have to be created first. */
      categories: Place["create"];
      /** Units on hand by SKU. */
      stock: { sku: string; counted: number }[];
      /** Addresses of pictures that have to be fetched. */
      pending: string[];
    }
);

/** Compares a product of a file with what is stored, and returns what has to be written. Makes no request. */
export function resolve(draft: Draft, stored: Stored | null, context: Context): Resolved {
  const { lines, notes } = draft;
  const title = draft.title || stored?.product.name || "";
  const refused = (...why: string[]): Resolved => ({ result: "refused", lines, title, notes, why });
  if (draft.problems.length > 0) return refused(...draft.problems);
  if (title === "")
    return refused(`Line ${lines[0]}: the title is missing, and no product has this address or SKU.`);
  const own = { ...draft, notes: [...notes] };
  const place = categoryOf(own, stored, context);
  const pictures = imagesOf(own, stored, context.pictures);
  const slug = slugOf(own, stored);
  const parts = variantsOf(own, stored, { slug, pictures, mapping: context.mapping, needed: context.needed });
  const input = inputOf(own, stored, {
    title,
    slug,
    categorySlug: place.slug,
    images: pictures.images,
    ...parts,
  });
  const problems = [...checkTexts(input, lines[0] ?? 0), ...parts.problems];
  const parsed = problems.length > 0 ? null : ProductInput.safeParse(input);
  if (!parsed?.success)
    return refused(
      ...problems,
      ...(parsed?.error?.issues.map(({ path, message }) => `${path.join(" ")}: ${message}`) ?? []),
    );
  const { data } = parsed;
  const next = factsOf({ ...data, categorySlug: data.categorySlug }, data.variants);
  const before = stored ? factsOf(stored.product, comparable(stored, data.variants)) : {};
  const changes = differing(before, next);
  const isSame = stored !== null && Object.keys(changes.after).length === 0;
  return {
    result: stored ? (isSame ? "same" : "changed") : "created",
    lines,
    title,
    notes: own.notes,
    input,
    ...(stored ? changes : { before: {}, after: next }),
    categories: place.create,
    stock: parts.stock,
    pending: pictures.pending,
  };
}

/**
 * Returns the stored variants to compare with: hidden ones that the file does not name are out of the product already.
 */
function comparable({ product, variants }: Stored, next: { sku: string }[]) {
  const named = new Set(next.map(({ sku }) => skuKey(sku)));
  return Catalog.fitting(product, variants).filter(
    ({ sku, status }) => status === "active" || named.has(skuKey(sku)),
  );
}

function slugOf(draft: Draft, stored: Stored | null) {
  const wanted = draft.slug || draft.derivedSlug || "";
  if (!stored) return wanted;
  return draft.isWhole && draft.slug ? draft.slug : stored.product.slug;
}

function categoryOf(draft: Draft, stored: Stored | null, { mapping, categories }: Context): Place {
  const kept = { slug: stored?.product.categorySlug ?? "", create: [] };
  if (!draft.category) return kept;
  const place = placeOf(draft.category, categories);
  const [missing] = place.create;
  if (!missing || mapping.createCategories) return place;
  draft.notes.push(`The category ${missing.name} doesn't exist, so it isn't put there.`);
  return kept;
}

type Parts = Pick<Input, "images" | "options" | "variants" | "status"> & {
  title: string;
  slug: string;
  categorySlug: string;
};

function inputOf(draft: Draft, stored: Stored | null, parts: Parts) {
  const { product } = stored ?? {};
  const { title, slug, categorySlug, images, options, variants, status } = parts;
  const isFirst = product?.status === "draft" && status === "active";
  const publishAt = status === "draft" ? (draft.isWhole ? draft.publishAt : product?.publishAt) : undefined;
  const seoTitle = draft.seoTitle ?? product?.seoTitle;
  const seoDescription = draft.seoDescription ?? product?.seoDescription;
  return {
    ...(product && { productId: product.productId }),
    seen: product?.version ?? 0,
    slug,
    name: title,
    summary: draft.summary ?? product?.summary ?? "",
    description: draft.description ?? product?.description ?? [],
    details: draft.details ?? product?.details ?? [],
    categorySlug,
    brand: draft.brand ?? product?.brand ?? "",
    tags: draft.tags ?? product?.tags ?? [],
    options,
    images,
    status,
    featured: draft.isFeatured ?? product?.featured ?? false,
    publishedAt: draft.publishedAt ?? (product && !isFirst ? product.publishedAt : Clock.iso()),
    ...(publishAt && { publishAt }),
    ...(seoTitle && { seoTitle }),
    ...(seoDescription && { seoDescription }),
    variants,
  };
}

/** Returns a SKU for a variant without one: the same for the same product and options. */
export const generatedSku = (slug: string, values: string[]) => {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
  const end = Id.derived("product", slug, ...values).slice(-4);
  return [plain(slug.slice(0, 20)), ...values.map((value) => plain(value.slice(0, 8))), end]
    .filter(Boolean)
    .join("-")
    .slice(0, 60);
};
