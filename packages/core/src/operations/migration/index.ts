import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { Search } from "#catalog/search";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Inventory } from "#sales/inventory";
import { Order } from "#sales/order";
import { Payment } from "#sales/payment";
import { Promotion } from "#sales/promotion";

export * as Migration from "./index";

const Run = z.object({ dryRun: z.boolean() });

/** Rows that a migration checked, and those that it changed or, in a dry run, would change. */
export type Counts = { checked: number; changed: number };

type Step = { name: string; run: (how: z.output<typeof Run>) => Promise<Counts> };

/** Migrations in their order, which never changes. Each is safe to repeat: it skips rows that it changed before. */
const steps: Step[] = [
  { name: "0001-allocated-stock", run: Order.allocateUnshipped },
  {
    name: "0002-released-coupons",
    run: async (how) => {
      const { checked, orderIds } = await Order.releaseCoupons(how);
      return { checked, changed: orderIds.length };
    },
  },
  { name: "0003-listed-variants", run: Catalog.listVariants },
  { name: "0004-low-stock", run: Inventory.markAllLowStock },
  { name: "0005-listed-coupons", run: Promotion.listOld },
  { name: "0006-listed-orders", run: Order.listOld },
  { name: "0007-unanswerable-webhooks", run: Payment.gatherUnanswerable },
  {
    name: "0008-offered-prices",
    run: async (how) => {
      const counts = await Catalog.offerOld(how);
      if (counts.changed > 0 && !how.dryRun) await Search.changed();
      return counts;
    },
  },
  { name: "0009-listed-search-misses", run: Search.listOldMisses },
  { name: "0010-card-swatches", run: Catalog.lookOld },
];

export const names = steps.map(({ name }) => name);

/** Runs one migration by its name. A dry run writes nothing. */
export const run = fn(Run.extend({ name: z.enum(names) }), async ({ name, ...how }) => {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`No migration has the name ${name}.`);
  return step.run(how);
});

/** Runs all migrations, for rows that old code wrote meanwhile. Logs one that fails and runs the others. */
export async function catchUp() {
  const results: (Counts & { name: string; failed: boolean })[] = [];
  for (const { name, run } of steps)
    try {
      const counts = await run({ dryRun: false });
      if (counts.changed > 0) Log.info("migration.caught_up", { name, ...counts });
      results.push({ name, ...counts, failed: false });
    } catch (error) {
      Log.error("migration.failed", error, { name });
      results.push({ name, checked: 0, changed: 0, failed: true });
    }
  return results;
}
