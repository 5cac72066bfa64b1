import { Catalog, type Owners, skuKey } from "#catalog/catalog";
import { Audit } from "#platform/audit";
import { DomainError } from "#platform/error";
import { Id } from "#platform/id";
import { Inventory } from "#sales/inventory";
import { createCategories } from "./categories";
import type { Draft } from "./draft";
import type { Import } from "./import";
import { type Entry, fieldsOf } from "./report";
import { type Context, type Resolved, resolve, type Stored } from "./resolve";

export type Saving = Pick<Import, "importId" | "actor" | "fileName"> & {
  /** Distinguishes saves of one import of the same product: its data, its pictures, and rows apart from each other. */
  phase: string;
};

const mostTries = 5;

/** Returns the id of the product that a draft is, and what keeps it from being one. */
function productOf(draft: Draft, owners: Owners): { productId?: string; problem?: string } {
  const ofSkus = new Map<string, string>();
  for (const { sku } of draft.variants) {
    const owner = sku === "" ? undefined : owners.skus.get(skuKey(sku));
    if (owner) ofSkus.set(owner, sku);
  }
  const [bySku] = ofSkus.keys();
  const bySlug = owners.slugs.get(draft.slug || draft.derivedSlug || "");
  // A slug that only comes from the title tells less than a SKU.
  const productId = draft.slug ? (bySlug ?? bySku) : (bySku ?? bySlug);
  const other = [...ofSkus].find(([owner]) => owner !== productId);
  if (!other) return productId ? { productId } : {};
  const [, sku] = other;
  return {
    problem: `Line ${draft.lines[0]}: the SKU ${sku} belongs to another product. Give this one another SKU, or the address of that product.`,
  };
}

/** Owners of the slugs and SKUs of some drafts, and the products that the drafts are, by id. */
export type Known = { owners: Owners; products: Map<string, Stored> };

/** Reads what is stored of some drafts. Those that were found to be new have no product from before slugs had rows. */
export async function knownOf(drafts: Draft[], isNew = (_i: number) => false): Promise<Known> {
  const owners = await Catalog.owners({
    slugs: drafts.flatMap(({ slug, derivedSlug }) => slug || derivedSlug || []),
    free: drafts.flatMap(({ slug, derivedSlug }, i) => (isNew(i) && (slug || derivedSlug)) || []),
    skus: drafts.flatMap(({ variants }) => variants.flatMap(({ sku }) => sku || [])),
  });
  const productIds = drafts.flatMap((draft) => productOf(draft, owners).productId ?? []);
  return { owners, products: await Catalog.manyForStaff({ productIds }) };
}

/** Returns what would become of a draft. */
export function looked(draft: Draft, { owners, products }: Known, context: Context) {
  const { productId, problem } = productOf(draft, owners);
  if (problem) return { resolved: refusedBy(draft, problem), stored: null };
  const stored = products.get(productId ?? "") ?? null;
  return { resolved: resolve(draft, stored, context), stored };
}

const refusedBy = ({ lines, title, notes }: Draft, ...why: string[]): Resolved => ({
  result: "refused",
  lines,
  title,
  notes,
  why,
});

const mostLevels = 100;

/** Returns the units on hand that the counts of each product change. One request for each 100 SKUs. */
export async function countsOf(all: Resolved[]) {
  const counts = all.map((resolved) => (resolved.result === "refused" ? [] : resolved.stock));
  const skus = counts.flatMap((stock) => stock.map(({ sku }) => sku));
  const levels: Record<string, { onHand: number }> = {};
  for (let from = 0; from < skus.length; from += mostLevels)
    Object.assign(levels, await Inventory.levels({ skus: skus.slice(from, from + mostLevels) }));
  return counts.map((stock) => stock.filter(({ sku, counted }) => levels[sku]?.onHand !== counted));
}

