import { type SaleCurrency, saleCurrencies } from "#platform/money";
import { type Field, fieldNames, fields, type Mapping, type System } from "./fields";
import { ownColumns } from "./own-format";

/** Returns what two spellings of a header have in common. */
export const headerKey = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Returns a header without the language that it names: "name:en". */
const withoutLanguage = (header: string) => header.replace(/:[a-z]{2}([-_][a-z]{2})?$/i, "");

/** Headers by which a system's export is recognized: all of a line. */
const signs: [System, string[]][] = [
  ["own", ["Slug", "Title", "SKU", "For sale", "Options"]],
  ["vendure", ["name", "optionGroups", "optionValues"]],
  ["woocommerce", ["Type", "SKU", "Name", "Regular price"]],
  ["woocommerce", ["Type", "SKU", "Name", "Visibility in catalog"]],
  ["shopify", ["Handle", "Title", "Option1 Name"]],
  ["shopify", ["URL handle", "Title", "Option1 name"]],
  ["shopify", ["Handle", "Title", "Variant Price"]],
];

/** Returns the system whose export has these headers; `table` for any other list. */
export function systemOf(headers: string[]): System {
  const known = new Set(headers.map((header) => headerKey(withoutLanguage(header))));
  return signs.find(([, sign]) => sign.every((header) => known.has(headerKey(header))))?.[0] ?? "table";
}

/** Fields that a system's file has in columns of other names, or that would be misread. */
const special: Partial<Record<System, Partial<Record<Field, readonly string[]>>>> = {
  woocommerce: { category: ["Categories"], images: ["Images"], status: [], compareAt: [] },
  vendure: { images: ["assets"], title: ["name"], handle: ["slug"], category: [], tags: [], brand: [] },
  shopify: {
    images: ["Image Src", "Product image URL"],
    category: ["Type", "Product category"],
    salePrice: [],
  },
};

/** Proposes which column holds which field, and the defaults. */
export function proposed(headers: string[], currency: SaleCurrency): Mapping {
  const system = systemOf(headers);
  const keys = headers.map((header) => headerKey(withoutLanguage(header)));
  const own = ownColumns(saleCurrencies);
  const columns: Mapping["columns"] = {};
  for (const field of fieldNames) {
    const names =
      system === "own"
        ? fields[field].filter((name) => own.includes(name) || name === "On hand")
        : (special[system]?.[field] ?? fields[field]);
    for (const name of names) {
      const at = keys.indexOf(headerKey(name));
      if (at < 0 || Object.values(columns).includes(at)) continue;
      columns[field] = at;
      break;
    }
  }
  return {
    system,
    columns,
    currency,
    others: "none",
    brand: "",
    category: "",
    createCategories: true,
    taxClass: "standard",
    weightUnit: system === "shopify" ? "g" : "kg",
    withStock: false,
  };
}
