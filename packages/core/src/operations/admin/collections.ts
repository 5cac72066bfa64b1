import { z } from "zod";
import { Image, noImage } from "#catalog/catalog";
import { Collection, type CollectionRow, collectionSorts, collectionStatuses } from "#catalog/collection";
import { type Condition, mostChosen, Rule } from "#catalog/search";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import { addressOf } from "./addresses";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { Act, recorded } from "./recorded";

const Fields = z.object({
  name: Text.line(100, "Enter a title."),
  /** Empty: the stored one, or from the title. */
  slug: Text.cleaned(80),
  status: z.enum(collectionStatuses, "Choose a status."),
  /** Markdown. */
  description: z.string().max(20_000, "At most 20,000 characters."),
  image: Image.nullable(),
  sort: z.enum(collectionSorts, "Choose an order."),
  seoTitle: Text.cleaned(200),
  seoDescription: Text.cleaned(400),
  productIds: z.array(Id.schema("product")).max(mostChosen, `At most ${mostChosen} products.`),
  /** Absent when the products are chosen by hand. */
  rule: Rule.optional(),
});
type Fields = z.output<typeof Fields>;

/**
 * Creates a collection. Returns its id and slugs. Throws `collection.wrong_field` and what `Collection.save` throws.
 */
export const createCollection = fn(Act.extend(Fields.shape), async (act) => {
  const collectionId = Id.derived("collection", act.requestId);
  const input = inputOf(act, undefined);
  await onCollection("collection.create", { ...act, collectionId }, (also) =>
    Collection.save({ ...input, collectionId }, also),
  );
  return { collectionId, slugs: [input.slug] };
});

const Ref = Act.extend({ collectionId: Id.schema("collection") });

/**
 * Changes a collection. Returns its slug and the former one. Throws `ChangedMeanwhile`, `collection.unknown`,
 * `collection.wrong_field` and what `Collection.save` throws.
 */
export const changeCollection = fn(Ref.extend({ seen: z.int().min(0), ...Fields.shape }), async (act) => {
  const { collectionId, seen } = act;
  const stored = await Collection.find({ collectionId });
  if (!stored) throw new DomainError("not_found", "collection.unknown", "This collection does not exist.");
  const input = { ...inputOf(act, stored.slug), collectionId };
  const changed = (now: CollectionRow) =>
    new ChangedMeanwhile("collection.changed", "collection", now.version, {
      saved: facts(now),
      typed: facts(input),
    });
  await onCollection("collection.change", act, async (also) => {
    const now = await Collection.find({ collectionId });
    if (now && now.version !== seen) throw changed(now);
    await Collection.save({ ...input, seen }, also);
  });
  return { slugs: [...new Set([input.slug, stored.slug])] };
});

const Choice = Act.extend(Collection.choose.schema.shape);

/**
 * Puts a product into collections and takes it out of the others that were seen. Returns the slugs of those that changed;
 * none when the same request was done before. Throws what `Collection.choose` throws.
 */
export const chooseCollections = fn(Choice, async (act) => {
  let slugs: string[] = [];
  const look = async () => {
    const rows = await Collection.list({});
    const own = rows.filter(({ productIds }) => productIds.includes(act.productId));
    return { collections: own.map(({ name }) => name).join(", ") };
  };
  await recorded(
    "catalog.choose_collections",
    { ...act, subject: `product:${act.productId}` },
    look,
    async (also) => {
      ({ slugs } = await Collection.choose(act, also));
    },
  );
  return { slugs };
});

function inputOf({ slug: typed, name, ...fields }: Fields, stored: string | undefined) {
  const { status, description, image, sort, seoTitle, seoDescription, productIds, rule } = fields;
  return {
    name,
    status,
    sort,
    productIds: rule ? [] : productIds,
    slug: addressOf(
      { typed, stored, name },
      { module: "collection", field: "slug", example: "gifts-under-20" },
    ),
    description: RichText.fromMarkdown(description),
    image: image ?? noImage,
    ...(seoTitle && { seoTitle }),
    ...(seoDescription && { seoDescription }),
    ...(rule && { rule }),
  };
}

type Known = Pick<
  CollectionRow,
  "name" | "slug" | "status" | "sort" | "description" | "image" | "productIds"
> &
  Partial<Pick<CollectionRow, "rule" | "seoTitle" | "seoDescription">>;

/** Returns what staff may change of a collection as texts by name. */
function facts(row: Known): Record<string, string> {
  const texts = {
    title: row.name,
    address: row.slug,
    status: row.status,
    order: row.sort,
    description: RichText.toMarkdown(row.description),
    picture: row.image.key,
    products: row.productIds.join(", "),
    rule: row.rule ? ruleInWords(row.rule) : "",
    "SEO title": row.seoTitle ?? "",
    "SEO description": row.seoDescription ?? "",
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ""));
}

/** Describes a rule in words: "Tag is gift and price at most $20.00". `names` are those of categories by slug. */
export function ruleInWords({ match, conditions }: Rule, names = new Map<string, string>()): string {
  const words = conditions.map((condition) => inWords(condition, names));
  const text = words.join(match === "all" ? " and " : " or ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inWords(condition: Condition, names: Map<string, string>): string {
  switch (condition.field) {
    case "tag":
      return `tag is ${condition.value}`;
    case "brand":
      return `brand is ${condition.value}`;
    case "category":
      return `category is ${condition.slugs.map((slug) => names.get(slug) ?? slug).join(" or ")}`;
    case "price": {
      const limit = condition.is === "at_least" ? "at least" : "at most";
      return `price ${limit} ${Money.format(condition.amount, condition.currency)}`;
    }
    case "in_stock":
      return "in stock";
    case "on_sale":
      return "on sale";
    case "new":
      return `new within ${condition.days === 1 ? "1 day" : `${condition.days} days`}`;
  }
}

function onCollection(action: string, act: z.output<typeof Ref>, work: (also: Writes) => Promise<unknown>) {
  const look = async () => {
    const row = await Collection.find(act);
    return row ? facts(row) : undefined;
  };
  return recorded(action, { ...act, subject: `collection:${act.collectionId}` }, look, work);
}
