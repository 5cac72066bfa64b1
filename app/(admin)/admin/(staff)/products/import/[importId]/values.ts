import type { Mapping } from "@securecart/core/transfer";

/** Returns a mapping as its form shows it. */
export function valuesOf({
  columns,
  rate,
  createCategories,
  withStock,
  ...mapping
}: Mapping): Record<string, string> {
  return {
    ...mapping,
    rate: rate === undefined ? "" : `${rate}`,
    createCategories: createCategories ? "on" : "",
    withStock: withStock ? "on" : "",
    ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [`column-${name}`, `${column}`])),
  };
}
