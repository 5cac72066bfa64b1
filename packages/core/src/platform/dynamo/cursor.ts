import { z } from "zod";

/** Where a page of rows ended: the time and the id of its last row. Fit for a URL. */
export const Cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~\w{3}_[0-9A-Z]{26}$/, "Not a place in this list.")
  .transform((text) => {
    const [at = "", id = ""] = text.split("~");
    return { at, id };
  });

export type Cursor = z.output<typeof Cursor>;

const cursor = (at: string, id: string) => `${at}~${id}`;

/** So many rows and the cursor after them, of rows of which one more was read than is shown. */
export function pageOf<Row>(rows: Row[], size: number, place: (row: Row) => { at: string; id: string }) {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  if (rows.length <= size || !last) return { rows: shown, next: null };
  const { at, id } = place(last);
  return { rows: shown, next: cursor(at, id) };
}
