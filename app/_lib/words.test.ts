import { expect, test } from "vitest";
import { wordsFor } from "./words";

test("an address makes the shop say what the shop wrote, and nothing else", () => {
  const words = { reset: "Your password has changed." };
  expect(wordsFor(words, "reset")).toBe(words.reset);
  for (const word of ["", "Reset", "__proto__", "constructor", "toString", ["reset"], undefined, 7])
    expect(wordsFor(words, word), String(word)).toBeUndefined();
});
