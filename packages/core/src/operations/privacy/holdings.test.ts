import { globSync } from "node:fs";
import { join } from "node:path";
import { Privacy } from "@securecart/core/privacy";
import { Entity } from "electrodb";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { holdings } from "./holdings";
import { kept, owned } from "./sweep-row";

/** Returns the name of every entity, found by the names of the files that define them. */
async function entities() {
  const src = join(import.meta.dirname, "../..");
  const files = globSync("**/*.entity.ts", { cwd: src });
  const modules = await Promise.all(files.map((file) => import(join(src, file))));
  return modules
    .flatMap((module: object) => Object.values(module))
    .filter((one) => one instanceof Entity)
    .map((entity) => String((entity as { schema: { model: { entity: string } } }).schema.model.entity));
}

test("each entity is in the export or has a reason why it is not", async () => {
  const found = await entities();
  expect(found.length).toBeGreaterThan(30);
  expect(Object.keys(holdings).sort()).toEqual(found.sort());
});

test("each place that an entity names is in the export", async () => {
  const all: object = await Privacy.exportAll(await customer());
  const places = Object.values(holdings).flatMap((holding) => ("in" in holding ? [holding.in] : []));
  expect(places).not.toHaveLength(0);
  expect(Object.keys(all)).toEqual(expect.arrayContaining(places));
});

test("the sweep of an erasure names only entities that exist", () => {
  const swept = [...Object.keys(owned), ...Object.keys(kept)];
  expect(Object.keys(holdings)).toEqual(expect.arrayContaining(swept));
});
