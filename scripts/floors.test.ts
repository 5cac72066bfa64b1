import { expect, test } from "vitest";
import { belowFloors, missingPlatforms, readLockfile } from "./floors";

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

test("the lockfile has every platform's package, so that npm ci takes it anywhere", () => {
  expect(missingPlatforms(readLockfile())).toEqual([]);
});

test("a platform's package that is not locked is found", () => {
  const packages = {
    "node_modules/tool": {
      version: "1.0.0",
      optionalDependencies: { "tool-mac": "1.0.0", "tool-linux": "1.0.0" },
    },
    "node_modules/tool-linux": { version: "1.0.0" },
  };
  expect(missingPlatforms({ packages })).toHaveLength(1);
});
