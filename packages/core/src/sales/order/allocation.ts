import { transact } from "#platform/dynamo";
import { Log } from "#platform/log";
import { Inventory } from "../inventory";
import { isUnshipped, toShip, unshipped } from "./goods";
import { OrderEntity } from "./order.entity";
import { type OrderView, require } from "./view";

/** Returns the order, after allocating its goods if it is from before goods were allocated. */
export async function withAllocation(order: OrderView): Promise<OrderView> {
  if (order.allocated || !isUnshipped(order)) return order;
  await allocateNow(order);
  return require(order.orderId);
}

/**
 * Allocates the goods of every unshipped order from before goods were allocated. Safe to repeat. With `dryRun` nothing
 * is written. Returns how many orders it checked and how many it changed or would change.
 */
export async function allocateUnshipped({ dryRun = false } = {}) {
  const counts = { checked: 0, changed: 0 };
  for (const status of unshipped) {
    let cursor: string | null = null;
    do {
      const page: { data: { orderId: string; allocated?: boolean | undefined }[]; cursor: string | null } =
        await OrderEntity.query.byStatus({ status }).go({ limit: 100, cursor });
      for (const { orderId, allocated } of page.data) {
        counts.checked++;
        if (!allocated && (await allocateOnce(orderId, dryRun))) counts.changed++;
      }
      cursor = page.cursor;
    } while (cursor);
  }
  return counts;
}

/** Returns whether the order had to be allocated. Reads it again: the index may lag behind. */
async function allocateOnce(orderId: string, dryRun: boolean) {
  const order = await require(orderId);
  if (order.allocated || !isUnshipped(order)) return false;
  return dryRun || allocateNow(order);
}

/** Adds units that left the ledger at authorization back until they ship. Returns false when the order changed. */
async function allocateNow(order: OrderView) {
  const { orderId, status, refundVersion } = order;
  const changes = toShip(order).map(({ sku, quantity }) => ({
    sku,
    allocated: quantity,
    movement: {
      reference: `unshipped:${orderId}`,
      kind: "adjustment" as const,
      quantity,
      cause: "On hand until it is shipped.",
    },
  }));
  const { committed } = await transact({
    order: OrderEntity.patch({ orderId })
      .set({ allocated: true })
      .where((at, { eq, notExists }) =>
        [
          eq(at.status, status),
          notExists(at.allocated),
          refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion),
        ].join(" AND "),
      ),
    stock: Inventory.writes(orderId, { changes }),
  });
  if (committed) Log.info("order.allocated_late", { orderId });
  return committed;
}
