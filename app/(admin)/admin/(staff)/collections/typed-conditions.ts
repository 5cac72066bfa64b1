import type { FormCondition } from "./condition-fields";

/** Most rows that are read. */
const mostRows = 20;

/** Returns the conditions as they were typed. */
export function typedConditions(values: Record<string, string>): FormCondition[] {
  const found: FormCondition[] = [];
  for (let i = 0; i < mostRows && values[`conditions.${i}.field`] !== undefined; i++) {
    const value = (name: string) => values[`conditions.${i}.${name}`] ?? "";
    found.push({
      field: value("field"),
      text: value("text"),
      category: value("category"),
      currency: value("currency"),
    });
  }
  return found;
}
