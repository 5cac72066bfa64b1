import { Text } from "#platform/text";
import type { Draft } from "../draft";
import type { Field } from "../fields";
import type { Row, Sheet } from "../sheet";
import {
  addImage,
  addressesOf,
  draftOf,
  gatherOptions,
  isNo,
  pathOf,
  readTaxClass,
  setShared,
  variantOf,
} from "./common";

const options: { name: Field; value: Field }[] = [
  { name: "optionName1", value: "optionValue1" },
  { name: "optionName2", value: "optionValue2" },
  { name: "optionName3", value: "optionValue3" },
];

/** Reads any other list: rows with the same handle, or with the same title and options, are one product. */
export function readTable(sheet: Sheet): Draft[] {
  const groups = new Map<string, Row[]>();
  const hasOptions = options.some(({ value }) => sheet.has(value));
  for (const row of sheet.rows) {
    const own = sheet.get(row, "handle") || (hasOptions ? sheet.get(row, "title") : "");
    const key = own ? own.toLowerCase() : `\n${row.line}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => (rows[0] ? [productOf(sheet, rows[0], rows)] : []));
}

function productOf(sheet: Sheet, row: Row, rows: Row[]): Draft {
  const first = rows.find((one) => sheet.get(one, "title") !== "") ?? row;
  const draft = draftOf(first, sheet.get(first, "title"), sheet.get(first, "handle"));
  draft.lines = rows.map(({ line }) => line);
  setShared(sheet, first, draft);
  setStatus(sheet, first, draft);
  const path = pathOf(sheet.get(first, "category"));
  if (path.length > 0) draft.category = { path };
  if (sheet.has("images")) {
    draft.images = [];
    const alts = sheet.get(first, "imageAlt").split("\n");
    for (const one of rows)
      for (const [i, url] of addressesOf(sheet.get(one, "images")).entries()) addImage(draft, url, alts[i]);
  }
  const names = options.map(({ name }, i) => Text.clean(sheet.get(first, name)) || `Option ${i + 1}`);
  for (const one of rows) addVariant(sheet, one, names, draft);
  gatherOptions(
    draft,
    names.filter((name) => draft.variants.some((variant) => variant.options[name])),
  );
  return draft;
}

function setStatus(sheet: Sheet, first: Row, draft: Draft) {
  const status = sheet.get(first, "status").toLowerCase();
  if (status === "draft" || status === "archived" || status === "hidden" || status === "active")
    draft.status = status;
  else if (status !== "")
    draft.problems.push(
      `Line ${first.line}: the status “${Text.cut(status, 40)}” is unknown. Use active, draft, hidden or archived.`,
    );
  else if (sheet.has("published")) draft.status = isNo(sheet.get(first, "published")) ? "hidden" : "active";
}

function addVariant(sheet: Sheet, row: Row, names: string[], draft: Draft) {
  const [price, sale] = [sheet.get(row, "price"), sheet.get(row, "salePrice")];
  const typed = sale ? { price: sale, compareAt: price } : { price, compareAt: sheet.get(row, "compareAt") };
  const variant = variantOf(sheet, row, draft, typed);
  for (const [i, { value }] of options.entries()) {
    const cell = Text.clean(sheet.get(row, value));
    const name = names[i];
    if (cell && name) variant.options[name] = cell;
  }
  if (sheet.has("taxClass")) variant.taxClass = readTaxClass(sheet, sheet.get(row, "taxClass"), draft);
  const [picture] = addressesOf(sheet.get(row, "variantImage"));
  const image = picture ? addImage(draft, picture) : undefined;
  if (image !== undefined) variant.image = image;
  draft.variants.push(variant);
}
