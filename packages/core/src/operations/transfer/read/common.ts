import { createHash } from "node:crypto";
import type { TaxClass } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import type { Draft, DraftVariant } from "../draft";
import { parted, plainItem } from "../list-cell";
import type { Row, Sheet } from "../sheet";
import { pricesOf, stockIn, weightOf } from "../sheet";

/** Returns an empty draft of a row. */
export const draftOf = (row: Row, title: string, slug: string): Draft => ({
  lines: [row.line],
  slug,
  title: Text.clean(title),
  options: [],
  isWhole: false,
  variants: [],
  problems: [],
  notes: [],
});

/** Returns an address that a title or a foreign handle can have; one from its hash when it has no letters for it. */
export function slugFrom(text: string) {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 70)
    .replace(/^-+|-+$/g, "");
  return plain || `product-${createHash("sha256").update(text).digest("hex").slice(0, 10)}`;
}

/** Returns the part of a variant that every system writes in the same way. */
export function variantOf(
  sheet: Sheet,
  row: Row,
  draft: Draft,
  typed: { price: string; compareAt: string },
): DraftVariant {
  const tell = (problem: string) => void draft.problems.push(sentence(problem));
  const barcode = sheet.get(row, "barcode").replace(/^'/, "");
  const weightGrams = weightOf(sheet, row, tell);
  const stock = stockIn(sheet, row, tell);
  return {
    lines: [row.line],
    sku: Text.clean(sheet.get(row, "sku").replace(/^'/, "")),
    options: {},
    ...pricesOf(sheet, row, typed, tell),
    ...(sheet.has("barcode") && { barcode: Text.clean(barcode) }),
    ...(weightGrams !== undefined && { weightGrams }),
    ...(stock !== undefined && { stock }),
  };
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Sets the fields of a product that are written in the same way everywhere and that the file has. */
export function setShared(sheet: Sheet, row: Row, draft: Draft) {
  const { mapping } = sheet;
  const summary = textOf(sheet.get(row, "summary"));
  if (sheet.has("summary")) draft.summary = Text.cut(Text.clean(summary), 300);
  if (sheet.has("description")) draft.description = richOf(sheet.get(row, "description"));
  const brand = Text.clean(sheet.get(row, "brand")) || mapping.brand;
  if (brand) draft.brand = brand;
  if (sheet.has("tags")) draft.tags = tagsOf(sheet.get(row, "tags"));
  if (sheet.has("featured")) draft.isFeatured = isYes(sheet.get(row, "featured"));
  const seoTitle = Text.clean(sheet.get(row, "seoTitle"));
  const seoDescription = Text.clean(sheet.get(row, "seoDescription"));
  if (sheet.has("seoTitle")) draft.seoTitle = seoTitle;
  if (sheet.has("seoDescription")) draft.seoDescription = seoDescription;
  if (mapping.category) draft.category = { path: pathOf(mapping.category) };
}

/** Returns the names of a category from the top of the tree down: "Clothing > Shirts". */
export const pathOf = (category: string) =>
  category
    .split(/\s*>\s*/)
    .map(Text.clean)
    .filter(Boolean);

export const tagsOf = (cell: string) => [
  ...new Set(
    parted(cell, ",")
      .map((tag) => Text.cut(Text.clean(plainItem(tag)), 50))
      .filter(Boolean),
  ),
];

/** Returns a text of another system: HTML, or lines of which an empty one separates paragraphs. */
function richOf(typed: string) {
  const text = typed.replaceAll("\\r\\n", "\n").replaceAll("\\n", "\n");
  if (/<(p|div|br|ul|ol|li|h[1-6]|table|blockquote)\b/i.test(text)) return RichText.fromHtml(text);
  if (!/<[a-z/!]|&[a-z#]/i.test(text)) return RichText.fromPlain(text);
  return RichText.fromHtml(
    text
      .split(/\n\s*\n/)
      .map((part) => `<p>${part}</p>`)
      .join(""),
  );
}

/** Returns the text of HTML without its tags. */
const textOf = (html: string) => RichText.plain(richOf(html));

export const isYes = (cell: string) => /^(1|yes|true|y|ja|oui|x)$/i.test(cell);
export const isNo = (cell: string) => /^(0|no|false|n|nein|non)$/i.test(cell);

/** Returns the tax class that a system's name of one means; undefined when it tells none. */
function taxClassOf(name: string): TaxClass | undefined {
  if (/zero|exempt|\bnone\b|tax.?free|steuerfrei/i.test(name)) return "zero";
  if (/reduced|ermäßigt|\blow\b|lower/i.test(name)) return "reduced";
  return /standard|general|normal|full|parent|^$/i.test(name) ? "standard" : undefined;
}

/** Reads a tax class by name. An unknown name gets the mapping's class, and a note. */
export function readTaxClass(sheet: Sheet, name: string, draft: Draft): TaxClass {
  if (name === "") return sheet.mapping.taxClass;
  const known = taxClassOf(name);
  if (known) return known;
  note(draft, `The tax class “${Text.cut(name, 40)}” is unknown here: ${sheet.mapping.taxClass} is taken.`);
  return sheet.mapping.taxClass;
}

export function note(draft: Draft, text: string) {
  if (!draft.notes.includes(text)) draft.notes.push(text);
}

/** Adds a picture by its address once and returns its index; undefined when it is not an address. */
export function addImage(draft: Draft, url: string, alt = ""): number | undefined {
  draft.images ??= [];
  const { images } = draft;
  const address = webAddress(url);
  if (!address) {
    note(
      draft,
      `The picture “${Text.cut(url, 80)}” is a file name, not a web address. Upload it on the product's page.`,
    );
    return undefined;
  }
  const known = images.findIndex((image) => "url" in image && image.url === address);
  if (known >= 0) return known;
  images.push({ url: address, alt: Text.cut(Text.clean(alt), 300) });
  return images.length - 1;
}

function webAddress(typed: string) {
  const text = typed.startsWith("//") ? `https:${typed}` : typed;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text) || text.length > 2_000) return null;
  return new URL(text).href;
}

/** Splits a list of addresses: at commas, bars and line breaks that an address follows. */
export const addressesOf = (cell: string) =>
  cell
    .split(/\s*[,|\n]\s*(?=https?:|\/\/)|\s*\|\s*|\s*\n\s*/i)
    .map((part) => part.trim())
    .filter(Boolean);

/** Sets the values of each option in the order in which the variants have them. */
export function gatherOptions(draft: Draft, names: string[]) {
  draft.options = names.map((name) => ({
    name,
    values: [...new Set(draft.variants.map(({ options }) => options[name] ?? "").filter(Boolean))],
  }));
}
