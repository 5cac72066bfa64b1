import { z } from "zod";
import { Csv } from "#platform/csv";
import { reportOf } from "./chunks";
import type { Import } from "./import";
import { readChunk } from "./objects";
import type { Entry } from "./report";

const Rows = z.array(z.object({ line: z.number(), cells: z.array(z.string()) }));

const words: Record<Entry["result"], string> = {
  created: "created",
  changed: "changed",
  same: "nothing to change",
  refused: "refused",
};

/** Returns the kind of report that an import has now: of its check until it is started. */
export const kindOf = ({ state }: Pick<Import, "state">) =>
  ["uploading", "uploaded", "checking", "checked"].includes(state) ? "check" : "result";

/** Yields the report of an import as CSV, a line for each row of the file, a chunk at a time. */
export async function* reportFile(row: Import): AsyncGenerator<string> {
  yield Csv.line(["Row", "Product", "Result", "Changes", "Why", "Notes"]);
  for (let chunk = 0; chunk < (row.chunks ?? 0); chunk++) {
    const entries = await reportOf(row, kindOf(row), chunk);
    yield entries.map(linesOf).join("");
  }
}

function linesOf({ lines, title, result, fields = [], why = [], notes = [], pictures = [] }: Entry) {
  const failed = pictures.map(({ url, problem }) => `${url}: ${problem}`);
  const cells = [title, words[result], fields.join("; "), why.join(" "), [...notes, ...failed].join(" ")];
  return lines.map((line) => Csv.line([line, ...cells])).join("");
}

/** Yields the refused rows of a file as they were, with why in front, to correct and import them again. */
export async function* refusedFile(row: Import): AsyncGenerator<string> {
  yield Csv.line(["Problem", ...row.headers]);
  for (let chunk = 0; chunk < (row.chunks ?? 0); chunk++) {
    const entries = await reportOf(row, kindOf(row), chunk);
    const refused = entries.filter(({ result }) => result === "refused");
    if (refused.length === 0) continue;
    const rows = Rows.parse((await readChunk(row.importId, "rows", chunk)) ?? []);
    for (const { lines, why = [] } of refused)
      for (const line of lines) {
        const cells = rows.find((one) => one.line === line)?.cells ?? [];
        yield Csv.line([
          line === lines[0] ? why.join(" ") : "",
          ...(row.mapping?.system === "own" ? cells.map(Csv.restored) : cells),
        ]);
      }
  }
}
