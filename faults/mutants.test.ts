import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mutants, mutate } from "./mutants";

test.each(Object.entries(mutants))("the mutant %s applies to the current source", (_name, mutant) => {
  const source = readFileSync(`packages/core/src/${mutant.file}`, "utf8");
  expect(mutate(mutant, source)).not.toBe(source);
});

test("a mutant that does not apply exactly once is refused", () => {
  const mutant = { file: "a.ts", from: "b", to: "c" };
  expect(mutate(mutant, "abz")).toBe("acz");
  expect(() => mutate(mutant, "a")).toThrow("a.ts");
  expect(() => mutate(mutant, "bb")).toThrow("a.ts");
});
