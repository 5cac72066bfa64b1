import { createHash } from "node:crypto";
import { Order, type OrderRow, type OrderView, type Status, statuses } from "@securecart/core/order";
import { Text } from "@securecart/core/text";
import { z } from "zod";

const Address = z.object({
  status: z.enum(statuses).optional().catch(undefined),
  cursor: Order.list.schema.shape.cursor
    .transform(() => true)
    .optional()
    .catch(undefined),
  oldest: z.literal("1").optional().catch(undefined),
  q: Text.line(200, "Enter a search term.").optional().catch(undefined),
});

export type ListAddress = { status?: Status; cursor?: string; q?: string; oldest?: "1" };

/** Reads the URL of a list of orders and ignores what is invalid. */
export function readAddress(params: Record<string, unknown>): ListAddress {
  const { status, cursor, q, oldest } = Address.parse(params);
  return {
    ...(status && { status }),
    ...(cursor && { cursor: String(params.cursor) }),
    ...(q && { q }),
    ...(oldest && { oldest }),
  };
}

/** Returns the orders that match a search, or a page of the list. */
export async function readOrders({ q, oldest, ...query }: ListAddress) {
  if (q) return { rows: await Order.lookUp({ words: q }), next: null };
  return Order.list({ ...query, oldestFirst: oldest === "1" });
}

/** Returns a hash of a list, which changes when one of its orders does. */
export const versionOf = (rows: Pick<OrderRow, "orderId" | "updatedAt">[]) =>
  digest(rows.map(({ orderId, updatedAt }) => [orderId, updatedAt]));

/** Returns a hash of what an order's page shows, which changes when the order does. */
export const versionOfOne = ({
  status,
  closing,
  review,
  risk,
  refunds,
  returns,
  remarks,
  taxIdCheck,
}: OrderView) =>
  digest([
    status,
    closing,
    review,
    risk,
    refunds.map(({ refundId, state }) => [refundId, state]),
    returns.map(({ returnId, state }) => [returnId, state]),
    remarks.map(({ about, at }) => [about, at]),
    taxIdCheck?.at,
  ]);

const digest = (state: unknown) =>
  createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 16);
