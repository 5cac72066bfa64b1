import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./code";

test.each([
  "SPRING10",
  "spring10",
  "  Spring10\t",
  "SPRING-10",
  "spring 10",
  "S P R I N G 1 0",
  "SPRING\u201110",
  "SPRING\u2013\u201410",
  "SPRING\u221210",
  "SPRING\u00a010",
  "\uff33\uff30\uff32\uff29\uff2e\uff27\uff11\uff10",
  "\ufeffSPRING10",
  "SPR\u0000ING10",
  "SPRING\n10",
  "\u202eSPRING10",
  "SPRING\u200f10",
  "SPRING\u200b10",
  "SPRING\u200d10",
  "SPRING\u00ad10",
  "SPRING\u0661\u0660",
])("%j is SPRING10", (text) => {
  expect(canonical(text)).toBe("SPRING10");
});

test.each([
  ["a Cyrillic R", "SP\u042fING10"],
  ["a Cyrillic I", "SPR\u0406NG10"],
  ["a Greek I", "SPR\u0399NG10"],
  ["a dotless i", "spr\u0131ng10"],
  ["a dotted capital I", "SPR\u0130NG10"],
  ["a mark on a letter", "SPRI\u0301NG10"],
  ["an underscore", "SPRING_10"],
  ["markup", "<b>SPRING10</b>"],
  ["a quote", "SPRING10'"],
  ["an emoji", "SPRING10\u{1f600}"],
  ["nothing", ""],
  ["dashes only", "---"],
  ["too short a word", "AB"],
  ["too long a word", "A".repeat(33)],
  ["a book", "A ".repeat(5_000)],
])("with %s it is not a code", (_what, text) => {
  expect(canonical(text)).toBeNull();
});

test("the canonical form of any text is A–Z and 0–9, and is its own canonical form", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."AZaz09 -\u00ad\uff33"), maxLength: 40 }),
  );
  let codes = 0;
  fc.assert(
    fc.property(typed, (text) => {
      const code = canonical(text);
      if (code === null) return;
      expect(code).toMatch(/^[A-Z0-9]{3,32}$/);
      expect(canonical(code)).toBe(code);
      expect(canonical(code.toLowerCase())).toBe(code);
      codes++;
    }),
    { numRuns: 5_000 },
  );
  expect(codes).toBeGreaterThan(100);
});
