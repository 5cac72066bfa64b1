import { z } from "zod";
import { Catalog, type Product, skuKey, type Variant } from "#catalog/catalog";
import { Collection } from "#catalog/collection";
import { type Board, type BoardSale, Price, type Priced, SaleTerms } from "#catalog/price";
import { Search } from "#catalog/search";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import type { SaleCurrency } from "#platform/money";
import { Shop } from "#platform/shop";
import { Text } from "#platform/text";

/** Most rows of a preview. */
const mostRows = 40;

export type PreviewPrice = {
  currency: SaleCurrency;
  before: number;
  after: number;
  /** Reason why the sale does not change the price. */
  problem: "free" | "higher" | "none" | "lower_already" | null;
};

export type PreviewRow = { name: string; skus: string[]; prices: PreviewPrice[] };

export type SalePreview = {
  rows: PreviewRow[];
  /** Number of products that the sale is for, as far as it is known without reading them all. */
  products: number;
  isComplete: boolean;
};

/**
 * Returns what a sale would change at its start: old and new prices of some variants, and those that it leaves as they are.
 * Sales that run then count. Three requests at most; two more for each of two collections. `except` is the id of the sale that is being changed.
 */
export const previewSale = fn(
  z.object({ terms: SaleTerms, except: z.string().optional() }),
  async ({ terms, except }): Promise<SalePreview> => {
    const [{ items, products, total }, currencies] = await Promise.all([inScope(terms), Shop.currencies()]);
    const whole = Price.boardOf(items);
    const board = { ...whole, sales: whole.sales.filter(({ saleId }) => saleId !== except) };
    const at = terms.startsAt;
    const candidate = { ...terms, saleId: "preview" };
    const found = [
      ...products.flatMap((product) => rowsOf(product, { candidate, board, at, currencies })),
      ...[...(await Catalog.offered(items)).values()].map(({ variant }) =>
        rowOf(nameOf(variant), [variant.sku], variant, { candidate, board, at, currencies }),
      ),
    ];
    return {
      rows: found.slice(0, mostRows),
      products: total,
      isComplete: found.length <= mostRows && total <= products.length + terms.scope.skus.length,
    };
  },
);

const nameOf = ({ name, title }: Variant) => (title ? `${name}, ${title}` : name);

/** Reads the board, and some of the products and variants that a sale is for. */
async function inScope({ scope }: SaleTerms) {
  const [category] = scope.categories;
  const listed =
    scope.isAll || category !== undefined
      ? await Search.forStaff({
          status: "active",
          ...(!scope.isAll && category !== undefined && { category }),
        })
      : { products: [], total: 0 };
  const named = scope.isAll
    ? []
    : [...scope.products, ...(await firstOf(scope.collections))].slice(0, mostRows);
  const skus = scope.isAll ? [] : scope.skus.slice(0, mostRows);
  const items = await Dynamo.batchGet([
    Price.boardKey(),
    ...named.map(Catalog.productKey),
    ...skus.map(Catalog.variantKey),
  ]);
  const products = [...Catalog.productsIn(items).values(), ...listed.products];
  const total = listed.total + (scope.isAll ? 0 : scope.products.length + scope.skus.length);
  return { items, products, total };
}

/** Returns some products of collections. */
async function firstOf(collectionIds: string[]) {
  const all: string[] = [];
  for (const collectionId of collectionIds.slice(0, 2))
    all.push(...(await Collection.productIds({ collectionId, limit: mostRows })));
  return all;
}

type When = { candidate: BoardSale; board: Board; at: string; currencies: SaleCurrency[] };

const rowsOf = (product: Product, when: When): PreviewRow[] =>
  Catalog.groupsIn(product).map(({ skus, ...group }) =>
    rowOf(product.name, skus, { ...product, ...group, sku: skus[0] ?? "" }, when),
  );

function rowOf(
  name: string,
  skus: string[],
  variant: Priced,
  { candidate, board, at, currencies }: When,
): PreviewRow {
  const prices = currencies.flatMap((currency): PreviewPrice[] => {
    const base = variant.prices[currency] ?? 0;
    if (base === 0) return [];
    const before = Price.currentPrice(variant, { currency, at, board });
    const own = Price.priceAfter(base, candidate.reduction, {
      currency,
      rounding: Price.roundingAt(board, at),
    });
    return [
      {
        currency,
        before,
        after: own !== null && own > 0 ? Math.min(before, own) : before,
        problem: problemOf(base, before, own),
      },
    ];
  });
  return { name, skus, prices };
}

function problemOf(base: number, before: number, own: number | null): PreviewPrice["problem"] {
  if (own === null) return "none";
  if (own <= 0) return "free";
  if (own >= base) return "higher";
  return own >= before ? "lower_already" : null;
}

const Lines = z.array(z.string().max(300)).max(500);

/**
 * Finds the products and SKUs that a staff member entered: products by id, address, slug, SKU or name. Returns the ids of
 * products, and SKUs in lower case. Throws `price.unknown_product`, `price.unknown_sku` with the field.
 */
export const saleTargets = fn(z.object({ products: Lines, skus: Lines }), async ({ products, skus }) => {
  const ids: (string | null)[] = [];
  for (const line of products) ids.push(await productOf(line));
  refuseMissing(
    products.filter((_, i) => ids[i] === null),
    "product",
    "products",
  );
  const wanted = [...new Set(skus.map(skuKey))];
  const known = await Catalog.slugsOf({ skus: wanted });
  refuseMissing(
    wanted.filter((sku) => !known.has(sku)),
    "SKU",
    "skus",
  );
  return { products: [...new Set(ids.filter((id) => id !== null))], skus: wanted };
});

function refuseMissing(missing: string[], what: "product" | "SKU", field: string) {
  if (missing.length === 0) return;
  const names = missing.slice(0, 3).map((line) => `“${Text.cut(line, 60)}”`);
  throw new DomainError(
    "input",
    `price.unknown_${what.toLowerCase()}`,
    `There is no ${what} ${names.join(", ")}.`,
    field,
  );
}

async function productOf(line: string): Promise<string | null> {
  if (/^prd_\w+$/.test(line)) return line;
  const [, inAddress] = /\/product\/([a-z0-9-]+)/.exec(line) ?? [];
  const slug = inAddress ?? line;
  const page = await Catalog.bySlug({ slug });
  if (page) return page.product.productId;
  const items = line.length <= 60 ? await Dynamo.batchGet([Catalog.variantKey(line)]) : [];
  const [offered] = (await Catalog.offered(items)).values();
  if (offered) return offered.variant.productId;
  const { products } = await Search.forStaff({ q: line.slice(0, 200) });
  const name = line.toLowerCase();
  return products.find((one) => one.slug === slug || one.name.toLowerCase() === name)?.productId ?? null;
}
