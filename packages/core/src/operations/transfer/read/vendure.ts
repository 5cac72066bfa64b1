import { Text } from "#platform/text";
import type { Draft } from "../draft";
import type { Row, Sheet } from "../sheet";
import { addImage, draftOf, gatherOptions, isNo, note, readTaxClass, setShared, variantOf } from "./common";

/** Reads an export of Vendure: a row with a name begins a product, rows without one are its further variants. */
export function readVendure(sheet: Sheet): Draft[] {
  const groups: Row[][] = [];
  for (const row of sheet.rows) {
    const group = groups.at(-1);
    if (sheet.get(row, "title") !== "" || !group) groups.push([row]);
    else group.push(row);
  }
  return groups.flatMap(([first, ...rest]) => (first ? [productOf(sheet, first, rest)] : []));
}

const bars = (cell: string) => cell.split("|").map(Text.clean);

/** Returns the cell of a column that may name a language: `optionGroups` or `optionGroups:en`. */
function cellOf(sheet: Sheet, row: Row, name: string) {
  const header = sheet.headers.find((one) => one === name || one.startsWith(`${name}:`));
  return header ? sheet.named(row, header) : "";
}

function productOf(sheet: Sheet, first: Row, rest: Row[]): Draft {
  const draft = draftOf(first, sheet.get(first, "title"), sheet.get(first, "handle"));
  const rows = [first, ...rest];
  draft.lines = rows.map(({ line }) => line);
  if (draft.title === "") draft.problems.push(`Line ${first.line}: the name is missing.`);
  setShared(sheet, first, draft);
  draft.status = isNo(sheet.named(first, "enabled")) ? "hidden" : "active";
  const pictures = bars(cellOf(sheet, first, "assets")).filter(Boolean);
  draft.images = [];
  for (const picture of pictures) addImage(draft, picture);
  setFacets(sheet, rows, draft);
  const groups = bars(cellOf(sheet, first, "optionGroups")).filter(Boolean);
  for (const row of rows) addVariant(sheet, row, groups, draft);
  gatherOptions(draft, groups);
  return draft;
}

/** Takes brand and category from the facets of their names; the other facets become tags. */
function setFacets(sheet: Sheet, rows: Row[], draft: Draft) {
  const facets = rows.flatMap((row) => [
    ...bars(cellOf(sheet, row, "facets")),
    ...bars(cellOf(sheet, row, "variantFacets")),
  ]);
  const path: string[] = [];
  const tags = new Set<string>();
  for (const facet of facets.filter(Boolean)) {
    const [name = "", ...values] = facet.split(":");
    const value = Text.clean(values.join(":"));
    if (!value) continue;
    if (/^brand$/i.test(name.trim())) draft.brand = value;
    else if (/^category$/i.test(name.trim())) path.push(value);
    else tags.add(Text.cut(value, 50));
  }
  if (path.length > 0) draft.category = { path };
  draft.tags = [...tags];
}

function addVariant(sheet: Sheet, row: Row, groups: string[], draft: Draft) {
  const typed = { price: sheet.get(row, "price"), compareAt: sheet.get(row, "compareAt") };
  const variant = variantOf(sheet, row, draft, typed);
  const values = bars(cellOf(sheet, row, "optionValues")).filter(Boolean);
  if (values.length !== groups.length)
    draft.problems.push(
      `Line ${row.line} has ${values.length} of ${groups.length} option values. Separate them with |, one for each option.`,
    );
  for (const [i, name] of groups.entries()) variant.options[name] = values[i] ?? "";
  variant.taxClass = readTaxClass(sheet, sheet.get(row, "taxClass"), draft);
  if (isNo(sheet.named(row, "trackInventory"))) {
    delete variant.stock;
    note(draft, "Its stock isn't tracked in the file, so no stock is imported.");
  }
  const [picture] = bars(sheet.get(row, "variantImage")).filter(Boolean);
  const image = picture ? addImage(draft, picture) : undefined;
  if (image !== undefined) variant.image = image;
  draft.variants.push(variant);
}
