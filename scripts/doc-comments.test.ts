import { describe, expect, test } from "vitest";
import { docCommentViolations } from "./doc-comments";

const violations = (source: string, file = "sample.ts") =>
  docCommentViolations(file, source).map(({ line, words, of }) => `${line} ${of}: ${words}`);

describe("the doc comment of a function starts with a verb", () => {
  test.each([
    ["a function declaration", "/** Total of a cart. */\nfunction total() {}"],
    ["an exported function", "/** Total of a cart. */\nexport async function total() {}"],
    ["a default export", "/** Total of a cart. */\nexport default async function total() {}"],
    ["a default export without a name", "/** Total of a cart. */\nexport default () => 1;"],
    ["an overload", "/** Total of a cart. */\nfunction total(a: string): void;\nfunction total() {}"],
    ["an arrow function", "/** Total of a cart. */\nconst total = () => 1;"],
    ["a function expression", "/** Total of a cart. */\nconst total = function () {};"],
    ["a domain function", "/** Total of a cart. */\nexport const total = fn(Ref, async () => 1);"],
    ["a typed arrow function", "/** Total of a cart. */\nconst total = (() => 1) satisfies Total;"],
    ["a method of a class", "class Cart {\n/** Total of a cart. */\ntotal() {}\n}"],
    ["an arrow function in a class", "class Cart {\n/** Total of a cart. */\ntotal = () => 1;\n}"],
    ["a method of an object", "const cart = {\n/** Total of a cart. */\ntotal() {},\n};"],
    ["an arrow function in an object", "const cart = {\n/** Total of a cart. */\ntotal: () => 1,\n};"],
    ["the header of a file before a function", "/**\n * Total of a cart.\n */\n\nfunction total() {}"],
    ["a function after a line comment", "/** Total of a cart. */\n// rounded\nfunction total() {}"],
  ])("%s", (_name, source) => {
    expect(violations(source)).toEqual([expect.stringMatching(/^\d+ function: Total of a cart\.$/)]);
    expect(violations(source.replace("Total of a cart", "Sums a cart"))).toEqual([]);
  });

  test("a plural noun spelled like a verb is not a verb", () => {
    expect(violations("/** Holds of an order. */\nconst holds = () => [];")).toHaveLength(1);
    expect(violations("/** Writes that open a hold. */\nconst open = () => [];")).toHaveLength(1);
    expect(violations("/** Holds stock for an order. */\nconst hold = () => [];")).toEqual([]);
    expect(violations("/** Checks that a hold is open. */\nconst check = () => [];")).toEqual([]);
  });
});

describe("the doc comment of anything else does not start with a question word", () => {
  test.each([
    ["a type", "/** What a cart holds. */\ntype Cart = {};"],
    ["a field", "type Cart = {\n/** Whether it is empty. */\nempty: boolean };"],
    ["a constant", "/** So long a hold lasts. */\nconst seconds = 60;"],
    ["the header of a file", '/** Everything a cart needs. */\nimport "./cart";'],
    ["a component's element", "const a = (\n<p>\n{/** Where it ends. */}\n</p>);"],
  ])("%s", (_name, source) => {
    expect(violations(source, "sample.tsx")).toHaveLength(1);
  });

  test("a noun phrase holds", () => {
    expect(violations("/** Length of a hold, in seconds. */\nconst seconds = 60;")).toEqual([]);
  });
});

test("a comment that is not a doc comment is not checked", () => {
  expect(violations("// What it does.\nfunction a() {}\n/* Who calls. */\nfunction b() {}")).toEqual([]);
  expect(violations("/** @type {string} */\nconst a = () => 1;")).toEqual([]);
});

test("a violation names its line and its first eight words", () => {
  const source = "\n\n/**\n * One two three four\n * five six seven eight nine.\n */\nfunction a() {}";
  expect(violations(source)).toEqual(["3 function: One two three four five six seven eight"]);
});
