import { expect, test } from "vitest";
import { resultInWords } from "./words";

const nothing = { changed: 0, unchanged: 0, refused: [], left: [], slugs: [], auditId: null };

test("a partial result tells what changed, what did not and why", () => {
  expect(resultInWords({ ...nothing, changed: 3 })).toBe("3 products changed.");
  expect(
    resultInWords({
      ...nothing,
      changed: 1,
      unchanged: 2,
      refused: [{ productId: "prd_1", name: "Mug", message: "Enter a price in EUR." }],
      left: ["prd_2"],
    }),
  ).toBe(
    "1 product changed. 2 products had these values already. There was no time for 1 product: do it again. Not changed: Mug: Enter a price in EUR.",
  );
});
