import { z } from "zod";
import { Customer } from "#accounts/customer";
import { Catalog } from "#catalog/catalog";
import { Collection } from "#catalog/collection";
import { Csv } from "#platform/csv";
import { Currency, formerCurrencies, Money, type SaleCurrency } from "#platform/money";
import { Settings } from "#platform/settings";
import { Inventory } from "#sales/inventory";
import { Order } from "#sales/order";
import { Promotion } from "#sales/promotion";
import type { ExportKind } from "./export.entity";
import { ownColumns, rowsOf, stockColumn } from "./own-format";

export type Wanted = {
  kind: ExportKind;
  from?: string | undefined;
  to?: string | undefined;
  /** Time zone of these days. */
  zone?: string | undefined;
  withStock?: boolean | undefined;
  currencies?: SaleCurrency[] | undefined;
};

/** Part of an exported file: its lines, their number, and where the next part begins; null after the last. */
export type Part = { lines: string; rows: number; next: unknown };

type Source = {
  columns: (wanted: Wanted) => string[];
  read: (place: unknown, wanted: Wanted) => Promise<Part>;
};

const partOf = (rows: (string | number)[][], next: unknown): Part => ({
  lines: rows.map(Csv.line).join(""),
  rows: rows.length,
  next,
});

const Shard = z.object({ shard: z.int(), cursor: z.string().nullable() }).nullable();
const first = { shard: 0, cursor: null };

/** Reads where a job goes on; the beginning when it has not begun. */
const placeIn = <Schema extends z.ZodType>(schema: Schema, place: unknown) => schema.parse(place ?? null);

const products: Source = {
  columns: ({ withStock, currencies = formerCurrencies }) => [
    ...ownColumns(currencies),
    ...(withStock ? [stockColumn] : []),
  ],
  read: async (place, wanted) => {
    const page = await Catalog.productsFrom(placeIn(Shard, place) ?? first, 40);
    const rows = await Promise.all(page.products.map(({ productId }) => productRows(productId, wanted)));
    return partOf(rows.flat(), page.next);
  },
};

/** Returns the rows of a product's variants; none when it was deleted meanwhile. Two requests with stock, else one. */
async function productRows(productId: string, wanted: Parameters<Source["read"]>[1]) {
  const stored = await Catalog.forStaff({ productId });
  if (!stored) return [];
  const variants = Catalog.fitting(stored.product, stored.variants);
  const levels = wanted.withStock ? await Inventory.levels({ skus: variants.map(({ sku }) => sku) }) : {};
  return rowsOf(stored.product, variants).map((cells) =>
    products
      .columns(wanted)
      .map((column) =>
        column === stockColumn ? `${levels[cells.SKU ?? ""]?.onHand ?? 0}` : (cells[column] ?? ""),
      ),
  );
}

const stock: Source = {
  columns: () => ["SKU", "Product", "Variant", "On hand", "Available", "Held", "Allocated"],
  read: async (place) => {
    const page = await Catalog.variantsFrom(placeIn(Shard, place) ?? first, 100);
    const levels = await Inventory.levels({ skus: page.variants.map(({ sku }) => sku) });
    const rows = page.variants.map(({ sku, name, title }) => {
      const { onHand = 0, available = 0, held = 0, allocated = 0 } = levels[sku] ?? {};
      return [sku, name, title, onHand, available, held, allocated];
    });
    return partOf(rows, page.next);
  },
};

const Position = z.object({ cursor: z.string() }).nullable();

const orders: Source = {
  columns: () => [
    "Number",
    "Placed (UTC)",
    "Status",
    "Email",
    "Name",
    "Country",
    "Items",
    "Currency",
    "Subtotal",
    "Shipping",
    "Tax",
    "Total",
    "Refunded",
    "Discount code",
  ],
  read: async (place, { from = "2000-01-01", to = "2999-12-31", zone = "UTC" }) => {
    const time = Settings.momentsOf(zone, { from, to });
    const { rows, next } = await Order.between({ ...time, place: placeIn(Position, place), limit: 200 });
    return partOf(rows.map(orderCells), next);
  },
};

type OrderRow = Awaited<ReturnType<typeof Order.between>>["rows"][number];

function orderCells(order: OrderRow): (string | number)[] {
  const { contact, address, lines, totals, refunded = 0, coupon } = order;
  const currency = Currency.parse(order.currency);
  const amount = (minor: number) => Money.decimal(minor, currency);
  return [
    order.number,
    order.createdAt,
    order.status,
    contact.email,
    contact.name,
    address.country,
    lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join("; "),
    currency,
    amount(totals.subtotal),
    amount(totals.shipping),
    amount(totals.tax),
    amount(totals.total),
    amount(refunded),
    coupon?.code ?? "",
  ];
}

const Key = z.record(z.string(), z.unknown()).nullable();

const customers: Source = {
  columns: () => ["Email", "Name", "Phone", "Since (UTC)"],
  read: async (place) => {
    const { customers: found, next } = await Customer.scanPart(placeIn(Key, place), 1_000);
    return partOf(
      found.map(({ email, name, phone = "", createdAt }) => [email, name, phone, createdAt]),
      next,
    );
  },
};

const discounts: Source = {
  columns: () => [
    ...["Code", "Name", "Discount", "Status", "Uses", "Limit", "Starts (UTC)", "Ends (UTC)"],
    ...["Categories", "Products", "Collections"],
  ],
  read: async (place) => {
    const cursor = placeIn(z.string().nullable(), place);
    const [{ rows, next }, collections] = await Promise.all([
      Promotion.list(cursor ? { cursor } : {}),
      Collection.list({}),
    ]);
    const slugs = new Map(collections.map(({ collectionId, slug }) => [collectionId, slug]));
    const codes: (string | number)[][] = [];
    for (const row of rows) {
      if (row.kind === "code") codes.push(couponCells(row.coupon, row.standing, slugs));
      else
        for (let from = 0; from < row.batch.count; from += 100)
          for (const coupon of await Promotion.batchCodes({ batchId: row.batch.batchId, from, size: 100 }))
            codes.push(couponCells(coupon, row.standing, slugs));
    }
    return partOf(codes, next);
  },
};

const couponCells = (
  coupon: Parameters<typeof Promotion.standingOf>[0] & Promotion.Coupon,
  standing: string,
  slugs: Map<string, string>,
) => [
  coupon.code,
  coupon.label,
  Promotion.describeBenefit(coupon),
  standing,
  coupon.used,
  coupon.limit ?? "",
  coupon.startsAt ?? "",
  coupon.endsAt ?? "",
  coupon.categories.join("; "),
  coupon.products.join("; "),
  coupon.collections.map((id) => slugs.get(id) ?? id).join("; "),
];

export const sources: Record<ExportKind, Source> = { products, stock, orders, customers, discounts };
