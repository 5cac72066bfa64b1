import { expect, test } from "vitest";
import { reordered } from "./reordered";

test.each([
  ["add:d", "abcd"],
  ["add:a", "abc"],
  ["remove:b", "ac"],
  ["top:c", "cab"],
  ["up:b", "bac"],
  ["up:a", "abc"],
  ["down:a", "bac"],
  ["down:c", "abc"],
  ["down:unknown", "abc"],
  ["save", "abc"],
  ["", "abc"],
])("%s leaves %s", (intent, left) => expect(reordered(["a", "b", "c"], intent).join("")).toBe(left));
