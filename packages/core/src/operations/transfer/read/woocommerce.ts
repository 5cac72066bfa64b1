import { Clock } from "#platform/clock";
import { Text } from "#platform/text";
import type { Draft } from "../draft";
import type { Row, Sheet } from "../sheet";
import {
  addImage,
  addressesOf,
  draftOf,
  gatherOptions,
  isYes,
  note,
  pathOf,
  readTaxClass,
  setShared,
  variantOf,
} from "./common";
import { type Attribute, attributesOf, spread } from "./woocommerce-attributes";

/**
 * Reads an export of WooCommerce: each row is a product, except variations, which name their parent by SKU or `id:`. A
 * variation for any value of an attribute becomes a variant for each value.
 */
export function readWooCommerce(sheet: Sheet): Draft[] {
  const variations = new Map<string, Row[]>();
  const products: Row[] = [];
  for (const row of sheet.rows) {
    if (!kindsOf(sheet, row).includes("variation")) products.push(row);
    else {
      const parent = parentKey(sheet.named(row, "Parent"));
      variations.set(parent, [...(variations.get(parent) ?? []), row]);
    }
  }
  const drafts = products.map((row) => {
    const keys = [parentKey(sheet.get(row, "sku")), parentKey(`id:${sheet.named(row, "ID")}`)];
    const own = keys.flatMap((key) => (key ? (variations.get(key) ?? []) : []));
    for (const key of keys) variations.delete(key);
    return productOf(
      sheet,
      row,
      own.sort((a, b) => a.line - b.line),
    );
  });
  return [...drafts, ...[...variations.values()].flat().map((row) => orphan(sheet, row))];
}

const kindsOf = (sheet: Sheet, row: Row) =>
  sheet
    .named(row, "Type")
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);

const parentKey = (parent: string) => parent.toLowerCase();

function orphan(sheet: Sheet, row: Row): Draft {
  const draft = draftOf(row, sheet.get(row, "title"), "");
  const parent = sheet.named(row, "Parent");
  draft.problems.push(
    parent
      ? `Line ${row.line}: its parent ${parent} isn't in the file. Add the row of the parent.`
      : `Line ${row.line}: this variation names no parent. Enter the SKU of its product in the column Parent.`,
  );
  return draft;
}

