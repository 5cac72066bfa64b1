import { expect, test } from "vitest";
import { categoryAt, childrenOf, inOrder, subtreeOf, trailOf, visible } from "./category-tree";
import { type Category, noImage } from "./types";

const category = (slug: string, parent = "", position = 0, more: Partial<Category> = {}): Category => ({
  ...{ slug, parent, position, address: slug, former: [], name: slug, description: [] },
  ...{ status: "active", image: noImage, version: 1 },
  ...more,
});

const all = [
  category("mugs", "kitchen", 1),
  category("kitchen", "", 1),
  category("bath", "", 0),
  category("pans", "kitchen", 0),
  category("glass", "mugs", 0),
  category("lost", "gone", 5),
];
const slugs = (found: { slug: string }[]) => found.map(({ slug }) => slug);

test("categories come in the order of their tree, and one without its parent at the top", () => {
  expect(slugs(inOrder(all))).toEqual(["bath", "kitchen", "pans", "mugs", "glass", "lost"]);
  expect(slugs(childrenOf(all, "kitchen"))).toEqual(["pans", "mugs"]);
});

test("a trail leads from the top to the category", () => {
  expect(slugs(trailOf(all, "glass"))).toEqual(["kitchen", "mugs", "glass"]);
  expect(trailOf(all, "unknown")).toEqual([]);
});

test("a subtree has all categories below", () => {
  expect(subtreeOf(all, ["kitchen"]).sort()).toEqual(["glass", "kitchen", "mugs", "pans"]);
  expect(subtreeOf(all, ["glass", "unknown"])).toEqual(["glass", "unknown"]);
});

test("circles that a row may have do not hang", () => {
  const circle = [category("a", "b"), category("b", "a")];
  expect(slugs(inOrder(circle)).sort()).toEqual(["a", "b"]);
  expect(slugs(trailOf(circle, "a"))).toEqual(["b", "a"]);
  expect(subtreeOf(circle, ["a"]).sort()).toEqual(["a", "b"]);
});

test("what is in a hidden category is not shown", () => {
  const hidden = all.map((one) => (one.slug === "mugs" ? { ...one, status: "hidden" as const } : one));
  expect(slugs(visible(hidden))).toEqual(["bath", "kitchen", "pans", "lost"]);
});

test("a former address leads to the present one, unless another category has taken it", () => {
  const moved = [category("mugs", "", 0, { address: "cups", former: ["beakers"] }), category("pans")];
  expect(categoryAt(moved, "cups")).toMatchObject({ slug: "mugs" });
  expect(categoryAt(moved, "beakers")).toEqual({ movedTo: "cups" });
  expect(categoryAt(moved, "mugs")).toEqual({ movedTo: "cups" });
  expect(categoryAt(moved, "plates")).toBeNull();
  const taken = [...moved, category("mugs-2", "", 0, { address: "mugs" })];
  expect(categoryAt(taken, "mugs")).toMatchObject({ slug: "mugs-2" });
});
