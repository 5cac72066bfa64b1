/** Kinds of discrepancies, with their meanings. */
export const discrepancyKinds = [
  /** A row does not have the shape of its entity. */
  "row.unreadable",
  /** An available, held or allocated quantity is below zero. */
  "stock.negative",
  /** available + held + allocated differs from the sum of the movements. */
  "stock.ledger",
  /** held differs from the sum of the holds of pending orders. */
  "stock.held",
  /** allocated differs from the unshipped goods of paid orders. */
  "stock.allocated",
  /** A SKU without a stock row has movements, holds or allocated goods. */
  "stock.unknown",
  /** The goods that left the warehouse for an order differ from the order. */
  "sale.wrong",
  /** A pending order has no hold. */
  "hold.missing",
  /** A hold belongs to an order that is not pending. */
  "hold.orphan",
  /** A hold differs from the lines of its order. */
  "hold.lines",
  /** An order took a step that no order may take. */
  "order.path",
  /** The last step of the timeline is not the order's status. */
  "order.end",
  /** Prices, quantities, delivery and tax do not add up to the total. */
  "order.total",
  /** No tax was charged, and the business tax ID was never confirmed. */
  "order.tax_unproven",
  /** A coupon or its customer counts another number of uses than there are orders. */
  "coupon.used",
  /** The use of a coupon differs from its order. */
  "coupon.order",
  /** Stripe has money that belongs to no order. */
  "money.unknown",
  /** An order is paid, and Stripe has no money for it. */
  "money.missing",
  /** An order has two payments. */
  "money.twice",
  /** A payment has another amount or currency than its order. */
  "money.amount",
  /** captured − refunded at Stripe differs from the order. */
  "money.kept",
  /** More was refunded than captured. */
  "money.refunded",
  /** An order's refunded amount differs from the sum of its refunds, or is above what was captured. */
  "refund.sum",
  /** Stripe does not have a refund, has it twice, or has it with other facts. */
  "refund.differs",
  /** Stripe has a refund that we did not make or record. */
  "refund.unknown",
  /** A refund is still pending. */
  "refund.waiting",
  /** Stripe has a dispute about a payment of ours that no order knows. */
  "dispute.unknown",
  /** Stripe does not have a dispute, or has it with another status or amount. */
  "dispute.differs",
  /** Stripe has a fraud warning about a payment of ours that no order knows. */
  "warning.unknown",
  /** Stripe does not have a fraud warning, or has it with other facts. */
  "warning.differs",
  /** A dispute or fraud warning does not block its order, or blocks it without reason. */
  "obstacle.differs",
  /** The payment page of a closed order still accepts money. */
  "page.open",
  /** A step has no event, so that no consumer learns of it. */
  "event.missing",
  /** An event has not reached all of its consumers. */
  "event.waiting",
  /** A stored webhook was not handled. */
  "webhook.waiting",
  /** An order email was sent twice. */
  "message.twice",
  /** An order email is about an order that does not exist. */
  "message.orphan",
  /** An order email was leased for sending and not sent. */
  "message.stuck",
  /** An authorized order has no fulfillment. */
  "fulfillment.missing",
  /** A fulfillment failed. */
  "fulfillment.failed",
  /** A fulfillment neither ended nor waits for a person, or ended before its order. */
  "fulfillment.stuck",
] as const;

export type DiscrepancyKind = (typeof discrepancyKinds)[number];

export type Discrepancy = { kind: DiscrepancyKind; about: string; text: string };
