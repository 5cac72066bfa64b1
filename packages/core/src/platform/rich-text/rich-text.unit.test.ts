import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, RichText, type Run } from ".";

const words = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    ...[
      "# x",
      "- x",
      "1. x",
      "2) x",
      "> x",
      "*",
      "_",
      "**a**",
      "__",
      "`a`",
      "![a](b)",
      "[a](b)",
      "<b>",
      "&amp;",
    ],
    ...[
      "a\nb",
      "a\n\nb",
      "\n",
      " ",
      "  ",
      "---",
      "===",
      "+ x",
      "\\",
      "~~~",
      "```",
      "http://a.b",
      "<http://a.b>",
    ],
    ...[
      "[a]: b",
      "\t",
      "a  \nb",
      "👩\u200d👩\u200d👧",
      "é",
      "word",
      "1",
      ".",
      "(",
      ")",
      "&#x20;",
      "||",
      "!",
      "]",
    ],
  ),
);
const links = fc.constantFrom(
  ...["https://example.com", "https://example.com/a_(b)?c=d&e=%20#f", "/category/mugs", "mailto:a@b.example"],
  ...["tel:+15550100", "javascript:alert(1)", "https://example.com/*_[x]<y>", "#size"],
);
const run: fc.Arbitrary<Run> = fc.record(
  { text: words, bold: fc.constant(true as const), italic: fc.constant(true as const), link: links },
  { requiredKeys: ["text"] },
);
const runs = fc.array(run, { maxLength: 6 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("paragraph" as const), runs }),
  fc.record({ type: fc.constant("heading" as const), level: fc.constantFrom(2 as const, 3 as const), runs }),
  fc.record({ type: fc.constant("quote" as const), runs }),
  fc.record({
    type: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(runs, { maxLength: 4 }),
  }),
);

test("any text is the same after it was written as Markdown and read again", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
      const value = RichText.Schema.parse(blocks);
      expect(RichText.fromMarkdown(RichText.toMarkdown(value))).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

test("parsing a parsed text changes nothing", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
      const value = RichText.Schema.parse(blocks);
      expect(RichText.Schema.parse(value)).toEqual(value);
    }),
  );
});

test("any typed Markdown is read, and its own Markdown means the same", () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const value = RichText.fromMarkdown(parts.join(""));
      expect(RichText.fromMarkdown(RichText.toMarkdown(value))).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

test("Markdown becomes blocks", () => {
  const text = [
    "# Care",
    "Wash *cold*, **never** [bleach](https://example.com/care).\nDry flat.",
    "#### Sizes",
    "- S\n- M\n  - Tall",
    "1. Cut\n2. Sew",
    "> Soft.\n>\n> Warm.",
    "---",
    "<b>Not bold</b> `code`",
  ].join("\n\n");
  const value = RichText.fromMarkdown(text);
  expect(value).toEqual([
    { type: "heading", level: 2, runs: [{ text: "Care" }] },
    {
      type: "paragraph",
      runs: [
        { text: "Wash " },
        { text: "cold", italic: true },
        { text: ", " },
        { text: "never", bold: true },
        { text: " " },
        { text: "bleach", link: "https://example.com/care" },
        { text: ".\nDry flat." },
      ],
    },
    { type: "heading", level: 3, runs: [{ text: "Sizes" }] },
    { type: "list", ordered: false, items: [[{ text: "S" }], [{ text: "M" }], [{ text: "Tall" }]] },
    { type: "list", ordered: true, items: [[{ text: "Cut" }], [{ text: "Sew" }]] },
    { type: "quote", runs: [{ text: "Soft." }] },
    { type: "quote", runs: [{ text: "Warm." }] },
    { type: "paragraph", runs: [{ text: "<b>Not bold</b> `code`" }] },
  ]);
  expect(
    RichText.plain(value).startsWith("Care\n\nWash cold, never bleach.\nDry flat.\n\nSizes\n\nS\nM\nTall"),
  ).toBe(true);
});

test("plain text of old rows becomes paragraphs", () => {
  const old = "First *line*.\nSecond.\n\n# Not a heading";
  const value = RichText.Schema.parse(old);
  expect(value).toEqual([
    { type: "paragraph", runs: [{ text: "First *line*.\nSecond." }] },
    { type: "paragraph", runs: [{ text: "# Not a heading" }] },
  ]);
  expect(RichText.read(old)).toEqual(value);
  expect(RichText.plain(value)).toBe(old);
});

test("a summary is one line that ends with an ellipsis when it was cut", () => {
  const value = RichText.fromMarkdown("## Mug\n\nHolds **350 ml**.\n\n- Blue");
  expect(RichText.summary(value, 100)).toBe("Mug Holds 350 ml. Blue");
  expect(RichText.summary(value, 10)).toBe("Mug Holds…");
  expect(RichText.isEmpty(RichText.fromMarkdown(" \n\n&nbsp;"))).toBe(true);
});

test.each([
  ["javascript:alert(1)", undefined],
  ["JaVaScRiPt:alert(1)", undefined],
  ["java\nscript:alert(1)", undefined],
  ["\u0001javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["vbscript:x", undefined],
  ["file:///etc/passwd", undefined],
  ["//evil.example", undefined],
  ["/\\evil.example", undefined],
  ["/\t/evil.example", undefined],
  ["/..//evil.example", undefined],
  ["https://user:password@example.com", undefined],
  ["https:example.com", undefined],
  ["products/mug", undefined],
  ["http://", undefined],
  [" https://example.com ", "https://example.com/"],
  ["HTTPS://EXAMPLE.com/Ä", "https://example.com/%C3%84"],
  ["www.example.com/a", "https://www.example.com/a"],
  ["mailto:ada@shop.example", "mailto:ada@shop.example"],
  ["tel:+1 555 0100", "tel:+1 555 0100"],
  ["/pages/returns?x=1#top", "/pages/returns?x=1#top"],
  ["#size", "#size"],
])("the link %j becomes %j", (link, kept) => {
  const [block] = RichText.Schema.parse([{ type: "paragraph", runs: [{ text: "a", link }] }]);
  expect(block).toEqual({ type: "paragraph", runs: [{ text: "a", ...(kept && { link: kept }) }] });
});

test("long and deeply nested text is read in reasonable time", () => {
  const start = performance.now();
  for (const part of ["> ", "[", "**a ", "_a", "- ", "![", "<a ", "&amp;", "\\", "a\n"]) {
    RichText.fromMarkdown(part.repeat(20_000 / part.length).slice(0, 20_000));
  }
  RichText.fromHtml("<div><ul><li><b><blockquote>".repeat(2_000));
  expect(performance.now() - start).toBeLessThan(20_000);
});
