/** What can be wrong with the books. */
export const findingKinds = [
  /** A row that is not what its kind of row must be. */
  "row.unreadable",
  /** Fewer than none can be sold or are held. */
  "stock.negative",
  /** available + held + allocated is not the sum of the movements. */
  "stock.ledger",
  /** held is not the sum of the pending orders' holds. */
  "stock.held",
  /** allocated is not what paid orders have not shipped. */
  "stock.allocated",
  /** Goods moved or are held of a SKU that has no stock. */
  "stock.unknown",
  /** What left the warehouse for an order is not what the order says. */
  "sale.wrong",
  "hold.missing",
  "hold.orphan",
  "hold.lines",
  /** A step that no order takes. */
  "order.path",
  /** The timeline ends elsewhere than the order stands. */
  "order.end",
  /** Prices, quantities, delivery and tax do not add up to what was asked for. */
  "order.total",
  /** No tax was charged to a business whose tax ID nobody has confirmed. */
  "order.tax_unproven",
  /** Orders say another number of uses than the coupon or its customer counts. */
  "coupon.used",
  /** An order's use of a coupon is not what the order says. */
  "coupon.order",
  /** Money at Stripe that no order knows of. */
  "money.unknown",
  /** Goods went out, and no money stands behind them. */
  "money.missing",
  "money.twice",
  /** Another amount or currency than the order's. */
  "money.amount",
  /** captured − refunded at Stripe is not what the order says was kept. */
  "money.kept",
  /** More went back than came in. */
  "money.refunded",
  /** An order's sum of refunds is not that of its refunds, or above what was captured. */
  "refund.sum",
  /** A refund here that Stripe does not have, has twice, or has otherwise. */
  "refund.differs",
  /** A refund at Stripe that no refund here asked for. */
  "refund.unknown",
  /** A refund that nobody has settled. */
  "refund.waiting",
  /** A dispute at Stripe about a payment of ours that no order knows of. */
  "dispute.unknown",
  /** A dispute that Stripe does not have, or has with another status or amount. */
  "dispute.differs",
  /** A fraud warning at Stripe about a payment of ours that no order knows of. */
  "warning.unknown",
  /** A fraud warning that Stripe does not have, or has otherwise. */
  "warning.differs",
  /** A dispute or warning that does not keep its order from being packed, or one that does and should not. */
  "obstacle.differs",
  /** A closed order whose page would still take money. */
  "page.open",
  /** A step without its event: nobody else will ever hear of it. */
  "event.missing",
  "event.waiting",
  "webhook.waiting",
  "message.twice",
  "message.orphan",
  "message.stuck",
  /** An authorized order whose fulfillment never began. */
  "fulfillment.missing",
  /** A fulfillment that gave up. */
  "fulfillment.failed",
  /** A fulfillment that neither ended nor waits for a person, or ended before its order did. */
  "fulfillment.stuck",
] as const;

export type FindingKind = (typeof findingKinds)[number];

export type Finding = { kind: FindingKind; about: string; says: string };
