import { z } from "zod";
import { Catalog, type Product, productStatuses, Slug, type Variant } from "#catalog/catalog";
import { Audit } from "#platform/audit";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money, type SaleCurrency } from "#platform/money";
import { Text } from "#platform/text";
import { patchProduct, requireProduct, tagsOf, Values } from "./product-patch";
import { Act } from "./recorded";

/** Most products of one bulk change. */
export const mostProducts = 500;

/** Most products of the grid. */
export const mostInGrid = 50;

/** Time that one request spends on a bulk change, in milliseconds. */
const mostMilliseconds = 15_000;

/** Products that are saved at the same time. */
const atOnce = 4;

/** Change that a bulk edit makes to each product. */
export const BulkChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("status"), status: z.enum(productStatuses, "Choose a status.") }),
  z.object({ kind: z.literal("add_tag"), tag: Text.line(50, "Enter a tag.") }),
  z.object({ kind: z.literal("remove_tag"), tag: Text.line(50, "Enter a tag.") }),
  z.object({ kind: z.literal("category"), category: z.union([z.literal(""), Slug]) }),
  z.object({
    kind: z.literal("percent"),
    currencies: z.array(Money.SaleCurrency).min(1, "Choose a currency."),
    /** Change in percent: −10 makes everything a tenth cheaper. */
    percent: z
      .number("Enter a percentage, for example -10.")
      .min(-99, "At least -99 percent.")
      .max(1_000, "At most 1000 percent.")
      .refine((percent) => percent !== 0, "Enter a percentage, for example -10."),
  }),
  z.object({
    kind: z.literal("amount"),
    currencies: z.tuple([Money.SaleCurrency], "Choose one currency."),
    /** Change in minor units. */
    amount: z
      .int("Enter an amount, for example -2.50.")
      .min(-Money.limit)
      .max(Money.limit)
      .refine((amount) => amount !== 0, "Enter an amount, for example -2.50."),
  }),
]);
export type BulkChange = z.output<typeof BulkChange>;

const Products = z
  .array(Id.schema("product"))
  .min(1, "Choose a product.")
  .max(mostProducts, `At most ${mostProducts} products at once.`);

export type BulkResult = {
  /** Products that changed. */
  changed: number;
  /** Products that had these values already. */
  unchanged: number;
  refused: { productId: string; name: string; message: string; field?: string | undefined }[];
  /** Products for which there was no time. */
  left: string[];
  slugs: string[];
  /** Audit row by which the change is undone; null when nothing changed. */
  auditId: string | null;
};

const bulkAction = "catalog.bulk_edit";

/**
 * Changes many products, each in one transaction with its audit row, for at most 15 seconds. The same request again
 * changes nothing twice. Returns what became of each.
 */
export const changeProducts = fn(
  Act.extend({ productIds: Products, change: BulkChange }),
  async ({ productIds, change, ...act }) =>
    run(productIds, { ...act, note: inWords(change) }, async (productId) => {
      const { product, variants } = await requireProduct(productId);
      return { set: valuesFor(change, product, variants), seen: product.version ?? 0 };
    }),
);

const Row = z.object({ productId: Id.schema("product"), seen: z.int().min(0), set: Values });

/**
 * Saves the rows of the bulk grid, each product in one transaction with its audit row. A product that another staff
 * member has changed since it was seen is refused, the others are saved.
 */
export const saveGrid = fn(Act.extend({ rows: z.array(Row).max(mostInGrid) }), async ({ rows, ...act }) =>
  run(
    rows.map(({ productId }) => productId),
    { ...act, note: "Bulk grid" },
    async (productId) => rows.find((row) => row.productId === productId) ?? { set: {}, seen: 0 },
  ),
);

type Run = z.output<typeof Act> & { note: string };

