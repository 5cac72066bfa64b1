import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SaleCurrency } from "@securecart/core/money";
import { type Mapping, Transfer } from "@securecart/core/transfer";
import { expect, test } from "vitest";

const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../test/cases/catalogs/${name}.csv`, import.meta.url)));

/** Reads a file as it is proposed, with changes of its mapping. */
function read(file: string | Uint8Array, change: Partial<Mapping> = {}) {
  const rows = Transfer.readRows(typeof file === "string" ? new TextEncoder().encode(file) : file);
  const mapping = { ...Transfer.proposed(rows[0]?.cells ?? [], "USD"), ...change };
  return { mapping, drafts: Transfer.readDrafts(rows, mapping, ["USD", "EUR"]) };
}

/** Returns the only product of a file. */
function one(file: string, change: Partial<Mapping> = {}) {
  const { drafts } = read(file, change);
  expect(drafts).toHaveLength(1);
  const [draft] = drafts;
  if (!draft) throw new Error("There is no product.");
  return draft;
}

const csv = (...rows: (string | number)[][]) =>
  rows.map((cells) => cells.map((cell) => `"${`${cell}`.replaceAll('"', '""')}"`).join(",")).join("\r\n");

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

test("an export of Shopify has rows of pictures, a picture of a variant, grams and three options", () => {
  const head = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Qty",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Variant Image",
    "Status",
  ];
  const draft = one(
    csv(
      head,
      [
        "Mug_Big",
        "Mug",
        "<h2>Hot</h2><script>x</script><p>Tea</p>",
        "Acme",
        "Kitchen",
        "a, b ,a",
        "true",
        "Color",
        "Red",
        "Size",
        "S",
        "Lid",
        "Yes",
        "'0123",
        "350.0",
        "-2",
        "1,234.50",
        "1300",
        "false",
        "'4006381333931",
        "https://cdn.example/b.jpg",
        "2",
        "Back",
        "https://cdn.example/red.jpg",
        "active",
      ],
      [
        "mug_big",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "Blue",
        "",
        "S",
        "",
        "No",
        "",
        "350",
        "3",
        "1,000.00",
        "900",
        "true",
        "",
        "https://cdn.example/a.jpg",
        "1",
        "Front",
        "",
        "",
      ],
      [
        "mug_big",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "//cdn.example/c.jpg",
        "3",
        "",
        "",
        "",
      ],
    ),
    { withStock: true },
  );
  expect(draft).toMatchObject({
    slug: "mug-big",
    title: "Mug",
    brand: "Acme",
    tags: ["a", "b"],
    category: { path: ["Kitchen"] },
    status: "active",
    problems: [],
    description: [
      { type: "heading", runs: [{ text: "Hot" }] },
      { type: "paragraph", runs: [{ text: "Tea" }] },
    ],
    options: [
      { name: "Color", values: ["Red", "Blue"] },
      { name: "Size", values: ["S"] },
      { name: "Lid", values: ["Yes", "No"] },
    ],
    images: [
      { url: "https://cdn.example/a.jpg", alt: "Front" },
      { url: "https://cdn.example/b.jpg", alt: "Back" },
      { url: "https://cdn.example/c.jpg" },
      { url: "https://cdn.example/red.jpg" },
    ],
    variants: [
      {
        sku: "0123",
        barcode: "4006381333931",
        prices: { USD: 123450 },
        compareAt: { USD: 130000 },
        weightGrams: 350,
        taxClass: "zero",
        image: 3,
        stock: 0,
      },
      { sku: "", prices: { USD: 100000 }, compareAt: { USD: null }, stock: 3, taxClass: "standard" },
    ],
  });
});

test("the newer columns of Shopify are recognized", () => {
  const draft = one(
    csv(
      [
        "Title",
        "URL handle",
        "Description",
        "Vendor",
        "Product category",
        "Type",
        "Tags",
        "Published on online store",
        "Status",
        "SKU",
        "Barcode",
        "Option1 name",
        "Option1 value",
        "Price",
        "Compare-at price",
        "Charge tax",
        "Inventory quantity",
        "Weight value (grams)",
        "Product image URL",
        "Image position",
        "Variant image URL",
      ],
      [
        "Cap",
        "cap",
        "Warm",
        "",
        "Apparel > Hats",
        "",
        "",
        "false",
        "Active",
        "CAP-1",
        "",
        "",
        "",
        "12.5",
        "",
        "TRUE",
        "4",
        "80",
        "https://cdn.example/cap.png",
        "1",
        "",
      ],
    ),
  );
  expect(draft).toMatchObject({
    slug: "cap",
    status: "hidden",
    category: { path: ["Apparel", "Hats"] },
    variants: [{ sku: "CAP-1", prices: { USD: 1250 }, weightGrams: 80 }],
  });
});

