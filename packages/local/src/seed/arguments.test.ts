import { expect, test } from "vitest";
import { readArguments } from "./arguments";

test("without arguments it seeds the base catalog", () => {
  expect(readArguments([], 89)).toEqual({
    products: undefined,
    seed: 1,
    ifEmpty: false,
    nothing: false,
  });
});

test("the number of products, the seed number and --if-empty are read from the command line", () => {
  const given = ["--products", "1000", "--seed", "7", "--if-empty"];
  expect(readArguments(given, 89)).toEqual({
    products: 1000,
    seed: 7,
    ifEmpty: true,
    nothing: false,
  });
});

test.each([
  [["--products", "many"], "--products must be a whole number."],
  [["--products", "1.5"], "--products must be a whole number."],
  [["--products", "12"], "--products must be at least 89."],
  [["--products", "999999999"], "--products must be at most"],
  [["--seed", "0"], "--seed must be at least 1."],
  [["--products"], "--products"],
  [["--surprise"], "--surprise"],
  [["stray"], "stray"],
])("%j is refused in one line that names the cause", (argv, cause) => {
  const answer = readArguments(argv, 89);
  expect(answer).toMatchObject({ problem: expect.stringContaining(cause) });
  expect(answer).toMatchObject({ problem: expect.not.stringContaining("\n") });
});
