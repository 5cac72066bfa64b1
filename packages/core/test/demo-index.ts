import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { baseCatalog, type Stocked } from "../../local/src/seed/build";
import { generated } from "../../local/src/seed/generate";
import { type Product, ProductInput, type VariantRow } from "../src/catalog/catalog";
import { groupsOf } from "../src/catalog/catalog/offers";
import { choosePaths } from "../src/catalog/catalog/path";
import { englishWords } from "../src/catalog/dictionary";
import { type Source, startIndex } from "../src/catalog/search/build";
import { answer, type Question } from "../src/catalog/search/query";
import { RichText } from "../src/platform/rich-text";

const when = { board: { sales: [] }, at: "2026-03-01T00:00:00.000Z" };

type Shop = Partial<Source> & {
  /** Products of a larger shop. */
  size?: number;
  /** Changes a product before it is indexed. */
  change?: (product: Product) => Product;
};

/** Builds the index of the demo shop without a table and opens it. */
export async function demoIndex({ size = 0, change = (product) => product, ...source }: Shop = {}) {
  const file = join(tmpdir(), `securecart-demo-index-${randomUUID()}.sqlite`);
  const { products, categories } = baseCatalog();
  const more = size > products.length ? generated(1, 0, size - products.length) : [];
  const rows = [...products, ...more].map(rowsOf);
  const index = startIndex(file, ["USD", "EUR"]);
  for (const { variants } of rows) index.addVariants(variants);
  await index.finish({
    products: [rows.map(({ product }) => change(product))],
    categories: categories.map(({ slug, name }) => ({
      ...{ slug, name, address: slug, former: [], parent: "", description: RichText.read(""), position: 0 },
      ...{ status: "active" as const, image: { key: "", alt: "", width: 1, height: 1 }, version: 1 },
    })),
    when,
    tuning: { synonyms: "", pins: {} },
    dictionary: englishWords(),
    ...source,
  });
  const database = new DatabaseSync(file, { readOnly: true });
  const slugOf = new Map(rows.map(({ product }) => [product.productId, product.slug]));
  const ask = (question: Partial<Question>) => {
    const found = answer(database, {
      ...{ filters: {}, sort: "relevance", currency: "USD", page: 1, pageSize: 24 },
      ...question,
    });
    return { ...found, slugs: found.productIds.map((productId) => slugOf.get(productId) ?? "") };
  };
  return {
    database,
    ask,
    slugs: (q: string) => ask({ q }).slugs,
    close() {
      database.close();
      rmSync(file, { force: true });
    },
  };
}

export type Opened = Awaited<ReturnType<typeof demoIndex>>;

/** Returns the rows that saving a product of the demo shop writes. */
function rowsOf({ product: given, onHand }: Stocked): { product: Product; variants: VariantRow[] } {
  const { variants: inputs, ...input } = ProductInput.parse(given);
  const productId = `prd_${input.slug}`;
  const paths = choosePaths(input.options, inputs, []);
  const variants = inputs.map(
    (variant, position): VariantRow => ({
      ...variant,
      ...{ productId, slug: input.slug, categorySlug: input.categorySlug, name: input.name, position },
      title: Object.values(variant.options).join(" / "),
      path: paths.get(variant.sku) ?? "",
      ownPath: true,
      imageKey: input.images[variant.image]?.key ?? "",
      imageAlt: "",
    }),
  );
  const soldOut = [...onHand].flatMap(([sku, quantity]) => (quantity > 0 ? [] : [sku]));
  const prices = { from: 0, to: 0 };
  return {
    product: {
      ...{ ...input, productId, prices: { USD: prices, EUR: prices } },
      inStock: soldOut.length < onHand.size,
      ...{ soldOut, updatedAt: input.publishedAt, skus: inputs.map(({ sku }) => sku) },
      offers: groupsOf(variants),
    },
    variants,
  };
}
