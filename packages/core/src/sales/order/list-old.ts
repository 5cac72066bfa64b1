import { Dynamo } from "#platform/dynamo";
import { OrderEntity } from "./order.entity";
import { statuses } from "./status";

/**
 * Puts the orders that were listed by month into the list of all orders. Safe to repeat. With `dryRun` nothing is written.
 * Returns how many orders it checked and how many it changed or would change.
 */
export async function listOld({ dryRun = false } = {}) {
  const counts = { checked: 0, changed: 0 };
  for (const status of statuses) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ofStatus>> = await ofStatus(status, cursor);
      for (const order of page.data) {
        counts.checked++;
        if (order.list) continue;
        counts.changed++;
        if (!dryRun) await list(order);
      }
      cursor = page.cursor;
    } while (cursor);
  }
  return counts;
}

const ofStatus = (status: (typeof statuses)[number], cursor: string | null) =>
  OrderEntity.query.byStatus({ status }).go({ limit: 100, cursor });

type Row = Awaited<ReturnType<typeof ofStatus>>["data"][number];

const list = ({ orderId, createdAt }: Row) =>
  Dynamo.written(OrderEntity.patch({ orderId }).set({ list: "all" }).composite({ createdAt }).go());
