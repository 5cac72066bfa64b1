import { z } from "zod";

/** Cursor after a page of rows: the time and the id of its last row, in a form that fits in a URL. */
export const Cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~\w{3}_[0-9A-Z]{26}$/, "This is not a cursor of this list.")
  .transform((text) => {
    const [at = "", id = ""] = text.split("~");
    return { at, id };
  });

export type Cursor = z.output<typeof Cursor>;

const cursor = (at: string, id: string) => `${at}~${id}`;

/** Trims rows that were read with a limit of `size + 1` to a page, and returns its cursor, or null after the last page. */
export function pageOf<Row>(rows: Row[], size: number, keyOf: (row: Row) => { at: string; id: string }) {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  if (rows.length <= size || !last) return { rows: shown, next: null };
  const { at, id } = keyOf(last);
  return { rows: shown, next: cursor(at, id) };
}
