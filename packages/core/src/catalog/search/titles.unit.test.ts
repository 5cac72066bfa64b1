import { expect, test } from "vitest";
import { titled } from "./titles";

const pages = ["Shipping", "Returns", "Questions and answers", "Contact", "Privacy policy", "Imprint"].map(
  (title) => ({ title }),
);
const pagesFor = (q: string) => titled(q, pages, { any: true }).map(({ title }) => title);

test.each([
  ["returns", "Returns"],
  ["refund", "Returns"],
  ["how do I send back an order", "Returns"],
  ["return policy", "Returns"],
  ["delivery cost", "Shipping"],
  ["phone number", "Contact"],
  ["faq", "Questions and answers"],
  ["data protection", "Privacy policy"],
])("%s finds the page %s", (q, title) => {
  expect(pagesFor(q)).toContain(title);
});

test("a search for a product finds no page, and one of a category needs all of its words", () => {
  expect(pagesFor("stoneware mug")).toEqual([]);
  expect(pagesFor("")).toEqual([]);
  const categories = [{ title: "Kitchen & Table" }, { title: "Bed & Bath" }];
  expect(titled("kitchen", categories)).toEqual([{ title: "Kitchen & Table" }]);
  expect(titled("kitchen lamp", categories)).toEqual([]);
});
