import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { linkTypes, readLinkTypes } from "./link-types";
import { root } from "./paths";
import { synthesize } from "./synthesize";

const committed = readFileSync(join(root, "sst-env.d.ts"), "utf8");

// After a change of links or functions: `node --import tsx infra/types.ts`.
test("the committed link types are those of production", async () => {
  expect(committed).toBe(linkTypes(await synthesize("production")));
});

test.each(["staging", "dev"])("the links of stage %s have the types of production", async (stage) => {
  const types = readLinkTypes(committed);
  const its = readLinkTypes(linkTypes(await synthesize(stage)));
  expect(its.size).toBeGreaterThan(20);
  for (const [name, fields] of its) expect(types.get(name), name).toEqual(fields);
});
