import type { Mapping } from "@securecart/core/transfer";

/** Returns a mapping as its form shows it. */
export function valuesOf({
  columns,
  rate,
  rates = {},
  createCategories,
  withStock,
  ...mapping
}: Mapping): Record<string, string> {
  return {
    ...mapping,
    rate: rate === undefined ? "" : `${rate}`,
    ...Object.fromEntries(Object.entries(rates).map(([currency, one]) => [`rate${currency}`, `${one}`])),
    createCategories: createCategories ? "on" : "",
    withStock: withStock ? "on" : "",
    ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [`column-${name}`, `${column}`])),
  };
}
