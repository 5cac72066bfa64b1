import { globSync } from "node:fs";
import { join } from "node:path";
import { Privacy } from "@securecart/core/privacy";
import { Entity } from "electrodb";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { holdings } from "./holdings";

/** The kinds of rows that there are, by the files that say what a row is. */
async function kinds() {
  const src = join(import.meta.dirname, "../..");
  const files = globSync("*/*/*.entity.ts", { cwd: src });
  const modules = await Promise.all(files.map((file) => import(join(src, file))));
  return modules
    .flatMap((module: object) => Object.values(module))
    .filter((one) => one instanceof Entity)
    .map((entity) => String((entity as { schema: { model: { entity: string } } }).schema.model.entity));
}

test("each kind of row is in the export, or it is said why not", async () => {
  const found = await kinds();
  expect(found.length).toBeGreaterThan(30);
  expect(Object.keys(holdings).sort()).toEqual(found.sort());
});

test("what is said to be in the export has its place there", async () => {
  const all: object = await Privacy.exportAll(await customer());
  const places = Object.values(holdings).flatMap((holding) => ("in" in holding ? [holding.in] : []));
  expect(places).not.toHaveLength(0);
  expect(Object.keys(all)).toEqual(expect.arrayContaining(places));
});
