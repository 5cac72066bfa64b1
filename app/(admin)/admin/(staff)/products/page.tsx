import { Admin } from "@securecart/core/admin";
import { Catalog, Sku, skuKey } from "@securecart/core/catalog";
import { Money, type SaleCurrency } from "@securecart/core/money";
import { Search, type StaffSort } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import Form from "next/form";
import { Link } from "#app/_components/link";
import { Button, buttonClasses } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { categories, shopCurrency } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { NumberedPages } from "#app/(admin)/admin/_parts/numbered-pages";
import { RowPicture } from "#app/(admin)/admin/_parts/row-picture";
import { SavedViews } from "#app/(admin)/admin/_parts/saved-views";
import { SelectAll } from "#app/(admin)/admin/_parts/select-all";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { listUrl, type ProductQuery, readQuery, sortLabels, statusLabels } from "./read";
import { StatusBadge } from "./status-badge";

export const metadata: Metadata = { title: "Products" };

/** Returns the columns of the list; two of them sort it. */
function columnsOf({ page: _, ...query }: ProductQuery, mayEdit: boolean) {
  const by = (sort: StaffSort) => listUrl({ ...query, sort });
  const { sort } = query;
  const price = { "price-asc": "ascending", "price-desc": "descending" } as const;
  return [
    ...(mayEdit
      ? [{ label: "Chosen", head: <SelectAll name="id" label="Choose all products of this page" /> }]
      : []),
    {
      label: "Product",
      sort: { href: by("name"), now: sort === "name" ? ("ascending" as const) : undefined },
    },
    { label: "Status" },
    { label: "Category", wide: true },
    { label: "Variants", right: true, wide: true },
    {
      label: "Price",
      right: true,
      wide: true,
      sort: {
        href: by(sort === "price-asc" ? "price-desc" : "price-asc"),
        now: sort === "price-asc" || sort === "price-desc" ? price[sort] : undefined,
      },
    },
    { label: "Available", right: true },
  ];
}

/** Views that every shop has. */
const defaultViews = [
  { name: "All", query: "" },
  ...Object.entries(statusLabels).map(([status, name]) => ({ name, query: `status=${status}` })),
];

export default async function ProductsPage({ searchParams }: PageProps<"/admin/products">) {
  const staff = await requireStaff({ may: "catalog.read", from: "/admin/products" });
  const { roles } = staff;
  const query = readQuery(await searchParams);
  const [list, all, currency] = await Promise.all([Admin.products(query), categories(), shopCurrency()]);
  const bySku = await skuMatch(query, list.total);
  const names = new Map(all.map(({ slug, name }) => [slug, name]));
  const mayEdit = Staff.may(roles, "catalog.edit");
  const isFiltered = query.q !== undefined || query.status !== undefined;
  return (
    <>
      <Title
        aside={
          mayEdit && (
            <div className="flex flex-wrap gap-3">
              <Link href="/admin/exports?kind=products" className={buttonClasses("quiet")}>
                Export
              </Link>
              <Link href="/admin/products/import" className={buttonClasses("quiet")}>
                Import
              </Link>
              <Link href="/admin/products/new" className={buttonClasses("primary")}>
                Add product
              </Link>
            </div>
          )
        }
      >
        Products
      </Title>
      <SavedViews list="products" query={query} staff={staff} defaults={defaultViews} />
      <Filters query={query} />
      {bySku && (
        <p className="mb-4">
          SKU {bySku.sku}:{" "}
          <Link href={`/admin/products/${bySku.productId}`} className="text-link">
            {bySku.name}
            {bySku.title && `, ${bySku.title}`}
          </Link>
        </p>
      )}
      {list.rows.length > 0 ? (
        <Form action="/admin/products/bulk" prefetch={false}>
          <Table caption="Products" columns={columnsOf(query, mayEdit)}>
            {list.rows.map(({ product, available }) => (
              <Row
                key={product.productId}
                product={product}
                available={available}
                currency={currency}
                category={names.get(product.categorySlug) ?? product.categorySlug}
                mayEdit={mayEdit}
              />
            ))}
          </Table>
          {mayEdit && <Chosen query={query} total={list.total} />}
        </Form>
      ) : (
        <Empty>
          {isFiltered ? (
            <>
              No product matches.{" "}
              <Link href="/admin/products" className="text-link">
                Show all products
              </Link>
            </>
          ) : (
            "There are no products yet. Add the first one, or import a file of another shop system."
          )}
        </Empty>
      )}
      <p className="mt-4 text-sm text-muted">{list.total === 1 ? "1 product" : `${list.total} products`}</p>
      <NumberedPages page={list.page} pages={list.pages} to={(page) => listUrl({ ...query, page })} />
    </>
  );
}

