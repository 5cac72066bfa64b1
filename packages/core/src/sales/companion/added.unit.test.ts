import { expect, test } from "vitest";
import { added, mostCompanions } from "./added";
import type { Companion } from "./companions.entity";

test("each order counts once for each companion, and the most frequent come first", () => {
  const first = added([], ["b", "a"]);
  expect(added(first, ["b", "c"])).toEqual([
    { productId: "b", orders: 2 },
    { productId: "a", orders: 1 },
    { productId: "c", orders: 1 },
  ]);
});

test("the list stays bounded, and a frequent companion is in it whenever it comes", () => {
  let list: Companion[] = [];
  for (let i = 0; i < 1_000; i++) list = added(list, [`rare-${i}`, ...(i % 10 === 9 ? ["frequent"] : [])]);
  expect(list).toHaveLength(mostCompanions);
  expect(list[0]?.productId).toBe("frequent");
});
