import { productStatuses } from "#catalog/catalog";
import { type Money, saleCurrencies, taxClasses } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import { amountOf } from "../amounts";
import type { Draft, DraftImage } from "../draft";
import { parted, plainItem } from "../list-cell";
import { compareAtColumn, priceColumn } from "../own-format";
import type { Row, Sheet } from "../sheet";
import { draftOf, isNo, isYes, tagsOf, variantOf } from "./common";

/** Reads the shop's own format: rows with the same slug are the variants of one product. */
export function readOwn(sheet: Sheet): Draft[] {
  const groups = new Map<string, Row[]>();
  for (const row of sheet.rows) {
    const slug = sheet.get(row, "handle").toLowerCase();
    const key = slug || `\n${row.line}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => (rows[0] ? [productOf(sheet, rows[0], rows)] : []));
}

function productOf(sheet: Sheet, row: Row, rows: Row[]): Draft {
  const first = rows.find((one) => sheet.get(one, "title") !== "") ?? row;
  const draft = draftOf(first, sheet.get(first, "title"), sheet.get(first, "handle"));
  draft.lines = rows.map(({ line }) => line);
  draft.isWhole = true;
  const cell = (column: string) => sheet.named(first, column);
  const other = rows.find((one) => !["", sheet.get(first, "title")].includes(sheet.get(one, "title")));
  if (other)
    draft.problems.push(
      `Lines ${first.line} and ${other.line} have the same slug and different titles. Give one of the products another slug.`,
    );
  const status = productStatuses.find((known) => known === cell("Status").toLowerCase());
  if (status) draft.status = status;
  else if (cell("Status"))
    draft.problems.push(
      `Line ${first.line}: the status “${Text.cut(cell("Status"), 40)}” is unknown. Use ${productStatuses.join(", ")}.`,
    );
  if (cell("Publish at")) draft.publishAt = timeOf(cell("Publish at"), draft, first);
  if (cell("Published at")) draft.publishedAt = timeOf(cell("Published at"), draft, first);
  if (sheet.hasHeader("Summary")) draft.summary = cell("Summary");
  if (sheet.hasHeader("Description")) draft.description = RichText.fromMarkdown(cell("Description"));
  if (sheet.hasHeader("Details")) draft.details = detailsOf(cell("Details"));
  if (sheet.hasHeader("Category")) draft.category = { slug: cell("Category") };
  if (sheet.hasHeader("Brand")) draft.brand = cell("Brand");
  if (sheet.hasHeader("Tags")) draft.tags = tagsOf(cell("Tags"));
  if (sheet.hasHeader("Featured")) draft.isFeatured = isYes(cell("Featured"));
  if (sheet.hasHeader("SEO title")) draft.seoTitle = cell("SEO title");
  if (sheet.hasHeader("SEO description")) draft.seoDescription = cell("SEO description");
  if (sheet.hasHeader("Images")) draft.images = imagesOf(sheet, first, draft);
  draft.options = optionsOf(cell("Options"));
  for (const one of rows) addVariant(sheet, one, draft);
  return draft;
}

function timeOf(text: string, draft: Draft, { line }: Row) {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  draft.problems.push(
    `Line ${line}: “${Text.cut(text, 40)}” is not a time. Write it like 2026-12-24T08:00:00Z.`,
  );
  return text;
}

/** Reads "Material: Wool; Care: Wash at 30". */
const detailsOf = (cell: string) =>
  parted(cell, ";").flatMap((item) => {
    const [label = "", ...value] = parted(item, ":");
    return label ? [{ label: plainItem(label), value: value.map(plainItem).join(": ") }] : [];
  });

/** Reads "Color: Black, White; Size: S, M". */
const optionsOf = (cell: string) =>
  parted(cell, ";").flatMap((item) => {
    const [name = "", ...values] = parted(item, ":");
    return name ? [{ name: plainItem(name), values: parted(values.join(":"), ",").map(plainItem) }] : [];
  });

function imagesOf(sheet: Sheet, first: Row, draft: Draft): DraftImage[] {
  const column = sheet.mapping.columns.images;
  const raw = (name: "images" | "imageAlt") => sheet.get(first, name);
  const keys = raw("images").split("\n").filter(Boolean);
  const altColumn = sheet.mapping.columns.imageAlt;
  const alts = (altColumn === undefined ? "" : (first.cells[altColumn] ?? "")).split("\n");
  const sizes = sheet.named(first, "Image sizes").split("\n");
  const focusColumn = sheet.headers.indexOf("Image focus points");
  const points = (first.cells[focusColumn] ?? "").split("\n");
  if (column === undefined) return [];
  return keys.flatMap((key, i): DraftImage[] => {
    const alt = plainItem(alts[i] ?? "");
    if (/^https?:/i.test(key)) return [{ url: key.trim(), alt }];
    const [, width = "0", height = "0"] = /^(\d+)x(\d+)$/.exec(sizes[i]?.trim() ?? "") ?? [];
    if (Number(width) > 0 && Number(height) > 0)
      return [{ key: key.trim(), alt, width: Number(width), height: Number(height), ...focusIn(points[i]) }];
    draft.problems.push(
      `Line ${first.line}: picture ${i + 1} has no size. Write it like 1600x1200 in Image sizes.`,
    );
    return [];
  });
}

function focusIn(point = "") {
  const [, x, y] = /^(\d{1,3}) (\d{1,3})$/.exec(point.trim()) ?? [];
  return x && y ? { focus: { x: Number(x), y: Number(y) } } : {};
}

/** Reads "10: 9.00 USD, 8.10 EUR; 50: 8.00 USD, 7.20 EUR". */
function volumeIn(cell: string, draft: Draft, { line }: Row) {
  return parted(cell, ";").map((step) => {
    const [from = "", amounts = ""] = step.split(":");
    const prices: Money.Amounts = {};
    for (const amount of parted(amounts, ",")) {
      const [, typed = "", name] = /^(\S+)\s+([A-Z]{3})$/.exec(amount) ?? [];
      const currency = saleCurrencies.find((known) => known === name);
      const minor = currency ? amountOf(typed, currency, ".") : "";
      if (currency && typeof minor === "number") prices[currency] = minor;
      else
        draft.problems.push(
          `Line ${line}: the volume price “${Text.cut(amount, 40)}” can't be read. Write it like 10: 9.00 USD, 8.10 EUR.`,
        );
    }
    return { from: Number(from), prices };
  });
}

