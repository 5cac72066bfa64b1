import { expect, test } from "vitest";
import { afterIntent, countRows, filledRows, rowAt } from "./rows";

const values = {
  name: "Boat",
  "steps.0.upTo": "1",
  "steps.1.upTo": "2",
  "steps.1.price.USD": "5",
  "steps.2.upTo": " ",
};

test("rows are counted by their highest number, and empty ones are told apart", () => {
  expect(countRows(values, "steps")).toBe(3);
  expect(countRows(values, "tiers")).toBe(0);
  expect(filledRows(values, "steps", ["upTo"])).toEqual([0, 1]);
  expect(rowAt(values, "steps", 1)("price.USD")).toBe("5");
  expect(rowAt(values, "steps", 0)("price.USD")).toBe("");
});

test("a removed row leaves the others in order, an added one is empty", () => {
  const removed = afterIntent(values, "remove:steps:0") ?? {};
  expect(removed).toEqual({
    name: "Boat",
    "steps.0.upTo": "2",
    "steps.0.price.USD": "5",
    "steps.1.upTo": " ",
  });
  const added = afterIntent(removed, "add:steps") ?? {};
  expect(countRows(added, "steps")).toBe(3);
  expect(filledRows(added, "steps", ["upTo"])).toEqual([0]);
});

test("other buttons change no rows", () => {
  for (const intent of ["", "save", "remove:steps", "remove:steps:x", "add"])
    expect(afterIntent(values, intent)).toBeNull();
});
