import { expect, test } from "vitest";
import { addedInWords } from "./words";

test("the words name each address that was not added, with its reason", () => {
  expect(
    addedInWords({
      added: 1,
      present: 2,
      refused: [{ email: "x@example.com", why: "no account has this address" }],
    }),
  ).toBe(
    "1 customer added. 2 customers in the group already. Not added: x@example.com, no account has this address.",
  );
  expect(addedInWords({ added: 2, present: 0, refused: [] })).toBe("2 customers added.");
});