async function run(
  productIds: string[],
  { note, ...act }: Run,
  rowOf: (productId: string) => Promise<{ set: Values; seen: number }>,
): Promise<BulkResult> {
  const until = performance.now() + mostMilliseconds;
  const waiting = [...new Set(productIds)];
  const result: BulkResult = {
    ...{ changed: 0, unchanged: 0, refused: [], left: [], slugs: [], auditId: null },
  };
  const done: string[] = [];
  const one = async (productId: string) => {
    try {
      const { set, seen } = await rowOf(productId);
      const saved = await patchProduct({ ...act, action: bulkAction, note, productId, set, seen });
      result.slugs.push(...saved.slugs);
      if (saved.auditId) done.push(saved.auditId);
      else result.unchanged++;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      result.refused.push({ productId, name: await nameOf(productId), ...refusal });
    }
  };
  while (waiting.length > 0 && performance.now() < until)
    await Promise.all(waiting.splice(0, atOnce).map(one));
  const auditId = done.length > 0 ? await recordBulk({ ...act, note, done }) : null;
  return { ...result, changed: done.length, left: waiting, auditId };
}

/** Records a bulk change as a whole, by which it is undone. Returns the id of its audit row. */
async function recordBulk({ actor, requestId, note, done }: Run & { done: string[] }) {
  const subject = `bulk:${requestId}`;
  const auditId = Audit.idOf("catalog.bulk", subject, requestId);
  await Audit.write({ auditId, actor, action: "catalog.bulk", subject, note, after: { rows: done } });
  return auditId;
}

function refusalOf(error: unknown) {
  if (error instanceof DomainError) return { message: error.message, field: error.field };
  if (error instanceof z.ZodError)
    return { message: error.issues[0]?.message ?? "These values cannot be saved.", field: undefined };
  return null;
}

/** Returns the name of a product for staff, or its id when it does not exist. */
const nameOf = async (productId: string) =>
  (await Catalog.forStaff({ productId }))?.product.name ?? productId;

export type PriceChange = { sku: string; name: string; currency: SaleCurrency; from: number; to: number };

/** Returns the old and the new price of each variant of products. One request a product. */
export const previewPrices = fn(
  z.object({ productIds: Products, change: BulkChange }),
  async ({ productIds, change }): Promise<PriceChange[]> => {
    const stored = await Promise.all(productIds.slice(0, mostInGrid).map(requireProduct));
    return stored.flatMap(({ product, variants }) => pricesFor(change, product, variants));
  },
);

function pricesFor(change: BulkChange, product: Product, variants: Variant[]): PriceChange[] {
  if (change.kind !== "percent" && change.kind !== "amount") return [];
  return variants.flatMap((variant) =>
    change.currencies.flatMap((currency) => {
      const { sku, title } = variant;
      const from = Catalog.priceOf(variant, currency);
      if (from === null) return [];
      const to = Math.min(Money.limit, Math.max(0, changedPrice(change, from)));
      return [{ sku, name: title ? `${product.name}, ${title}` : product.name, currency, from, to }];
    }),
  );
}

/** Returns a changed price, rounded half up to a minor unit. */
const changedPrice = (change: Extract<BulkChange, { kind: "percent" | "amount" }>, from: number) =>
  change.kind === "amount" ? from + change.amount : Math.round(from * (1 + change.percent / 100));

/** Returns the values that a bulk change sets of a product. */
function valuesFor(change: BulkChange, product: Product, variants: Variant[]): Values {
  switch (change.kind) {
    case "status":
      return { status: change.status };
    case "category":
      return { category: change.category };
    case "add_tag":
      return { tags: [...product.tags, ...tagsOf(change.tag)].join(", ") };
    case "remove_tag": {
      const tag = change.tag.toLowerCase();
      return { tags: product.tags.filter((one) => one.toLowerCase() !== tag).join(", ") };
    }
    default:
      return Object.fromEntries(
        pricesFor(change, product, variants).map(({ sku, currency, to }) => [
          `${sku}: price in ${currency}`,
          Money.decimal(to, currency),
        ]),
      );
  }
}

/** Returns a bulk change in words, for the audit log. */
export function inWords(change: BulkChange) {
  switch (change.kind) {
    case "status":
      return `Status ${change.status}`;
    case "category":
      return `Category ${change.category || "none"}`;
    case "add_tag":
      return `Tag ${change.tag} added`;
    case "remove_tag":
      return `Tag ${change.tag} removed`;
    case "percent":
      return `Prices in ${change.currencies.join(" and ")} by ${change.percent}%`;
    case "amount": {
      const [currency] = change.currencies;
      return `Prices in ${currency} by ${Money.decimal(change.amount, currency)}`;
    }
  }
}
