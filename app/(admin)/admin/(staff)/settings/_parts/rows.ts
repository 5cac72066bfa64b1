/** Values of a form as text, by the names of its fields. Fields of a row are named "steps.0.upTo". */
export type FormValues = Record<string, string>;

const rowOf = (name: string, rows: string) => {
  const [, at, field] = name.startsWith(`${rows}.`)
    ? (/^\.(\d{1,3})\.(.+)$/.exec(name.slice(rows.length)) ?? [])
    : [];
  return at === undefined || field === undefined ? null : { at: Number(at), field };
};

/** Returns how many rows a form has. */
export const countRows = (values: FormValues, rows: string) =>
  Object.keys(values).reduce((count, name) => Math.max(count, (rowOf(name, rows)?.at ?? -1) + 1), 0);

/** Returns the values of a row, by the names of its fields; those that are missing are empty. */
export const rowAt = (values: FormValues, rows: string, at: number) => (field: string) =>
  (values[`${rows}.${at}.${field}`] ?? "").trim();

/** Returns the numbers of the rows in which something was typed in one of these fields. */
export const filledRows = (values: FormValues, rows: string, fields: string[]) =>
  Array.from({ length: countRows(values, rows) }, (_, at) => at).filter((at) =>
    fields.some((field) => rowAt(values, rows, at)(field) !== ""),
  );

/** Returns the values with an empty row more. */
const withRow = (values: FormValues, rows: string): FormValues => ({
  ...values,
  [`${rows}.${countRows(values, rows)}.new`]: "",
});

/** Returns the values without a row; those after it move up. */
function withoutRow(values: FormValues, rows: string, gone: number): FormValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const row = rowOf(name, rows);
      if (!row || row.at < gone) return [[name, value]];
      return row.at === gone ? [] : [[`${rows}.${row.at - 1}.${row.field}`, value]];
    }),
  );
}

/** Returns the values after a press of "Add row" ("add:steps") or "Remove row" ("remove:steps:2"); null for other buttons. */
export function afterIntent(values: FormValues, intent: string): FormValues | null {
  const [task, rows = "", at = ""] = intent.split(":");
  if (task === "add" && rows) return withRow(values, rows);
  if (task === "remove" && rows && /^\d{1,3}$/.test(at)) return withoutRow(values, rows, Number(at));
  return null;
}
