import fc from "fast-check";
import { expect, test } from "vitest";
import { Text } from ".";

const Name = Text.line(100, "Enter your name.");

test.each([
  ["\u200eAda Lovelace\u200f", "Ada Lovelace"],
  ["\u202a\u202b\u202d\u202eAda\u202c\u2066\u2067\u2068 Lovelace\u2069", "Ada Lovelace"],
  ["\ufeffAda\u200b Love\u00adlace\u2060", "Ada Lovelace"],
  ["Ada\u00a0\u202fLovelace\u3000", "Ada Lovelace"],
  ["Ada\tLovelace\r\n\u2028\u2029\u0085", "Ada Lovelace"],
  ["A\u0000d\u001ba\u007f\u009b", "Ada"],
  ["A\u200dd\u200ca\ufe0f", "Ada"],
  ["Ada\u{e0041}\u{e007f}\u{e0100}", "Ada"],
  ["\u{1f3f4}\u{e0068}\u{e0069}\u{e0064}\u{e0064}\u{e0065}\u{e006e}\u{e0021}", "\u{1f3f4}"],
  ["\u115f\u1160\u3164\uffa0\u2800Ada", "Ada"],
  ["Ada\ud800", "Ada"],
  ["Ada\u034f\u061c\ufff9x\ufffb\ufdd0", "Adax"],
  ["Zoe\u0308", "Zoë"],
  ["Jose\u200b\u0301", "José"],
  ["  Ada   Lovelace  ", "Ada Lovelace"],
])("%j reads %j", (typed, kept) => expect(Name.parse(typed)).toBe(kept));

test.each([
  ["a Persian name", "علی\u200cرضا نمونه"],
  ["a Sinhala name with a conjunct", "ශ්\u200dරී ලංකා"],
  ["an old Malayalam chillu at the end", "അനില്\u200d"],
  ["a Devanagari half form", "क्\u200dष"],
  ["a Bengali ya-phalaa", "র\u200d্যা"],
  ["a Kannada name with ZWNJ", "ರಾಜ್\u200cಕುಮಾರ್"],
  ["a family", "Ada Lovelace 👩\u200d👩\u200d👧"],
  ["a profession with a skin tone", "👩🏽\u200d⚕\ufe0f"],
  ["a heart in its colors", "❤\ufe0f"],
  ["a keycap", "1\ufe0f\u20e3"],
  ["the flag of Scotland", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
  ["a rainbow flag", "🏳\ufe0f\u200d🌈"],
  ["an ideograph in the form of a family", "葛\u{e0100}城"],
  ["a Mongolian form", "ᠠ\u180b"],
  ["vowel signs", "นฤมล กรุณา"],
  ["one name", "Sukarno"],
  ["one letter", "O"],
  ["an apostrophe", "Sinéad O’Connor-D'Arcy"],
  ["a number", "Jennifer 8. Lee"],
  ["a name of two scripts", "王小明 (Xiaoming)"],
])("%s is kept as it is", (_name, text) => expect(Name.parse(text)).toBe(text));

test("a joiner beside direction marks is found", () => {
  expect(Text.clean("علی\u200e\u200c\u200cرضا")).toBe("علی\u200cرضا");
  expect(Text.clean("a\u200d\u200d\u200db")).toBe("ab");
});

test("a line without visible characters is missing", () => {
  for (const text of ["", " ", "\u3164", "\u200b\u200d", "\u2800", "\u0301\u0301", "\u202e\u202c"])
    expect(Name.safeParse(text).error?.issues, JSON.stringify(text)).toMatchObject([
      { message: "Enter your name." },
    ]);
  expect(Text.optional(60).parse("\u3164 ")).toBeUndefined();
  expect(Text.optional(60).parse(undefined)).toBeUndefined();
});

test("a limit counts characters as people do", () => {
  for (const character of ["x", "é", "👩\u200d👩", "नि", "が"]) {
    expect(Name.safeParse(character.repeat(100)).success, character).toBe(true);
    expect(Name.safeParse(character.repeat(101)).error?.issues, character).toMatchObject([
      { message: "At most 100 characters." },
    ]);
  }
});

test("invisible characters do not count, however many were pasted", () => {
  expect(Name.parse(`\u202d${"A\u200b\u00ad".repeat(100)}\u202c`)).toBe("A".repeat(100));
});

test.each([
  ["a hundred marks on one letter", `a${"\u0301".repeat(100)}`],
  ["letters under piles of marks", `A${"\u0338\u0321\u0345".repeat(5)}da`],
  ["emoji made of dozens of others", `${"👩\u200d".repeat(500)}👩`],
  ["a novel", "x".repeat(1_000_000)],
])("%s is not a name", (_what, text) => expect(Name.safeParse(text).success).toBe(false));

test("cleaning again changes nothing, and leaves no line break, control or direction mark", () => {
  const pieces = [
    ..."aé\u0301\u200c\u200d\ufe0f\u200e\u202e\u00ad \u00a0\n\u180bᠠ👩⚕1\u20e3\u0dcaශരു്葛",
    "\u{e0100}",
    "\u{e0067}",
    "\u{e007f}",
    "\u{1f3f4}",
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const kept = Text.clean(typed);
      expect(Text.clean(kept)).toBe(kept);
      expect(kept).toBe(kept.normalize("NFC"));
      expect(kept).not.toMatch(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]|^ | $| {2}/u);
    }),
    { numRuns: 5_000 },
  );
});

test("a text is cut after a whole character", () => {
  expect(Text.cut("👩\u200d👩\u200d👧 Ada", 1)).toBe("👩\u200d👩\u200d👧");
  expect(Text.cut("नमस्ते", 2)).toBe("नम");
  expect(Text.cut("Ada", 100)).toBe("Ada");
});

test.each([
  ["１２３ ４５６", "123456"],
  ["123\u00a0456", "123456"],
  ["\u202d123\u2011456\u202c", "123456"],
  ["١٢٣٤٥٦", "123456"],
  ["१२३४५६", "123456"],
  ["𝟏𝟐𝟑𝟜𝟝𝟞", "123456"],
  ["123–456", "123456"],
])("the code %j is %j", (typed, code) => expect(Text.compact(typed)).toBe(code));
