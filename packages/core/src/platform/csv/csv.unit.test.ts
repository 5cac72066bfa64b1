import { Csv } from "@securecart/core/csv";
import fc from "fast-check";
import { expect, test } from "vitest";

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean) =>
  Uint8Array.from(
    [...(mark ? "\u{feff}" : ""), ...text].flatMap((char) => [
      char.charCodeAt(0) & 255,
      char.charCodeAt(0) >> 8,
    ]),
  );

test("a defused cell is restored to the text it had, and no spreadsheet runs it", () => {
  const risky = fc.stringMatching(/^[' \t\r\n=+\-@＝a-c]{0,8}$/u);
  fc.assert(
    fc.property(fc.oneof(risky, fc.string({ unit: "grapheme" })), (cell) => {
      expect(Csv.restored(Csv.defused(cell))).toBe(cell);
      expect(Csv.defused(cell)).not.toMatch(/^\s*[=+\-@＝]/u);
    }),
  );
});

test("a written row is read again as it was", () => {
  const cell = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      fc.pre(cells.some((one) => one.trim() !== ""));
      const text = Csv.line(["a", "b"]) + Csv.line(cells);
      const [, row] = Csv.readCsv(text);
      expect(row?.cells.map(Csv.restored)).toEqual(cells);
    }),
  );
});

test.each([
  ["UTF-8", bytes("Größe;Preis")],
  ["UTF-8 with a byte order mark", bytes("\u{feff}Größe;Preis")],
  ["Windows-1252", Uint8Array.from([..."Größe;Preis"].map((char) => char.charCodeAt(0)))],
  ["UTF-16 with a byte order mark", utf16("Größe;Preis", true)],
  ["UTF-16 without a byte order mark", utf16("Größe;Preis", false)],
  ["UTF-8 with a NUL byte", bytes("Grö\0ße;Preis")],
])("%s is decoded", (_, file) => {
  expect(Csv.readCsv(Csv.decode(file))).toEqual([{ line: 1, cells: ["Größe", "Preis"] }]);
});

test.each([
  ["a workbook", "PK\u0003\u0004...", "csv.workbook"],
  ["binary data", `${"\0\0\0\0a".repeat(20)}`, "csv.not_text"],
])("%s is refused", (_, text, code) => {
  expect(() => Csv.decode(bytes(text))).toThrow(expect.objectContaining({ code }));
});

test.each([
  ["commas", 'a,b\n"x, y",2'],
  ["semicolons", 'a;b\n"x, y";2'],
  ["tabs", "a\tb\nx, y\t2"],
  ["padded cells", 'a   ,b  \n"x, y"   , 2  '],
  ["line ends of Windows and empty rows", 'a,b\r\n\r\n"x, y",2\r\n,\r\n'],
])("%s are read", (_, text) => {
  expect(Csv.readCsv(text).map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["x, y", "2"],
  ]);
});

test("a row knows the line where it begins", () => {
  expect(Csv.readCsv('a,b\n"x\n\ny",2\n\n3,4').map(({ line }) => line)).toEqual([1, 2, 6]);
});

test("rows of other lengths are kept", () => {
  expect(Csv.readCsv("a,b\n1\n1,2,3").map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["1"],
    ["1", "2", "3"],
  ]);
});

test.each([
  ["a quote without an end", 'a,b\n"x,2\n3,4', "csv.broken"],
  ["a million columns", ",".repeat(1_000_000), "csv.too_wide"],
  ["a row of more than a million characters", `a,b\n"${"x".repeat(1_100_000)}",2`, "csv.row_too_long"],
])("%s is refused", (_, text, code) => {
  expect(() => Csv.readCsv(text)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ["SPRING10", "SPRING10"],
  ["10% off, once", '"10% off, once"'],
  ['Say "hi"', '"Say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =1+1", "' =1+1"],
  ['=HYPERLINK("https://example.com","x")', `"'=HYPERLINK(""https://example.com"",""x"")"`],
  ["'=1+1", "''=1+1"],
  [-5, "-5"],
])("the cell %j is written as %s", (value, written) => {
  expect(Csv.line([value, "end"])).toBe(`${written},end\r\n`);
});
