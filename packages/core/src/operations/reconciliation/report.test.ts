import { Reconciliation } from "@securecart/core/reconciliation";
import { expect, test } from "vitest";
import { product } from "#test/fixtures";
import { StockEntity } from "../../sales/inventory/stock.entity";

test("stock that drifts from its ledger is reported until it is put right", async () => {
  const { sku } = await product({ stock: 4 });
  const drift = (available: number) => StockEntity.patch({ sku }).set({ available }).go();
  const mine = async () => (await Reconciliation.check({})).findings.filter(({ about }) => about === sku);
  expect(await mine()).toEqual([]);
  await drift(5);
  expect(await mine()).toMatchObject([{ kind: "stock.ledger" }]);
  expect((await Reconciliation.report({})).findings["stock.ledger"]).toBeGreaterThanOrEqual(1);
  await drift(4);
  expect(await mine()).toEqual([]);
});
