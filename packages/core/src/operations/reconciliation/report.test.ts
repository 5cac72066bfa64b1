import { Reconciliation } from "@securecart/core/reconciliation";
import { expect, test } from "vitest";
import { product } from "#test/fixtures";
import { StockEntity } from "../../sales/inventory/stock.entity";

test("stock that drifts from its ledger is reported until it is put right", async () => {
  const { sku } = await product({ stock: 4 });
  const drift = (available: number) => StockEntity.patch({ sku }).set({ available }).go();
  const ofSku = async () =>
    (await Reconciliation.check({})).discrepancies.filter(({ about }) => about === sku);
  expect(await ofSku()).toEqual([]);
  await drift(5);
  expect(await ofSku()).toMatchObject([{ kind: "stock.ledger" }]);
  expect((await Reconciliation.report({})).discrepancies["stock.ledger"]).toBeGreaterThanOrEqual(1);
  await drift(4);
  expect(await ofSku()).toEqual([]);
});
