import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { linkTypes, readLinkTypes } from "../link-types";
import { root } from "../paths";
import { deploy } from "./deploy";
import { openRehearsal } from "./open";

const committed = readFileSync(join(root, "sst-env.d.ts"), "utf8");

test("sst diff of production succeeds", async () => {
  const rehearsal = await openRehearsal("difference");
  try {
    const { code, output } = await rehearsal.sst("diff", "--stage", "production");
    expect(code, output).toBe(0);
    expect(output).toContain("aws:dynamodb:Table");
  } finally {
    rehearsal.close();
  }
});

test("sst deploy of a new stage succeeds and writes the committed link types", async () => {
  const { code, output, types, resources } = await deploy();
  expect(code, output).toBe(0);
  expect(types).toBe(linkTypes({ resources }));
  const known = readLinkTypes(committed);
  for (const [name, fields] of readLinkTypes(types)) expect(known.get(name), name).toEqual(fields);
});

test("sst deploy creates an archive of every function", async () => {
  const { functions } = await deploy();
  expect(functions.length).toBeGreaterThan(10);
  const missing = functions.filter(
    ({ name, archive }) => !name.endsWith("EdgeFunction") && !(archive && existsSync(archive)),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
