import type { Export, ExportKind } from "@securecart/core/transfer";

export const kindNames: Record<ExportKind, string> = {
  products: "Products",
  stock: "Stock",
  orders: "Orders",
  customers: "Customers",
  discounts: "Discounts",
};

/** Returns the version of a list of exports: it changes with the progress of any of them. */
export const versionOf = (rows: Export[]) =>
  rows.map(({ exportId, version }) => `${exportId}.${version}`).join();

/** Returns a size in bytes in words. */
export const sizeOf = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
