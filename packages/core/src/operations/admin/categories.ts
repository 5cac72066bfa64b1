import { z } from "zod";
import {
  Catalog,
  type Category,
  categoryStatuses,
  Image,
  longestCategoryText,
  noImage,
  Slug,
} from "#catalog/catalog";
import { Search } from "#catalog/search";
import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import { addressOf } from "./addresses";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { Act, recorded } from "./recorded";

/** Time that one request spends on moving products, in milliseconds. */
const moveMilliseconds = 12_000;

/** Products that are moved between two looks at the clock. */
const moveAtOnce = 20;

const Fields = z.object({
  name: Text.line(100, "Enter a title."),
  /** Empty: the stored one, or from the title. */
  address: Text.cleaned(80),
  /** Slug of the category that it is in; empty at the top. */
  parent: z.union([z.literal(""), Slug], "Choose a category."),
  /** Markdown. */
  description: z.string().max(longestCategoryText, `At most ${longestCategoryText} characters.`),
  status: z.enum(categoryStatuses, "Choose a status."),
  image: Image.nullable(),
  seoTitle: Text.cleaned(200),
  seoDescription: Text.cleaned(400),
});
type Fields = z.output<typeof Fields>;

const Ref = Act.extend({ slug: Slug });

/**
 * Creates a category at the end of its siblings. Returns its slug. Throws `catalog.wrong_field` and what
 * `Catalog.editCategories` throws.
 */
export const createCategory = fn(Act.extend(Fields.shape), async (act) => {
  const address = wanted(act, undefined);
  const all = await Catalog.allCategories();
  const isUsed = all.some((one) => one.slug === address && one.address !== address);
  // A category that moved away keeps the slug that it was created with.
  const slug = isUsed ? `${address.slice(0, 70)}-${suffixOf(act.requestId)}` : address;
  await onCategory("category.create", { ...act, slug }, (also) =>
    Catalog.editCategories((now) => {
      if (now.some((one) => one.slug === slug))
        throw new DomainError(
          "conflict",
          "catalog.address_taken",
          `Another category already has the address ${address}.`,
          "address",
        );
      const position = endOf(now, act.parent);
      return [{ saved: { ...fieldsOf(act), slug, address, former: [], position, version: 0 } }];
    }, also),
  );
  return { slug };
});

const suffixOf = (requestId: string) => Id.derived("product", "category", requestId).slice(-6).toLowerCase();

/**
 * Changes a category; a former address leads to the new one. Throws `ChangedMeanwhile`, `catalog.unknown_category`,
 * `catalog.wrong_field` and what `Catalog.editCategories` throws.
 */
export const changeCategory = fn(Ref.extend({ seen: z.int().min(0), ...Fields.shape }), (act) =>
  onCategory("category.change", act, (also) =>
    Catalog.editCategories((all) => {
      const stored = require(all, act.slug);
      const address = wanted(act, stored.address);
      const former = [...stored.former, ...(address === stored.address ? [] : [stored.address])];
      const saved: Category = {
        ...stored,
        ...fieldsOf(act),
        address,
        former: [...new Set(former)].filter((one) => one !== address),
        position: act.parent === stored.parent ? stored.position : endOf(all, act.parent),
      };
      if (stored.version !== act.seen)
        throw new ChangedMeanwhile("catalog.category_changed", "category", stored.version, {
          saved: facts(stored, all),
          typed: facts(saved, all),
        });
      return [{ saved }];
    }, also),
  ),
);

const wanted = ({ name, address }: Fields, stored: string | undefined) =>
  addressOf(
    { typed: address, stored, name },
    { module: "catalog", field: "address", example: "coffee-mugs" },
  );

/** Moves a category one place among its siblings. At the end it stays. Throws `catalog.unknown_category`. */
export const moveCategory = fn(Ref.extend({ to: z.enum(["up", "down"]) }), (act) =>
  onCategory("category.move", act, (also) =>
    Catalog.editCategories((all) => {
      const one = require(all, act.slug);
      const siblings = Catalog.childrenOf(all, one.parent);
      const from = siblings.indexOf(one);
      const to = act.to === "up" ? from - 1 : from + 1;
      const other = siblings[to];
      if (!other) return [];
      const order = siblings.with(from, other).with(to, one);
      return order.flatMap((each, position) =>
        each.position === position ? [] : [{ saved: { ...each, position }, isMove: true }],
      );
    }, also),
  ),
);

