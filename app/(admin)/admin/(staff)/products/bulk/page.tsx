import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Catalog, type Product, type Variant } from "@securecart/core/catalog";
import { Money, type SaleCurrency } from "@securecart/core/money";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { categories } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BulkActions } from "./bulk-actions";
import { type GridProduct, ProductGrid } from "./product-grid";
import { readChosen } from "./read";
import { productsInWords } from "./words";

export const metadata: Metadata = { title: "Edit products" };

/** Renders the chosen products: changes of all of them at once, and a grid to edit each. */
export default async function BulkPage({ searchParams }: PageProps<"/admin/products/bulk">) {
  await requireStaff({ may: "catalog.edit", from: "/admin/products" });
  const { productIds, total, back } = await readChosen(await searchParams);
  const [{ rows, left }, known, currencies] = await Promise.all([
    Admin.productGrid({ productIds }),
    categories(),
    Shop.currencies(),
  ]);
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href={back} className="text-link">
          Products
        </Link>
      </p>
      <Title>Edit {productsInWords(productIds.length)}</Title>
      {total > productIds.length && (
        <Notice className="mb-4">
          {total} products match. At most {Admin.mostProducts} are changed at once, in the order of the list.
        </Notice>
      )}
      {productIds.length === 0 ? (
        <Empty next={{ href: "/admin/products", label: "Choose products" }}>
          No product is chosen. Tick some in the list first.
        </Empty>
      ) : (
        <>
          <BulkActions
            ids={productIds.join(",")}
            requestId={randomUUID()}
            currencies={currencies}
            categories={known.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <h2 className="mt-10 mb-1 text-xl">Each product</h2>
          <p className="mb-4 text-sm text-muted">
            Edit any cells, then save once. The arrow keys move up and down.
            {left > 0 && ` The grid has room for ${rows.length} of these products.`}
          </p>
          <ProductGrid
            products={rows.map((row) => shownOf(row, currencies))}
            currencies={currencies}
            requestId={randomUUID()}
          />
        </>
      )}
    </>
  );
}

/** Returns a product as the grid shows it: its values by the names that a change gives them. */
function shownOf(
  { product, variants }: { product: Product; variants: Variant[] },
  currencies: SaleCurrency[],
): GridProduct {
  const { productId, name, version = 0, status, tags } = product;
  return {
    productId,
    name,
    seen: version,
    values: {
      status,
      tags: tags.join(", "),
      ...Object.assign({}, ...variants.map((variant) => valuesOf(variant, currencies))),
    },
    variants: variants.map(({ sku, title }) => ({ sku, title })),
  };
}

function valuesOf(variant: Variant, currencies: SaleCurrency[]): Record<string, string> {
  const { sku } = variant;
  const { barcode, prices, compareAt, weightGrams } = Catalog.fieldsOf(variant);
  const values: Record<string, string> = {
    [`${sku}: SKU`]: sku,
    [`${sku}: barcode`]: barcode,
    [`${sku}: weight`]: `${weightGrams}`,
  };
  for (const currency of currencies) {
    const [price, former] = [prices[currency], compareAt[currency]];
    values[`${sku}: price in ${currency}`] = price === undefined ? "" : Money.decimal(price, currency);
    values[`${sku}: compare-at price in ${currency}`] =
      former === undefined ? "" : Money.decimal(former, currency);
  }
  return values;
}
