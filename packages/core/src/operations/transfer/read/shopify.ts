import { Text } from "#platform/text";
import type { Draft } from "../draft";
import type { Field } from "../fields";
import type { Row, Sheet } from "../sheet";
import { addImage, draftOf, gatherOptions, isNo, isYes, note, pathOf, setShared, variantOf } from "./common";

const optionFields: { name: Field; value: Field }[] = [
  { name: "optionName1", value: "optionValue1" },
  { name: "optionName2", value: "optionValue2" },
  { name: "optionName3", value: "optionValue3" },
];

/**
 * Reads an export of Shopify: the rows of a product share its handle. Its first row has the product, each row a variant, a
 * picture or both.
 */
export function readShopify(sheet: Sheet): Draft[] {
  const groups = new Map<string, Row[]>();
  const loose: Draft[] = [];
  for (const row of sheet.rows) {
    const handle = sheet.get(row, "handle");
    if (handle === "") loose.push(withoutHandle(sheet, row));
    else groups.set(handle.toLowerCase(), [...(groups.get(handle.toLowerCase()) ?? []), row]);
  }
  return [...[...groups.values()].map((rows) => productOf(sheet, rows)), ...loose];
}

function withoutHandle(sheet: Sheet, row: Row): Draft {
  const draft = draftOf(row, sheet.get(row, "title"), "");
  draft.problems.push(
    `Line ${row.line}: the handle is missing. Enter one: it tells which rows belong together.`,
  );
  return draft;
}

function productOf(sheet: Sheet, rows: Row[]): Draft {
  const first = rows.find((row) => sheet.get(row, "title") !== "") ?? rows[0] ?? { line: 0, cells: [] };
  const draft = draftOf(first, sheet.get(first, "title"), sheet.get(first, "handle"));
  draft.lines = rows.map(({ line }) => line);
  const others = rows.filter((row) => !["", sheet.get(first, "title")].includes(sheet.get(row, "title")));
  for (const { line } of others)
    draft.problems.push(
      `Lines ${first.line} and ${line} have the same handle and different titles. Give one of the products another handle.`,
    );
  if (isYes(sheet.named(first, "Gift card")))
    draft.problems.push("Gift cards can't be imported: this shop has none. Remove these rows.");
  setShared(sheet, first, draft);
  setStatus(sheet, first, draft);
  setCategory(sheet, first, draft);
  addImages(sheet, rows, draft);
  addVariants(sheet, rows, first, draft);
  return draft;
}

function setStatus(sheet: Sheet, first: Row, draft: Draft) {
  const status = sheet.get(first, "status").toLowerCase();
  const isUnpublished = isNo(sheet.get(first, "published"));
  if (status === "draft" || status === "archived") draft.status = status;
  else draft.status = isUnpublished || status === "unlisted" ? "hidden" : "active";
}

function setCategory(sheet: Sheet, first: Row, draft: Draft) {
  const typed = sheet.get(first, "category") || sheet.named(first, "Product category");
  const path = pathOf(typed);
  if (path.length > 0) draft.category = { path };
}

function addImages(sheet: Sheet, rows: Row[], draft: Draft) {
  const position = (row: Row) => Number(sheet.get(row, "imagePosition")) || Number.MAX_SAFE_INTEGER;
  draft.images = [];
  for (const row of rows
    .filter((one) => sheet.get(one, "images") !== "")
    .sort((a, b) => position(a) - position(b)))
    addImage(draft, sheet.get(row, "images"), sheet.get(row, "imageAlt"));
}

const isVariant = (sheet: Sheet, row: Row) =>
  [...optionFields.map(({ value }) => value), "sku" as const, "price" as const].some(
    (field) => sheet.get(row, field) !== "",
  );

function addVariants(sheet: Sheet, rows: Row[], first: Row, draft: Draft) {
  const names = optionFields.map(({ name }) => {
    const cells = rows.map((row) => sheet.get(row, name)).filter(Boolean);
    return Text.clean(cells[0] ?? "");
  });
  const variants = rows.filter((row) => row === first || isVariant(sheet, row));
  for (const row of variants) {
    const variant = variantOf(sheet, row, draft, {
      price: sheet.get(row, "price"),
      compareAt: sheet.get(row, "compareAt"),
    });
    for (const [i, { value }] of optionFields.entries()) {
      const typed = Text.clean(sheet.get(row, value));
      if (typed) variant.options[names[i] || `Option ${i + 1}`] = typed;
    }
    const picture = sheet.get(row, "variantImage");
    const image = picture ? addImage(draft, picture) : undefined;
    if (image !== undefined) variant.image = image;
    variant.taxClass = isNo(sheet.named(row, "Variant Taxable") || sheet.named(row, "Charge tax"))
      ? "zero"
      : sheet.mapping.taxClass;
    draft.variants.push(variant);
  }
  const isPlain = variants.length === 1 && draft.variants[0]?.options.Title === "Default Title";
  if (isPlain && draft.variants[0]) draft.variants[0].options = {};
  gatherOptions(
    draft,
    isPlain
      ? []
      : names
          .map((name, i) => name || `Option ${i + 1}`)
          .filter((name) => draft.variants.some(({ options }) => options[name])),
  );
  if (rows.some((row) => Number(sheet.get(row, "stock")) < 0))
    note(draft, "Its stock is below zero in the file: 0 is taken.");
}
