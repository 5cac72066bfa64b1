import { expect, test } from "vitest";
import { belowFloors, missingPlatforms, readLockfile } from "./floors";

test("no installed package is below its floor", () => {
  expect(belowFloors(readLockfile())).toEqual([]);
});

test("an old version is found at any depth", () => {
  const packages = {
    "node_modules/next": { version: "16.4.0" },
    "node_modules/a/node_modules/sharp": { version: "0.34.9" },
    "node_modules/react": { version: "19.3.1" },
    "node_modules/stripe": { version: "23.0.1-beta.1" },
  };
  expect(belowFloors({ packages })).toHaveLength(3);
});

test("the lockfile has the packages of every platform", () => {
  expect(missingPlatforms(readLockfile())).toEqual([]);
});

test("a platform package that the lockfile lacks is found", () => {
  const packages = {
    "node_modules/tool": {
      version: "1.0.0",
      optionalDependencies: { "tool-mac": "1.0.0", "tool-linux": "1.0.0" },
    },
    "node_modules/tool-linux": { version: "1.0.0" },
  };
  expect(missingPlatforms({ packages })).toHaveLength(1);
});
