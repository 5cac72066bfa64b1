import { productStatuses } from "@securecart/core/catalog";
import { Search, type StaffSort } from "@securecart/core/search";

export { statusLabels } from "./labels";

export type ProductQuery = Parameters<typeof Search.forStaff>[0];

export const sortLabels: Record<StaffSort, string> = {
  changed: "Last changed",
  name: "Title",
  "price-asc": "Price: low to high",
  "price-desc": "Price: high to low",
};

/** Reads the list's URL and ignores what is invalid. */
export function readQuery(params: Record<string, unknown>): ProductQuery {
  const q = typeof params.q === "string" ? params.q.trim().slice(0, 100) : "";
  const status = productStatuses.find((one) => one === params.status);
  const sort = Search.staffSorts.find((one) => one === params.sort);
  const page = Number(params.page);
  return {
    ...(q && { q }),
    ...(status && { status }),
    ...(sort && { sort }),
    ...(Number.isInteger(page) && page > 1 && page <= 5_000 && { page }),
  };
}

/** Writes the list's URL. */
export function listUrl(query: ProductQuery) {
  const entries = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return entries.length > 0 ? `/admin/products?${new URLSearchParams(entries)}` : "/admin/products";
}