function productOf(sheet: Sheet, row: Row, variations: Row[]): Draft {
  const draft = draftOf(row, sheet.get(row, "title"), sheet.get(row, "handle"));
  draft.lines = [row, ...variations].map(({ line }) => line);
  const kinds = kindsOf(sheet, row);
  const refusal = refusalOf(kinds, variations.length);
  if (refusal) draft.problems.push(`Line ${row.line}: ${refusal}`);
  setShared(sheet, row, draft);
  setStatus(sheet, row, kinds, draft);
  setCategories(sheet, row, draft);
  draft.images = [];
  for (const url of addressesOf(sheet.get(row, "images"))) addImage(draft, url);
  const attributes = attributesOf(sheet, row);
  const chosen = attributes.filter(({ name }) =>
    variations.some((one) => attributesOf(sheet, one).some((other) => sameName(other.name, name))),
  );
  const details = attributes.filter((one) => !chosen.includes(one) && one.values.length > 0);
  if (details.length > 0)
    draft.details = details.map(({ name, values }) => ({ label: name, value: values.join(", ") }));
  if (kinds.includes("variable")) for (const one of variations) addVariation(sheet, one, row, chosen, draft);
  else addVariant(sheet, row, row, draft);
  gatherOptions(draft, kinds.includes("variable") ? chosen.map(({ name }) => name) : []);
  return draft;
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function refusalOf(kinds: string[], variations: number) {
  if (kinds.includes("grouped"))
    return "a grouped product only shows others together. Its products are imported by their own rows: remove this row, and show them together in a category.";
  if (kinds.includes("external"))
    return "an external product is sold on another site, which this shop can't do. Remove this row, or change its type to simple to sell it here.";
  if (kinds.includes("variable"))
    return variations === 0
      ? "it is variable and the file has no variation of it. Export its variations too, or change its type to simple."
      : null;
  if (kinds.includes("simple")) return null;
  return `its type “${Text.cut(kinds.join(", "), 60)}” is unknown here. Change it to simple, or remove this row.`;
}

function setStatus(sheet: Sheet, row: Row, kinds: string[], draft: Draft) {
  const published = sheet.get(row, "published");
  const visibility = sheet.named(row, "Visibility in catalog").toLowerCase();
  if (published === "-1" || published.toLowerCase() === "draft") draft.status = "draft";
  else if (published === "0" || visibility === "hidden") draft.status = "hidden";
  else draft.status = "active";
  if (kinds.some((kind) => kind === "downloadable" || kind === "virtual")) {
    draft.status = "draft";
    note(draft, "It is a download or a service. This shop sends goods, so it is imported as a draft.");
  }
}

/** Sets the first category; the names of further ones become tags. */
function setCategories(sheet: Sheet, row: Row, draft: Draft) {
  const paths = sheet
    .get(row, "category")
    .split(/(?<!\\),/)
    .map((path) => pathOf(path.replaceAll("\\,", ",")))
    .filter((path) => path.length > 0);
  // A path that another one begins with is a parent of it.
  const leaves = paths.filter(
    (path) =>
      !paths.some((other) => other.length > path.length && path.every((name, i) => other[i] === name)),
  );
  const [first, ...more] = leaves;
  if (!first) return;
  draft.category = { path: first };
  const others = more.flatMap((path) => path.at(-1) ?? []);
  if (others.length === 0) return;
  draft.tags = [...new Set([...(draft.tags ?? []), ...others.map((name) => Text.cut(name, 50))])];
  note(
    draft,
    `It is in several categories. It goes to ${first.join(" > ")}; the others become tags: ${others.join(", ")}.`,
  );
}

function addVariation(sheet: Sheet, row: Row, parent: Row, chosen: Attribute[], draft: Draft) {
  const own = attributesOf(sheet, row);
  const values = chosen.map(({ name, values: all }) => {
    const value = own.find((one) => sameName(one.name, name))?.values[0];
    return { name, values: value ? [value] : all };
  });
  const missing = values.find((one) => one.values.length === 0);
  if (missing)
    draft.problems.push(`Line ${row.line}: it has no value of ${missing.name}, and neither has its parent.`);
  const combinations = spread(values);
  if (combinations.length > 100) {
    draft.problems.push(
      `Line ${row.line}: it stands for ${combinations.length} variants. A product has at most 100.`,
    );
    return;
  }
  const isAny = combinations.length > 1;
  if (isAny)
    note(draft, "A variation for any value becomes a variant for each value, with a SKU of its own.");
  for (const options of combinations) {
    const variant = addVariant(sheet, row, parent, draft);
    variant.options = options;
    const own = values.filter((one) => one.values.length > 1).map(({ name }) => options[name] ?? "");
    if (isAny && variant.sku)
      variant.sku = Text.cut([variant.sku, ...own.map((value) => value.replace(/\s+/g, "-"))].join("-"), 60);
    if (isAny) delete variant.stock;
  }
}

function addVariant(sheet: Sheet, row: Row, parent: Row, draft: Draft) {
  const regular = sheet.get(row, "price");
  const sale = isOnSale(sheet, row) ? sheet.get(row, "salePrice") : "";
  if (sheet.get(row, "salePrice") && !sale)
    note(draft, "Its sale isn't on now, so the regular price is taken. Set up the sale in the shop.");
  const typed = sale ? { price: sale, compareAt: regular } : { price: regular, compareAt: "" };
  const variant = variantOf(sheet, row, draft, typed);
  const ownTax = sheet.get(row, "taxClass");
  const tax = ownTax.toLowerCase() === "parent" ? sheet.get(parent, "taxClass") : ownTax;
  const isUntaxed = sheet.named(row, "Tax status").toLowerCase() === "none";
  variant.taxClass = isUntaxed ? "zero" : readTaxClass(sheet, tax, draft);
  variant.isForSale =
    row === parent || sheet.get(row, "published") === "" || isYes(sheet.get(row, "published"));
  if (row !== parent) {
    const [url] = addressesOf(sheet.get(row, "images"));
    const image = url ? addImage(draft, url) : undefined;
    if (image !== undefined) variant.image = image;
    const inherited = sheet.has("weight") && variant.weightGrams === undefined;
    if (inherited) {
      const { weightGrams } = variantOf(sheet, parent, draft, { price: "", compareAt: "" });
      if (weightGrams !== undefined) variant.weightGrams = weightGrams;
    }
  }
  draft.variants.push(variant);
  return variant;
}

/** Tells whether a sale price counts now, by its dates. */
function isOnSale(sheet: Sheet, row: Row) {
  const today = Clock.iso().slice(0, 10);
  const [from, to] = ["Date sale price starts", "Date sale price ends"].map((name) =>
    sheet.named(row, name).slice(0, 10),
  );
  return !(from && from > today) && !(to && to < today);
}
