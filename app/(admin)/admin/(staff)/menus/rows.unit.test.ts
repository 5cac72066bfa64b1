import { expect, test } from "vitest";
import {
  checked,
  emptyRow,
  entriesOf,
  followed,
  padded,
  type Row,
  readRows,
  rearranged,
  rowsOf,
  rowsOfFooter,
  rowsOfHeader,
} from "./rows";

const row = (label: string, chosen = "search"): Row => ({ label, chosen, typed: "", level: "1" });
const labels = (rows: Row[]) => rows.map(({ label }) => label);

test("rows move up and down, also past the edges, and are removed", () => {
  const rows = ["a", "b", "c"].map((label) => row(label));
  expect(labels(rearranged(rows, "up:2"))).toEqual(["a", "c", "b"]);
  expect(labels(rearranged(rows, "down:0"))).toEqual(["b", "a", "c"]);
  expect(labels(rearranged(rows, "up:0"))).toEqual(["a", "b", "c"]);
  expect(labels(rearranged(rows, "down:2"))).toEqual(["a", "b", "c"]);
  expect(labels(rearranged(rows, "remove:1"))).toEqual(["a", "c"]);
  for (const intent of ["save", "remove:9", "up:x", ""]) expect(rearranged(rows, intent)).toBe(rows);
});

test("a form is read row by row, and empty rows are left out of the menu", () => {
  const rows = readRows({
    ...{ label0: "Help", link0: "", link0Url: "", level0: "1" },
    ...{ label1: "", link1: "", link1Url: " ", level1: "2" },
    ...{ label2: "Docs", link2: "url", link2Url: " www.example.com/a ", level2: "2" },
    label4: "unreachable",
  });
  expect(rows).toHaveLength(3);
  expect(entriesOf(rows)).toEqual({
    numbers: [0, 2],
    entries: [
      { label: "Help", link: "", level: 1 },
      { label: "Docs", link: "url:https://www.example.com/a", level: 2 },
    ],
  });
});

test("errors name the fields of the rows, empty rows included", () => {
  const rows = [row("a"), { ...emptyRow }, { ...row("", "url"), typed: "javascript:alert(1)" }];
  expect(checked(rows, "header")).toEqual({
    entries: null,
    fields: { label2: "Enter a label.", link2: "Enter an address that begins with https:// or with /." },
  });
  expect(checked([row("a")], "footer").entries).toEqual([{ label: "a", link: "search", level: 1 }]);
});

test("an entry needs a link, unless others are below it or it is the title of a column", () => {
  const [title, below] = [row("Help", ""), { ...row("Orders"), level: "2" }];
  expect(checked([title, below], "header").fields).toEqual({});
  expect(checked([title], "header").fields).toEqual({ link0: "Choose where it leads." });
  expect(checked([title], "footer").fields).toEqual({});
  expect(checked([title, { ...below, chosen: "" }], "footer").fields).toEqual({
    link1: "Choose where it leads.",
  });
});

test("two empty rows are at the end, in the column for a footer, and at most sixty in all", () => {
  expect(
    padded([row("a"), { ...emptyRow }, row("b")], "footer").map(({ label, level }) => [label, level]),
  ).toEqual([
    ["a", "1"],
    ["b", "1"],
    ["", "2"],
    ["", "2"],
  ]);
  expect(padded([], "header")).toEqual([emptyRow, emptyRow]);
  expect(
    padded(
      Array.from({ length: 60 }, () => row("x")),
      "header",
    ),
  ).toHaveLength(60);
});

test("a menu is the same after its form", () => {
  const entries = [
    { label: "All", link: "search", level: 1 as const },
    { label: "Help", link: "url:https://example.com", level: 2 as const },
  ];
  expect(entriesOf(rowsOf(entries)).entries).toEqual(entries);
});

test("what the shop shows without a menu begins its form, with links that follow pages and categories", () => {
  const places = {
    pages: [{ documentId: "pge_1", slug: "care" }],
    categories: [{ slug: "kitchen", address: "kitchen-things" }],
  };
  const header = rowsOfHeader([{ label: "Kitchen", href: "/category/kitchen-things", below: [] }]);
  expect(followed(header, places)).toEqual([row("Kitchen", "category:kitchen")]);
  const rows = rowsOfFooter([
    {
      title: "Help",
      links: [
        { label: "Orders", href: "/orders" },
        { label: "Care", href: "/pages/care" },
      ],
    },
  ]);
  expect(followed(rows, places)).toEqual([
    { ...emptyRow, label: "Help" },
    { label: "Orders", chosen: "orders", typed: "", level: "2" },
    { label: "Care", chosen: "page:pge_1", typed: "", level: "2" },
  ]);
});
