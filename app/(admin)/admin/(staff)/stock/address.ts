import { Stock } from "@securecart/core/stock";
import { z } from "zod";

const { sort: Sort } = Stock.list.schema.shape;

const Address = z.object({
  q: z
    .string()
    .transform((words) => words.trim().slice(0, 100))
    .catch(""),
  low: z
    .literal("1")
    .transform(() => true)
    .catch(false),
  sort: Sort.catch("sku"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  /** SKU whose stock is being changed in the list. */
  change: z.string().max(60).optional().catch(undefined),
});

export type StockAddress = z.output<typeof Address>;

/** Reads the URL of the list of stock and ignores what is invalid. */
export const readAddress = (params: Record<string, unknown>) => Address.parse(params);

/** Returns the URL of the list; what is the default is left out. */
export function addressOf({ q, low, sort, page, change }: Partial<StockAddress>) {
  const query = new URLSearchParams({
    ...(q && { q }),
    ...(low && { low: "1" }),
    ...(sort && sort !== "sku" && { sort }),
    ...(page && page > 1 && { page: `${page}` }),
    ...(change && { change }),
  });
  return `/admin/stock${query.size > 0 ? `?${query}` : ""}`;
}