/** Finds the variant whose SKU was typed. One request, when the index of SKUs has it or no product was found. */
async function skuMatch({ q = "" }: ProductQuery, total: number) {
  const sku = Sku.safeParse(q);
  if (!sku.success) return null;
  const { rows } = await Search.skus({ q: sku.data });
  const isKnown = rows.some((row) => skuKey(row.sku) === skuKey(sku.data));
  return isKnown || total === 0 ? Catalog.variant({ sku: sku.data }) : null;
}

/** Renders the buttons that edit the chosen products, and all that match. */
function Chosen({ query: { page: _, ...query }, total }: { query: ProductQuery; total: number }) {
  const all = new URLSearchParams({
    all: "1",
    ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
  });
  return (
    <div className="sticky bottom-0 flex flex-wrap items-center gap-x-4 border-t border-line bg-ground py-2">
      <Button look="quiet">Edit chosen products</Button>
      <Link href={`/admin/products/bulk?${all}`} className="text-link py-2">
        Edit all {total > Admin.mostProducts ? `of the first ${Admin.mostProducts}` : total} that match
      </Link>
    </div>
  );
}

function Filters({ query }: { query: ProductQuery }) {
  const { q = "", status = "", sort = "changed" } = query;
  return (
    <search>
      <Form
        key={listUrl(query)}
        action="/admin/products"
        prefetch={false}
        className="mb-4 grid grid-cols-2 gap-2 md:flex md:items-end"
      >
        <label className="col-span-2 md:w-80">
          <span className="block text-sm text-muted">Search</span>
          <input
            type="search"
            name="q"
            maxLength={100}
            defaultValue={q}
            placeholder="Title, brand, tag or SKU"
            className={controlClasses}
          />
        </label>
        <label>
          <span className="block text-sm text-muted">Status</span>
          <select name="status" defaultValue={status} className={controlClasses}>
            <option value="">All but archived</option>
            {Object.entries(statusLabels).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="block text-sm text-muted">Sort by</span>
          <select name="sort" defaultValue={sort} className={controlClasses}>
            {Object.entries(sortLabels).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button look="quiet" className="col-span-2">
          Show
        </Button>
      </Form>
    </search>
  );
}

type RowProps = Admin.ListedProduct & { category: string; currency: SaleCurrency; mayEdit: boolean };

function Row({ product, available, category, currency, mayEdit }: RowProps) {
  const { productId, name, brand, images, status, skus = [], prices } = product;
  const [image] = images;
  const { from, to } = prices[currency] ?? { from: 0, to: 0 };
  return (
    <tr>
      {mayEdit && (
        <Cell className="w-8">
          <input
            type="checkbox"
            name="id"
            value={productId}
            aria-label={`Choose ${name}`}
            className="block size-4 accent-accent"
          />
        </Cell>
      )}
      <Cell>
        <div className="flex items-center gap-3">
          <RowPicture image={image} />
          <div className="min-w-0 wrap-anywhere">
            <Link href={`/admin/products/${productId}`} className="text-link font-medium">
              {name}
            </Link>
            {brand && <span className="text-sm text-muted"> {brand}</span>}
          </div>
        </div>
      </Cell>
      <Cell>
        <StatusBadge status={status} />
      </Cell>
      <Cell wide>{category || <span className="text-muted">None</span>}</Cell>
      <Cell wide right>
        {skus.length}
      </Cell>
      <Cell wide right>
        {to === 0 ? (
          <span className="text-muted">None</span>
        ) : (
          [from, to]
            .filter((amount, i) => i === 0 || amount !== from)
            .map((amount) => Money.format(amount, currency))
            .join(" – ")
        )}
      </Cell>
      <Cell right className={available === 0 ? "font-medium text-danger" : ""}>
        {available ?? (product.inStock ? "In stock" : "0")}
      </Cell>
    </tr>
  );
}
