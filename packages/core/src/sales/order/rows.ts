import { z } from "zod";
import { Dynamo } from "#platform/dynamo";

/*
 * Rows of other modules in an order's partition, as the order reads them. Each module writes its own.
 */

const Units = z.object({ sku: z.string(), quantity: z.number() });

/** A refund. Amount in minor units of the order's currency. */
export const RefundRow = z.object({
  orderId: z.string(),
  refundId: z.string(),
  amount: z.number(),
  lines: z.array(Units.extend({ restock: z.boolean(), settled: z.number().optional() })),
  reason: z.string(),
  actor: z.string(),
  state: z.enum(["pending", "succeeded", "failed", "superseded"]),
  method: z.enum(["stripe", "outside"]).optional(),
  reference: z.string().optional(),
  stage: z.enum(["unshipped", "shipped", "canceled"]).optional(),
  supersededBy: z.string().optional(),
  attempt: z.number(),
  tries: z.number().optional(),
  stripeRefundId: z.string().optional(),
  failure: z.string().optional(),
  failedAfter: z.enum(["pending", "succeeded"]).optional(),
  createdAt: z.string(),
  dueAt: z.string(),
});
export type RefundRow = z.output<typeof RefundRow>;

/** A customer's request to send goods back. */
export const ReturnRow = z.object({
  orderId: z.string(),
  returnId: z.string(),
  lines: z.array(Units),
  reason: z.enum(["damaged", "wrong_item", "not_as_described", "does_not_fit", "unwanted"]),
  note: z.string().optional(),
  state: z.enum(["requested", "approved", "declined", "received"]),
  actor: z.string().optional(),
  answer: z.string().optional(),
  decidedAt: z.string().optional(),
  refundId: z.string().optional(),
  restocked: z.array(Units).optional(),
  createdAt: z.string(),
});
export type ReturnRow = z.output<typeof ReturnRow>;

/** A dispute at Stripe. Amounts in minor units of `currency`. */
export const DisputeRow = z.object({
  orderId: z.string(),
  disputeId: z.string(),
  chargeId: z.string(),
  intentId: z.string(),
  amount: z.number(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  state: z.enum(["open", "closed"]),
  /** Amounts that the bank took, and that it returned. */
  withdrawn: z.number(),
  reinstated: z.number(),
  evidenceDueAt: z.string().optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
});
export type DisputeRow = z.output<typeof DisputeRow>;

/** Report of a card network that a payment is fraud; `actionable` until it is refunded or disputed. */
export const WarningRow = z.object({
  orderId: z.string(),
  warningId: z.string(),
  chargeId: z.string(),
  intentId: z.string(),
  fraudType: z.string(),
  actionable: z.boolean(),
  warnedAt: z.string(),
});
export type WarningRow = z.output<typeof WarningRow>;

type Item = Record<string, unknown>;

/** Returns the rows of other modules among the items of an order's partition. Throws a ZodError for a malformed row. */
export function rowsOf(items: Item[]) {
  const all = <Row>(entity: string, schema: z.ZodType<Row>) =>
    items.filter((item) => Dynamo.entityOf(item) === entity).map((item) => schema.parse(item));
  return {
    refunds: all("refund", RefundRow),
    returns: all("return", ReturnRow),
    disputes: all("dispute", DisputeRow),
    warnings: all("fraudwarning", WarningRow),
  };
}
