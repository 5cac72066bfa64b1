import { Text } from "#platform/text";
import type { Row, Sheet } from "../sheet";

export type Attribute = { name: string; values: string[] };

/** Returns the attributes of a row: columns `Attribute 1 name`, `Attribute 1 value(s)` and so on. */
export function attributesOf(sheet: Sheet, row: Row): Attribute[] {
  const found: Attribute[] = [];
  for (let n = 1; sheet.hasHeader(`Attribute ${n} name`); n++) {
    const name = Text.cut(Text.clean(sheet.named(row, `Attribute ${n} name`)), 40);
    if (!name) continue;
    const values = sheet
      .named(row, `Attribute ${n} value(s)`)
      .split(/(?<!\\),/)
      .map((value) => Text.clean(value.replaceAll("\\,", ",")))
      .filter(Boolean);
    found.push({ name, values: [...new Set(values)] });
  }
  return found;
}

/** Returns every combination of one value of each attribute. Stops at 101. */
export const spread = (attributes: Attribute[]): Record<string, string>[] =>
  attributes.reduce<Record<string, string>[]>(
    (made, { name, values }) =>
      made.flatMap((options) => values.map((value) => ({ ...options, [name]: value }))).slice(0, 101),
    [{}],
  );
