import { Catalog } from "@securecart/core/catalog";
import { expect, test } from "vitest";
import { product, productOf } from "#test/fixtures";
import { VariantEntity } from "./variant.entity";

/** Returns the listed variants of a product. */
async function listed(slug: string) {
  const found: { sku: string; active: boolean }[] = [];
  for await (const page of Catalog.allVariants())
    found.push(...page.flatMap((row) => (row.slug === slug ? [{ sku: row.sku, active: row.active }] : [])));
  return found.sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

test("all variants are listed, and those of a hidden product are not active", async () => {
  const { sku, slug } = await productOf("Size", ["S", "M"]);
  expect(await listed(slug)).toEqual([
    { sku: `${sku}-0`, active: true },
    { sku: `${sku}-1`, active: true },
  ]);
  const hidden = await product({ status: "hidden" });
  expect(await listed(hidden.slug)).toEqual([{ sku: hidden.sku, active: false }]);
});

test("variants from before all variants were listed are listed once, and a dry run writes nothing", async () => {
  const { sku, slug } = await product();
  const { data } = await VariantEntity.get({ sku }).go();
  if (!data) throw new Error(`${sku} is missing.`);
  const { shard: _, ...old } = data;
  await VariantEntity.put(old).go();
  expect(await listed(slug)).toEqual([]);
  expect((await Catalog.listVariants({ dryRun: true })).changed).toBe(1);
  expect(await listed(slug)).toEqual([]);
  expect((await Catalog.listVariants()).changed).toBe(1);
  expect(await listed(slug)).toEqual([{ sku, active: true }]);
  expect((await Catalog.listVariants()).changed).toBe(0);
});
