import { mostVariants, Sku, Slug, skuKey } from "#catalog/catalog";
import { Csv } from "#platform/csv";
import { DomainError } from "#platform/error";
import type { SaleCurrency } from "#platform/money";
import { Text } from "#platform/text";
import type { Draft } from "./draft";
import type { Mapping, System } from "./fields";
import { slugFrom } from "./read/common";
import { readOwn } from "./read/own";
import { readShopify } from "./read/shopify";
import { readTable } from "./read/table";
import { readVendure } from "./read/vendure";
import { readWooCommerce } from "./read/woocommerce";
import { type Sheet, sheetOf } from "./sheet";

const readers: Record<System, (sheet: Sheet) => Draft[]> = {
  own: readOwn,
  shopify: readShopify,
  woocommerce: readWooCommerce,
  vendure: readVendure,
  table: readTable,
};

/** Reads the rows of a file, the headers first. Throws `transfer.no_rows` and what `Csv` throws. */
export function readRows(bytes: Uint8Array): Csv.Record[] {
  const records = Csv.readCsv(Csv.decode(bytes));
  if (records.length < 2)
    throw new DomainError(
      "input",
      "transfer.no_rows",
      "The file has no rows. Its first row has the names of the columns, and each further row a variant.",
      "file",
    );
  return records;
}

/** Returns the products that a file describes to a shop with these currencies, with what is wrong in it. */
export function readDrafts(
  [headers, ...rows]: Csv.Record[],
  mapping: Mapping,
  currencies: readonly SaleCurrency[],
): Draft[] {
  const restored = (record: Csv.Record) => ({ ...record, cells: record.cells.map(Csv.restored) });
  const all = [...(headers ? [headers] : []), ...(mapping.system === "own" ? rows.map(restored) : rows)];
  const drafts = readers[mapping.system](sheetOf(all, mapping, currencies));
  setSlugs(drafts);
  for (const draft of drafts) checkVariants(draft);
  checkSkus(drafts);
  return drafts;
}

/** Gives each product an address of its own: that of the file, cleaned, or one from its title. */
function setSlugs(drafts: Draft[]) {
  const taken = new Map<string, Draft>();
  for (const draft of drafts.filter(({ slug }) => slug !== "")) {
    const slug = Slug.safeParse(draft.slug).success ? draft.slug : slugFrom(draft.slug);
    const other = taken.get(slug);
    if (other)
      draft.problems.push(`Line ${draft.lines[0]}: line ${other.lines[0]} has the same address ${slug}.`);
    draft.slug = slug;
    taken.set(slug, draft);
  }
  const seen = new Map<string, number>();
  for (const draft of drafts.filter(({ slug }) => slug === "")) {
    const base = slugFrom(draft.title || draft.variants[0]?.sku || `line ${draft.lines[0]}`);
    let n = (seen.get(base) ?? 0) + 1;
    while (taken.has(n === 1 ? base : `${base}-${n}`)) n++;
    seen.set(base, n);
    draft.derivedSlug = n === 1 ? base : `${base}-${n}`;
    taken.set(draft.derivedSlug, draft);
  }
}

/** Checks options and SKUs within a product. */
function checkVariants(draft: Draft) {
  const { options, variants, problems } = draft;
  if (problems.length > 0) return;
  if (variants.length > mostVariants)
    problems.push(
      `It has ${variants.length} variants. A product has at most ${mostVariants}: divide it into several.`,
    );
  if (options.length > 4)
    problems.push("It has more than four options. Make products of the values of one of them.");
  for (const { name } of options)
    if (name.length > 40)
      problems.push(`The option “${Text.cut(name, 40)}…” is too long: at most 40 characters.`);
  const lines = new Map<string, number[]>();
  for (const variant of variants) {
    const key = JSON.stringify(options.map(({ name }) => variant.options[name] ?? ""));
    const missing = options.find(({ name }) => !variant.options[name]);
    if (missing)
      problems.push(`Line ${variant.lines[0]}: the value of the option ${missing.name} is missing.`);
    const long = options.find(({ name }) => (variant.options[name] ?? "").length > 60);
    if (long)
      problems.push(
        `Line ${variant.lines[0]}: the value of ${long.name} is too long: at most 60 characters.`,
      );
    const sku = variant.sku === "" ? null : Sku.safeParse(variant.sku);
    if (sku?.success === false)
      problems.push(
        `Line ${variant.lines[0]}: the SKU “${Text.cut(variant.sku, 40)}” can't be used. ${sku.error.issues[0]?.message ?? ""}`,
      );
    lines.set(key, [...(lines.get(key) ?? []), ...variant.lines]);
  }
  for (const same of lines.values())
    if (same.length > 1)
      problems.push(
        options.length > 0
          ? `Lines ${same.join(", ")} are variants with the same options. Give each its own values, or remove one.`
          : `Lines ${same.join(", ")} are the same product without options. Give the rows options that tell them apart.`,
      );
}

/** Refuses products whose SKUs occur more than once in the file. */
function checkSkus(drafts: Draft[]) {
  const places = new Map<string, { draft: Draft; sku: string; line: number }[]>();
  for (const draft of drafts)
    for (const { sku, lines } of draft.variants)
      if (sku !== "")
        places.set(skuKey(sku), [...(places.get(skuKey(sku)) ?? []), { draft, sku, line: lines[0] ?? 0 }]);
  for (const all of places.values()) {
    const lines = [...new Set(all.map(({ line }) => line))];
    if (lines.length < 2) continue;
    for (const draft of new Set(all.map((one) => one.draft)))
      draft.problems.push(
        `Lines ${lines.join(", ")} have the same SKU ${all[0]?.sku}. Give each variant its own, or leave the cells empty: a SKU is then generated.`,
      );
  }
}