function addVariant(sheet: Sheet, row: Row, draft: Draft) {
  const variant = variantOf(sheet, row, draft, { price: "", compareAt: "" });
  for (const [i, option] of draft.options.entries()) {
    const value = sheet.named(row, `Option ${i + 1} value`);
    variant.options[option.name] = value;
    if (value && !option.values.includes(value)) option.values.push(value);
  }
  for (const currency of saleCurrencies) {
    if (!sheet.hasHeader(priceColumn(currency))) delete variant.prices[currency];
    if (!sheet.hasHeader(compareAtColumn(currency))) delete variant.compareAt[currency];
  }
  if (sheet.hasHeader("Volume prices"))
    variant.volume = volumeIn(sheet.named(row, "Volume prices"), draft, row);
  const taxName = sheet.named(row, "Tax class").toLowerCase();
  const taxClass = taxClasses.find((known) => known === taxName);
  if (taxClass) variant.taxClass = taxClass;
  else if (taxName)
    draft.problems.push(
      `Line ${row.line}: the tax class “${Text.cut(taxName, 40)}” is unknown. Use ${taxClasses.join(", ")}.`,
    );
  const image = sheet.named(row, "Image");
  if (/^\d{1,4}$/.test(image)) variant.image = Math.max(0, Number(image) - 1);
  const isForSale = sheet.named(row, "For sale");
  if (isForSale) variant.isForSale = !isNo(isForSale);
  draft.variants.push(variant);
}