/**
 * Deletes a category without products and categories in it. Throws `catalog.category_not_empty`,
 * `catalog.unknown_category`.
 */
export const deleteCategory = fn(Ref, async (act) => {
  const count = await productCount(act.slug);
  if (count > 0)
    throw new DomainError(
      "conflict",
      "catalog.category_not_empty",
      `${count === 1 ? "1 product is" : `${count} products are`} in this category. Move them to another category first.`,
    );
  return onCategory("category.delete", act, (also) =>
    Catalog.editCategories((all) => [{ removed: require(all, act.slug).slug }], also),
  );
});

/** Returns how many products of any status are in a category itself. One request. */
export const productCount = Search.countInCategory;

/**
 * Moves the products of a category to another one, as many as the time of a request allows, each with its audit row.
 * Returns how many were moved and how many are left. Throws `catalog.unknown_category`.
 */
export const moveProducts = fn(Ref.extend({ to: Slug }), async ({ slug, to, actor }) => {
  const all = await Catalog.allCategories();
  require(all, to);
  const end = Clock.now() + moveMilliseconds;
  let moved = 0;
  while (slug !== to && Clock.now() < end) {
    const lists = await Promise.all([
      Search.findForStaff({ category: slug, size: moveAtOnce }),
      Search.findForStaff({ category: slug, status: "archived", size: moveAtOnce }),
    ]);
    const ids = lists.flatMap(({ found }) => found.map(({ productId }) => productId)).slice(0, moveAtOnce);
    const done = await Promise.all(ids.map((productId) => moveProduct({ productId, from: slug, to, actor })));
    const count = done.filter(Boolean).length;
    moved += count;
    if (count === 0) break;
  }
  return { moved, left: await productCount(slug) };
});

type Move = { productId: string; from: string; to: string; actor: string };

/** Moves a product to another category. Returns false when it is not in the first one any more. */
async function moveProduct({ productId, from, to, actor }: Move) {
  const stored = await Catalog.forStaff({ productId });
  if (stored?.product.categorySlug !== from) return false;
  const { editor: _, ...product } = stored.product;
  const audit = Audit.record({
    actor,
    action: "catalog.save_product",
    subject: `product:${productId}`,
    before: { category: from },
    after: { category: to },
  });
  const variants = Catalog.fitting(product, stored.variants);
  const input = { ...product, categorySlug: to, seen: product.version ?? 0, editor: actor, variants };
  await Catalog.saveProduct(input, { audit });
  return true;
}

/** Returns the position after the last category of a parent. */
const endOf = (all: Category[], parent: string) =>
  Math.max(-1, ...Catalog.childrenOf(all, parent).map(({ position }) => position)) + 1;

function fieldsOf({ name, parent, description, status, image, seoTitle, seoDescription }: Fields) {
  return {
    name,
    parent,
    status,
    description: RichText.fromMarkdown(description),
    image: image ?? noImage,
    seoTitle: seoTitle || undefined,
    seoDescription: seoDescription || undefined,
  };
}

function require(all: Category[], slug: string) {
  const found = all.find((one) => one.slug === slug);
  if (found) return found;
  throw new DomainError("not_found", "catalog.unknown_category", "This category does not exist.");
}

/** Returns what staff may change of a category as texts by name. */
function facts(category: Category, all: Category[]): Record<string, string> {
  const texts = {
    title: category.name,
    address: category.address,
    "in category": category.parent ? Catalog.pathOf(all, category.parent) : "",
    position: String(category.position + 1),
    status: category.status,
    description: RichText.toMarkdown(category.description),
    picture: category.image.key,
    "SEO title": category.seoTitle ?? "",
    "SEO description": category.seoDescription ?? "",
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ""));
}

function onCategory(action: string, act: z.output<typeof Ref>, work: (also: Writes) => Promise<unknown>) {
  const look = async () => {
    const all = await Catalog.allCategories();
    const found = all.find(({ slug }) => slug === act.slug);
    return found && facts(found, all);
  };
  return recorded(action, { ...act, subject: `category:${act.slug}` }, look, work);
}
