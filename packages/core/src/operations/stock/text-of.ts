import { Csv } from "#platform/csv";

/** Returns the text of a file that a spreadsheet saved, in any encoding. Throws `csv.workbook` and `csv.not_text`. */
export const textOf = Csv.decode;
