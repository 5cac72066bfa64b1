import { Transfer } from "@securecart/core/transfer";
import { expect, test } from "vitest";
import { csv, one, read, sample } from "#test/read-catalog";

test.each([
  ["shopify-apparel", "shopify", 20, 0],
  ["shopify-home-and-garden", "shopify", 20, 0],
  ["vendure-products", "vendure", 54, 1],
  ["woocommerce-products", "woocommerce", 15, 2],
])(
  "%s is recognized as %s, with its %i products, of which %i are refused in words",
  (name, system, count, refused) => {
    const { mapping, drafts } = read(sample(name));
    expect(mapping.system).toBe(system);
    expect(drafts).toHaveLength(count);
    const wrong = drafts.filter(({ problems }) => problems.length > 0);
    expect(wrong).toHaveLength(refused);
    for (const { problems } of wrong) expect(problems.join(" ")).toMatch(/Give|Remove|Change/i);
    for (const { variants, problems } of drafts)
      if (problems.length === 0) expect(variants.every(({ prices }) => Number(prices.USD) > 0)).toBe(true);
  },
);

test.each(["shopify-apparel", "woocommerce-products"])(
  "%s is the same in every encoding and with every separator",
  (name) => {
    const text = new TextDecoder().decode(sample(name));
    const { drafts } = read(text);
    const rows = Transfer.readRows(sample(name));
    const separated = (mark: string) =>
      rows.map(({ cells }) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(mark)).join("\n");
    const without = (all: typeof drafts) =>
      all.map(({ lines: _, ...draft }) => ({ ...draft, problems: draft.problems.length }));
    for (const other of [
      `\u{feff}${text}`,
      separated(";"),
      separated("\t"),
      text.replaceAll(/\r?\n/g, "\r\n"),
    ])
      expect(without(read(other).drafts)).toEqual(without(drafts));
    expect(read(Buffer.from(`\u{feff}${text}`, "utf16le")).drafts).toEqual(drafts);
  },
);

test("any other list is read by its mapping, with decimal commas, units and prices in two currencies", () => {
  const draft = one(
    "Artikel;Bezeichnung;Preis;Price EUR;Gewicht (kg);Stock\nÄ-1;Große Kanne;1.234,50;1.100,00 €;1,25;7",
    {
      columns: { sku: 0, title: 1, price: 2, priceEUR: 3, weight: 4, stock: 5 },
      withStock: true,
      brand: "Acme",
      category: "Kitchen > Pots",
      taxClass: "reduced",
    },
  );
  expect(draft).toMatchObject({
    title: "Große Kanne",
    derivedSlug: "grosse-kanne",
    brand: "Acme",
    category: { path: ["Kitchen", "Pots"] },
    variants: [{ sku: "Ä-1", prices: { USD: 123450, EUR: 110000 }, weightGrams: 1250, stock: 7 }],
  });
});

test("products of the same title get addresses of their own, also without letters", () => {
  const { drafts } = read("sku,title,price\nA,Cup,1\nB,Cup,1\nC,茶杯,1");
  expect(drafts.map(({ derivedSlug }) => derivedSlug)).toEqual([
    "cup",
    "cup-2",
    expect.stringMatching(/^product-[0-9a-f]{10}$/),
  ]);
});

test("a SKU twice, in any case, and too many variants are refused", () => {
  expect(read("sku,title,price\nA,Cup,1\na,Can,1").drafts.map(({ problems }) => problems[0])).toEqual([
    expect.stringContaining("Lines 2, 3 have the same SKU A"),
    expect.stringContaining("Lines 2, 3"),
  ]);
  const rows = Array.from({ length: 101 }, (_, i) => ["cup", i === 0 ? "Cup" : "", "Size", `${i}`, "1"]);
  const draft = one(csv(["Handle", "Title", "Option1 Name", "Option1 Value", "Variant Price"], ...rows));
  expect(draft.problems).toEqual([expect.stringContaining("101 variants. A product has at most 100")]);
});

test("formulas and scripts in cells stay text", () => {
  const draft = one('sku,title,price\nA,"=HYPERLINK(""x"") <script>alert(1)</script>",1');
  expect(draft.title).toBe('=HYPERLINK("x") <script>alert(1)</script>');
});

test("a file without rows is refused", () => {
  expect(() => read("sku,title")).toThrow(expect.objectContaining({ code: "transfer.no_rows" }));
});
