import { expect, test } from "vitest";
import { numbersMeant } from "./number";

test.each([
  ["SC-7K2Q9MXA", ["SC-7K2Q9MXA"]],
  ["sc-abcdefgh", ["SC-ABCDEFGH"]],
  ["shop/abcdefgh-x", ["SHOP/ABCDEFGH-X"]],
  ["#1001", ["#1001"]],
  ["#7", ["#7"]],
])("the whole number %s is looked for as it is", async (words, numbers) => {
  expect(await numbersMeant(words)).toEqual(numbers);
});

test.each(["", "SC-", "mug", "blue mug 12", "ada@example.com", "1".repeat(41)])(
  "%j cannot be a number",
  async (words) => {
    expect(await numbersMeant(words)).toEqual([]);
  },
);