test.each([
  [
    "two titles with one handle",
    [
      ["a", "One", "1"],
      ["b", "Two", "2"],
      ["a", "Three", "3"],
    ],
    /Lines 2 and 4 have the same handle/,
  ],
  ["a row without a handle", [["", "One", "1"]], /handle is missing/],
  ["a price that is none", [["a", "One", "free"]], /Line 2: “free” is not an amount/],
  ["a price with too many decimals", [["a", "One", "1.999"]], /more decimals than USD/],
  ["a price below zero", [["a", "One", "-5"]], /is not an amount/],
])("%s is refused with its lines", (_, rows, message) => {
  const { drafts } = read(csv(["Handle", "Title", "Variant Price"], ...rows));
  expect(drafts.flatMap(({ problems }) => problems).join(" ")).toMatch(message);
});

test("an export of WooCommerce has variations before their parent, sales, weights and several categories", () => {
  const head = [
    "ID",
    "Type",
    "SKU",
    "Name",
    "Published",
    "Visibility in catalog",
    "Short description",
    "Description",
    "Date sale price starts",
    "Date sale price ends",
    "Tax status",
    "Tax class",
    "Stock",
    "Weight (lbs)",
    "Sale price",
    "Regular price",
    "Categories",
    "Tags",
    "Images",
    "Parent",
    "Attribute 1 name",
    "Attribute 1 value(s)",
    "Attribute 1 visible",
    "Attribute 1 global",
    "Attribute 2 name",
    "Attribute 2 value(s)",
    "Brands",
  ];
  const { drafts } = read(
    csv(
      head,
      [
        "2",
        "variation",
        "",
        "Shirt - Red",
        "1",
        "visible",
        "",
        "",
        "",
        "",
        "taxable",
        "parent",
        "3",
        "",
        "8",
        "10",
        "",
        "",
        "https://cdn.example/red.jpg",
        "id:1",
        "Color",
        "Red",
        "",
        "1",
        "",
        "",
        "",
      ],
      [
        "3",
        "variation",
        "S-BLUE",
        "Shirt - Blue",
        "0",
        "visible",
        "",
        "",
        "2001-01-01",
        "2001-02-01",
        "taxable",
        "reduced-rate",
        "",
        "1.5",
        "8",
        "10",
        "",
        "",
        "",
        "SHIRT",
        "Color",
        "Blue",
        "",
        "1",
        "",
        "",
        "",
      ],
      [
        "1",
        "variable",
        "SHIRT",
        "Shirt",
        "1",
        "visible",
        "<b>Soft</b>",
        "First\\n\\nSecond",
        "",
        "",
        "taxable",
        "",
        "",
        "2",
        "",
        "",
        "Clothing, Clothing > Shirts, Sale \\, more",
        "a",
        "https://cdn.example/a.jpg, https://cdn.example/b,c.jpg",
        "",
        "Color",
        "Red, Blue",
        "1",
        "1",
        "Fabric",
        "Cotton, Wool",
        "Acme",
      ],
      [
        "4",
        "simple, virtual",
        "V",
        "Course",
        "-1",
        "visible",
        "",
        "",
        "",
        "",
        "none",
        "",
        "",
        "",
        "",
        "5",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
      ],
      [
        "5",
        "variation",
        "X",
        "Lost",
        "1",
        "visible",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "5",
        "",
        "",
        "",
        "NONE",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
      ],
      [
        "6",
        "bundle",
        "B",
        "Bundle",
        "1",
        "visible",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "5",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
      ],
    ),
  );
  const [shirt, course, bundle, lost] = drafts;
  expect(shirt).toMatchObject({
    title: "Shirt",
    derivedSlug: "shirt",
    brand: "Acme",
    summary: "Soft",
    description: [{ runs: [{ text: "First" }] }, { runs: [{ text: "Second" }] }],
    category: { path: ["Clothing", "Shirts"] },
    tags: ["a", "Sale , more"],
    details: [{ label: "Fabric", value: "Cotton, Wool" }],
    options: [{ name: "Color", values: ["Red", "Blue"] }],
    images: [
      { url: "https://cdn.example/a.jpg" },
      { url: "https://cdn.example/b,c.jpg" },
      { url: "https://cdn.example/red.jpg" },
    ],
    variants: [
      {
        sku: "",
        prices: { USD: 800 },
        compareAt: { USD: 1000 },
        weightGrams: 907,
        taxClass: "standard",
        image: 2,
        isForSale: true,
      },
      { sku: "S-BLUE", prices: { USD: 1000 }, weightGrams: 680, taxClass: "reduced", isForSale: false },
    ],
  });
  expect(course).toMatchObject({ status: "draft", variants: [{ taxClass: "zero" }] });
  expect(bundle?.problems.join()).toMatch(/type “bundle” is unknown/);
  expect(lost?.problems.join()).toMatch(/parent NONE isn't in the file/);
});

test("an export of Vendure has options, facets, tax names and columns with a language", () => {
  const { mapping, drafts } = read(
    csv(
      [
        "name:en",
        "slug:en",
        "description:en",
        "assets",
        "facets",
        "optionGroups:en",
        "optionValues:en",
        "sku",
        "price",
        "taxCategory",
        "stockOnHand",
        "trackInventory",
        "variantAssets",
        "variantFacets",
      ],
      [
        "Laptop",
        "laptop",
        "<p>Fast</p>",
        "https://cdn.example/l.jpg|local.jpg",
        "category:Computers|brand:Apple|color:grey",
        "size|RAM",
        "13|8",
        "L-1",
        "1299.00",
        "reduced tax",
        "5",
        "false",
        "",
        "weight:light",
      ],
      ["", "", "", "", "", "", "15|8", "L-2", "1399.00", "Luxury", "5", "", "https://cdn.example/15.jpg", ""],
      ["", "", "", "", "", "", "15", "L-3", "1", "", "", "", "", ""],
    ),
    { withStock: true },
  );
  expect(mapping.system).toBe("vendure");
  expect(drafts).toMatchObject([
    {
      slug: "laptop",
      brand: "Apple",
      category: { path: ["Computers"] },
      tags: ["grey", "light"],
      options: [{ name: "size", values: ["13", "15"] }, { name: "RAM" }],
      images: [{ url: "https://cdn.example/l.jpg" }, { url: "https://cdn.example/15.jpg" }],
      variants: [
        { sku: "L-1", taxClass: "reduced" },
        { sku: "L-2", taxClass: "standard", image: 1 },
        { sku: "L-3" },
      ],
      problems: ["Line 4 has 1 of 2 option values. Separate them with |, one for each option."],
    },
  ]);
});

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

test.each([
  ["none", undefined, undefined],
  ["same", undefined, 1000],
  ["rate", 0.915, 915],
] as const)("prices in the other currency are %s", (others, rate, expected) => {
  const { variants } = one("sku,title,price\nA,Cup,10", { others, ...(rate && { rate }) });
  expect(variants[0]?.prices.EUR).toBe(expected);
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

test.each<[typed: string, currency: SaleCurrency, minor: number | string]>([
  ["£1,234.50", "GBP", 123_450],
  ["CA$ 12.00", "CAD", 1_200],
  ["HK$99.9", "HKD", 9_990],
  ["MX$1,000", "MXN", 100_000],
  ["199.00 Kč", "CZK", 19_900],
  ["SEK 45.50", "SEK", 4_550],
  ["¥1,200", "JPY", 1_200],
  ["1200.00", "JPY", 1_200],
  ["1200.50", "JPY", "“1200.50” has more decimals than JPY has. Round it to 0."],
])("a price of %s is read in %s", (typed, currency, minor) => {
  const { variants, problems } = one(csv(["Title", "SKU", "Price"], ["Mug", "M-1", typed]), { currency });
  if (typeof minor === "number") expect(variants[0]?.prices[currency]).toBe(minor);
  else expect(problems.join()).toContain(minor);
});

test("prices in each other currency of the shop are filled in at its own rate", () => {
  const rows = Transfer.readRows(
    new TextEncoder().encode(csv(["Title", "SKU", "Price"], ["Mug", "M-1", "10.00"])),
  );
  const mapping: Mapping = {
    ...Transfer.proposed(rows[0]?.cells ?? [], "GBP"),
    others: "rate",
    rates: { EUR: 1.15, JPY: 190 },
  };
  const [draft] = Transfer.readDrafts(rows, mapping, ["GBP", "EUR", "JPY"]);
  expect(draft?.variants[0]?.prices).toEqual({ GBP: 1_000, EUR: 1_150, JPY: 1_900 });
});
