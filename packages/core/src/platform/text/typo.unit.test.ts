import { expect, test } from "vitest";
import { within } from "./typo";

test.each([
  ["mug", "mug", 0, true],
  ["mgu", "mug", 1, true],
  ["lantren", "lantern", 1, true],
  ["latern", "lantern", 1, true],
  ["lanternn", "lantern", 1, true],
  ["bottle", "kettle", 1, false],
  ["bottle", "kettle", 2, true],
  ["a", "abc", 1, false],
])("%s is %s within %i edits: %s", (a, b, edits, answer) => {
  expect(within(a, b, edits)).toBe(answer);
});
