import { expect, test } from "vitest";
import { csvLine } from "./csv";

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
  ["\t=1+1", "'\t=1+1"],
  ['=HYPERLINK("https://example.com","x")', `"'=HYPERLINK(""https://example.com"",""x"")"`],
  [-5, "-5"],
])("the cell %j is written as %s", (value, written) => {
  expect(csvLine([value, "end"])).toBe(`${written},end\r\n`);
});
