import { expect, test } from "vitest";
import { belowFloors, readLockfile } from "./floors";

test("what is installed is not below its floor", () => {
  expect(belowFloors(readLockfile())).toEqual([]);
});

test("an old version is found wherever it is nested", () => {
  const packages = {
    "node_modules/next": { version: "16.4.0" },
    "node_modules/a/node_modules/sharp": { version: "0.34.9" },
    "node_modules/react": { version: "19.3.1" },
    "node_modules/stripe": { version: "23.0.1-beta.1" },
  };
  expect(belowFloors({ packages })).toHaveLength(3);
});
