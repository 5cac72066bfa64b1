import { randomUUID } from "node:crypto";
import { Transfer } from "@securecart/core/transfer";
import fc from "fast-check";

export const actor = "staff:ada@example.com";
/** Returns who acts, in a request of its own. */
export const by = () => ({ actor, requestId: randomUUID() });

/** Exports and returns the file. */
export async function exported(kind: Transfer.ExportKind, more: object = {}) {
  const { exportId } = await Transfer.beginExport({ kind, ...by(), ...more });
  await Transfer.advanceExport({ exportId });
  const found = await Transfer.findExport({ exportId });
  if (found?.state !== "done") throw new Error(`The export is ${found?.state}.`);
  let text = "";
  for await (const part of Transfer.exportFile(found)) text += new TextDecoder().decode(part);
  return text;
}

/** Imports a file and returns the import at its end. */
export async function imported(text: string, { withStock = false } = {}) {
  const bytes = new TextEncoder().encode(text);
  const { importId } = await Transfer.receive(
    { ...by(), fileName: "products.csv", size: bytes.length, part: 1, parts: 1 },
    bytes,
  );
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  const row = await Transfer.find({ importId });
  if (!row?.mapping) throw new Error(`The import is ${row?.state}: ${row?.problem}`);
  await Transfer.map({ importId, ...by(), mapping: { ...row.mapping, withStock } });
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  const checked = await Transfer.find({ importId });
  if (checked?.state === "checked") await Transfer.start({ importId, ...by() });
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  return (await Transfer.find({ importId })) ?? row;
}

/** Returns the lines of a file that belong to these products. */
export const linesOf = (text: string, words: string[]) => {
  const rows = Transfer.readRows(new TextEncoder().encode(text));
  return rows
    .filter(({ cells }, i) => i === 0 || words.some((word) => cells[0]?.includes(word)))
    .map(({ cells }) => cells);
};

/** Makes texts with characters that a file must quote, escape or keep. */
export const line = (max: number) =>
  fc
    .array(fc.constantFrom(..."abcXYZ 09-–_=+@'\"`,;:|\\/#*é茶🍵&<>".split(/(?:)/u)), {
      minLength: 1,
      maxLength: max,
    })
    .map((parts) => `t${parts.join("")}`.replace(/\s+/g, " ").trim().slice(0, max));
/** Texts that a spreadsheet would run. */
export const risky = fc
  .constantFrom("=1+1", "'=x", "+49", "-5", "@home", "''@x", "plain")
  .map((text) => text);
export const amount = fc.integer({ min: 1, max: 99_999_999 });
export const maybe = <Value>(value: fc.Arbitrary<Value>, none: Value) => fc.oneof(value, fc.constant(none));

/** Writes rows as a file, each cell quoted. */
export const fileOf = (rows: string[][]) =>
  rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
