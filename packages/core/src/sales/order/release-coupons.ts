import { z } from "zod";
import { transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Promotion } from "../promotion";
import { OrderEntity } from "./order.entity";
import type { OrderCoupon } from "./view";

type Released = { checked: number; orderIds: string[] };

const Run = z.object({ dryRun: z.boolean() });

/**
 * Releases the coupons of paid orders that were canceled before cancellations released coupons. Safe to repeat; a dry
 * run changes nothing. Returns how many orders it checked, and the ids of those whose coupon it released or would
 * release. Reads all canceled orders: for a job, not for a request.
 */
export const releaseCoupons = fn(Run, async ({ dryRun }): Promise<Released> => {
  const orderIds: string[] = [];
  let checked = 0;
  let cursor: string | null = null;
  do {
    const page: { data: { orderId: string; coupon?: OrderCoupon | undefined }[]; cursor: string | null } =
      await OrderEntity.query.byStatus({ status: "canceled_refunded" }).go({ cursor, limit: 200 });
    checked += page.data.length;
    for (const { orderId, coupon } of page.data)
      if (coupon && (await release(orderId, coupon, dryRun))) orderIds.push(orderId);
    cursor = page.cursor;
  } while (cursor);
  return { checked, orderIds };
});

async function release(orderId: string, coupon: OrderCoupon, dryRun: boolean) {
  if (!(await Promotion.isUsedBy({ orderId, code: coupon.code }))) return false;
  if (dryRun) return true;
  const { committed } = await transact({ coupon: Promotion.release({ orderId, ...coupon }) });
  return committed;
}
