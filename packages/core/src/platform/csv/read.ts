import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { DomainError } from "../error";

/** Row of a CSV file: its first line in the file, counted from 1, and its cells. */
export type Record = { line: number; cells: string[] };

const separators = [",", ";", "\t", "|"];

/** Longest row, in characters. */
const longestRow = 1_000_000;

const mostColumns = 2_000;

const Parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Reads a CSV file with commas, semicolons, tabs or bars, which its first row tells. A quoted cell may hold separators,
 * line breaks and doubled quotes; rows may have different lengths. Empty rows are left out. Throws `csv.broken` for a
 * quote that does not end, `csv.too_wide` and `csv.row_too_long`.
 */
export function readCsv(text: string): Record[] {
  const separator = separatorOf(text);
  if (separator.count > mostColumns)
    throw wrong("csv.too_wide", `The first row has more than ${mostColumns} columns. Check the file.`);
  try {
    const read = Parsed.parse(
      parse(text, {
        bom: true,
        delimiter: separator.mark,
        info: true,
        max_record_size: longestRow,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        // Some exports pad their cells, also after a quotation mark.
        trim: true,
      }),
    );
    return read.flatMap(({ record, info }) => {
      const breaks = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      return record.some((cell) => cell !== "") ? [{ line: info.lines - breaks, cells: record }] : [];
    });
  } catch (error) {
    if (error instanceof CsvError) throw refusalOf(error);
    throw error;
  }
}

function refusalOf(error: CsvError) {
  const line = Reflect.get(error, "lines");
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return wrong(
      "csv.row_too_long",
      `The row at line ${line} has more than ${longestRow} characters. A quotation mark before it may be missing its end.`,
    );
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return wrong(
      "csv.broken",
      'A quotation mark (") has no end: the file stops inside a cell. Was it cut off?',
    );
  return wrong("csv.broken", `Line ${line} can't be read. Check its quotation marks (").`);
}

const wrong = (code: string, message: string) => new DomainError("input", code, message, "file");

/** Returns the separator that occurs most often in the first row outside quotes, and how often. */
export function separatorOf(text: string) {
  const counts = new Map(separators.map((mark) => [mark, 0]));
  let isQuoted = false;
  for (const char of text.slice(0, longestRow)) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === "\n" && !isQuoted && [...counts.values()].some((count) => count > 0)) break;
    else if (!isQuoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  const [best = [",", 0] as const] = [...counts].sort(([, a], [, b]) => b - a);
  return best[1] === 0 ? { mark: ",", count: 0 } : { mark: best[0], count: best[1] };
}
