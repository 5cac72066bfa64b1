import { transact } from "#platform/dynamo";
import { Log } from "#platform/log";
import { Inventory } from "../inventory";
import { isUnshipped, toShip, unshipped } from "./goods";
import { OrderEntity } from "./order.entity";
import { type OrderView, require } from "./view";

/** Returns the order with its goods allocated, if it is one from before they were. */
export async function withAllocation(order: OrderView): Promise<OrderView> {
  if (order.allocated || !isUnshipped(order)) return order;
  await allocateNow(order);
  return require(order.orderId);
}

/**
 * Brings every unshipped order from before stock knew allocated goods up to it. Repeatable: an order that is done is
 * left alone. With `dryRun` nothing is written. Returns how many orders it checked and how many it changed or would change.
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

/** Returns whether the order lacked it; the index may lag behind the order. */
async function allocateOnce(orderId: string, dryRun: boolean) {
  const order = await require(orderId);
  if (order.allocated || !isUnshipped(order)) return false;
  return dryRun || allocateNow(order);
}

/** Returns units that left the ledger at authorization to it until they are shipped. False when the order moved on. */
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