/** Returns what is reported of a product. */
export function entryOf(
  resolved: Resolved,
  counts: unknown[],
  { productId }: { productId?: string } = {},
): Entry {
  const { lines, title, notes } = resolved;
  const shared = { lines, title, ...(notes.length > 0 && { notes }) };
  if (resolved.result === "refused") return { ...shared, result: "refused", why: resolved.why };
  const { result, after, pending } = resolved;
  const stock =
    counts.length > 0 ? [`On hand of ${counts.length} ${counts.length === 1 ? "variant" : "variants"}`] : [];
  const fields = result === "created" ? [] : [...fieldsOf(after), ...stock];
  const id = productId ?? resolved.input.productId;
  return {
    ...shared,
    result: result === "same" && stock.length > 0 ? "changed" : result,
    ...(fields.length > 0 && { fields }),
    ...(pending.length > 0 && { pending: pending.length }),
    ...(id && { productId: id }),
  };
}

/**
 * Saves a product of a file with an audit row that names the import, and counts its stock. `known` is what was read for
 * all products of the chunk; when it is no longer so, or another request saves the product meanwhile, it is read and
 * compared again. A product that an earlier try of the same import has saved is reported as `planned` then.
 */
export async function saved(
  draft: Draft,
  known: Known,
  context: Context,
  { phase, ...who }: Saving,
  planned: Entry["result"] | undefined,
): Promise<Entry> {
  const by = { ...who, phase: `${phase}:${draft.lines[0]}` };
  for (let attempt = 1; ; attempt++) {
    const now = attempt === 1 ? known : await knownOf([draft]);
    const { resolved, stored } = looked(draft, now, context);
    if (resolved.result === "refused") return entryOf(resolved, []);
    try {
      const productId = await written(resolved, stored, by, attempt);
      const counts = await counted(resolved.stock, by);
      const isRepeated =
        resolved.result === "same" && planned !== undefined && planned !== "same" && planned !== "refused";
      const entry = entryOf(resolved, counts.skus, { productId });
      const result = isRepeated && (await wasSaved(productId, by)) ? planned : entry.result;
      return {
        ...entry,
        result,
        ...(counts.problems.length > 0 && { notes: [...(entry.notes ?? []), ...counts.problems] }),
      };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const isChanged = ["catalog.changed", "catalog.slug_taken", "catalog.sku_taken"].includes(error.code);
      if (isChanged && attempt < mostTries) continue;
      return entryOf(refusedBy(draft, `Line ${draft.lines[0]}: ${error.message}`), []);
    }
  }
}

const auditIdOf = (productId: string, { importId, phase }: Saving) =>
  Audit.idOf("catalog.import_product", `product:${productId}`, `${importId}:${phase}`);

const wasSaved = (productId: string, by: Saving) => Audit.has({ auditId: auditIdOf(productId, by) });

type Writable = Exclude<Resolved, { result: "refused" }>;

/** Writes a product unless it is the same. Returns its id. */
async function written(resolved: Writable, stored: Stored | null, by: Saving, attempt: number) {
  const { input, before, after } = resolved;
  // An id that follows from the slug may belong to a product that has moved to another slug.
  const fresh =
    attempt <= 2 ? Id.derived("product", input.slug) : Id.derived("product", input.slug, by.importId);
  const productId = stored?.product.productId ?? fresh;
  if (resolved.result === "same") return productId;
  await createCategories(resolved.categories);
  const audit = Audit.record({
    auditId: auditIdOf(productId, by),
    actor: by.actor,
    action: "catalog.import_product",
    subject: `product:${productId}`,
    note: `Import ${by.importId}: ${by.fileName}`,
    ...(stored && { before }),
    after,
  });
  await Catalog.saveProduct({ ...input, productId, editor: by.actor }, { audit }, { isNew: stored === null });
  return productId;
}

/** Counts the stock, with audit rows. Returns the SKUs that were counted, and what was refused, in words. */
async function counted(counts: { sku: string; counted: number }[], { importId, actor, fileName }: Saving) {
  if (counts.length === 0) return { skus: [], problems: [] };
  const { counted: skus, refused } = await Inventory.countMany({
    counts,
    actor,
    cause: `Import: ${fileName}`,
    reference: `import:${importId}`,
  });
  return {
    skus,
    problems: refused.map(({ sku, problem }) => `The stock of ${sku} was not changed. ${problem}`),
  };
}
