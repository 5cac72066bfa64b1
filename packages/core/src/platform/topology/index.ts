/**
 * Queues, rules, schedules, streams, HTTP routes and state machines, and the handler of each. The stacks and the local
 * cloud both create them from this file, so that both route a message to the same handler. Pure data: no imports.
 * Durations are in seconds; handlers are `file.export` paths from the repository's root.
 */

/** Handler and timeout of a function. The visibility timeout of its queue must be at least six times as long. */
export type Consumer = { handler: string; timeoutSeconds: number };

/** SQS queue with its dead-letter queue (`<name>DeadLetters`) and its only consumer. */
export type QueueDefinition = {
  name: string;
  visibilitySeconds: number;
  maxReceiveCount: number;
  batchSize: number;
  consumer: Consumer;
};

/** EventBridge rule: events that match the pattern are sent to the queue. */
export type RuleDefinition = { name: string; pattern: EventPattern; queue: string };

/** EventBridge event pattern in the format of AWS. */
export type EventPattern = { source?: string[]; "detail-type"?: (string | { prefix: string })[] };

/** Schedule that calls its handler periodically. */
export type ScheduleDefinition = { name: string; everySeconds: number; consumer: Consumer };

/** Route of the HTTP API to a function. */
export type RouteDefinition = { method: "POST" | "GET"; path: string; consumer: Consumer };

/**
 * Step Functions state machine. Its definition file names a function by placeholder, `"FunctionName": "${AssessFraud}"`,
 * which the stacks replace with an ARN and the local cloud with its own name.
 */
export type MachineDefinition = { name: string; definition: string; functions: Record<string, Consumer> };

export const queues = [
  queue("PaymentQueue", "packages/functions/src/payment/stripe-events.handler"),
  queue("FulfillmentQueue", "packages/functions/src/fulfillment/begin-or-resume.handler"),
  queue("OrderEmailQueue", "packages/functions/src/order-email/send.handler"),
  queue("CartQueue", "packages/functions/src/cart/remove-purchased.handler"),
  queue("CatalogQueue", "packages/functions/src/catalog/publish.handler"),
  queue("AccountEmailQueue", "packages/functions/src/account/emails.handler"),
  queue("StaffEmailQueue", "packages/functions/src/staff/invite.handler"),
  // Preparing a large picture takes seconds and much memory, so each is handled alone.
  {
    ...queue("MediaQueue", "packages/functions/src/media/prepare.handler", 120),
    visibilitySeconds: 720,
    batchSize: 1,
  },
  {
    ...queue("TransferQueue", "packages/functions/src/transfer/advance.handler", 120),
    visibilitySeconds: 720,
    batchSize: 1,
  },
] as const satisfies QueueDefinition[];

export const eventSource = "securecart";

/** Events that start a fulfillment or may end a wait of its state machine. */
export const fulfillmentEvents = [
  "order.authorized",
  "order.reviewed",
  "order.paid",
  "order.packed",
  "order.shipped",
  "order.delivered",
  "order.canceled",
  "order.canceled_refunded",
] as const;

/** Events of an order that its customer gets an email about. */
export const orderEmailEvents = [
  "order.authorized",
  "order.in_review",
  "order.paid",
  "order.shipped",
  "order.delivered",
  "order.canceled",
  "order.canceled_refunded",
  "order.refunded",
  "order.refund_failed",
  "order.return_requested",
  "order.return_approved",
  "order.return_declined",
  "order.tax_id_refused",
  "order.review_due",
] as const;

/** Events of alerts, which send one email each. */
export const alertEvents = ["alert.due", "alert.confirmation_due"] as const;

/** Events that end a purchase: the ordered items are removed from the cart. */
export const purchaseEvents = ["order.authorized"] as const;

/** Events that change what the storefront shows. */
export const catalogEvents = [
  "catalog.product_changed",
  "catalog.category_changed",
  "catalog.prices_changed",
  "catalog.collection_changed",
  "catalog.search_changed",
  "inventory.availability_changed",
  "content.changed",
  "settings.changed",
] as const;

/** Events after which a picture is prepared, its use is marked, or products get its focal point. */
export const mediaEvents = ["media.uploaded", "media.focus_changed", "media.use_changed"] as const;

export const rules = [
  rule("OrderToFulfillment", "FulfillmentQueue", fulfillmentEvents),
  rule("OrderToEmail", "OrderEmailQueue", [...orderEmailEvents, ...alertEvents]),
  rule("OrderAuthorizedToCart", "CartQueue", purchaseEvents),
  rule("CatalogToPublish", "CatalogQueue", catalogEvents),
  rule("MediaToPrepare", "MediaQueue", mediaEvents),
] as const satisfies RuleDefinition[];

/** Events that change the reports of an order. */
export const reportedEvents = [
  "order.placed",
  "order.authorized",
  "order.in_review",
  "order.reviewed",
  "order.paid",
  "order.packed",
  "order.shipped",
  "order.delivered",
  "order.expired",
  "order.canceled",
  "order.canceled_refunded",
  "order.refunded",
  "order.refund_failed",
] as const;

/**
 * Queue, rule and task of the reporting database. They are deployed, and events wait for this consumer, only where a
 * database is linked (`Resource.Reporting.url`).
 */
export const reporting = {
  queues: [queue("ReportQueue", "packages/functions/src/reporting/record.handler")],
  rules: [rule("OrderToReport", "ReportQueue", reportedEvents)],
  /** Started by a person: it fills the reports again. */
  tasks: [
    {
      name: "RebuildReports",
      consumer: { handler: "packages/functions/src/reporting/rebuild.handler", timeoutSeconds: 900 },
    },
  ],
} as const satisfies {
  queues: readonly QueueDefinition[];
  rules: readonly RuleDefinition[];
  tasks: readonly { name: string; consumer: Consumer }[];
};

export const schedules = [
  {
    name: "SweepOrders",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/order/sweep.handler", timeoutSeconds: 50 },
  },
  {
    name: "SweepEvents",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/event/sweep.handler", timeoutSeconds: 50 },
  },
  {
    name: "PublishSearch",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/catalog/publish-search.handler", timeoutSeconds: 300 },
  },
  {
    name: "PublishPrices",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/catalog/publish-prices.handler", timeoutSeconds: 120 },
  },
  {
    name: "SweepErasures",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/privacy/sweep.handler", timeoutSeconds: 300 },
  },
  {
    name: "SweepMedia",
    everySeconds: 3600,
    consumer: { handler: "packages/functions/src/media/sweep.handler", timeoutSeconds: 240 },
  },
  {
    name: "SweepTransfers",
    everySeconds: 60,
    consumer: { handler: "packages/functions/src/transfer/sweep.handler", timeoutSeconds: 50 },
  },
  {
    name: "RecheckTaxIds",
    everySeconds: 300,
    consumer: { handler: "packages/functions/src/tax-id/recheck.handler", timeoutSeconds: 240 },
  },
  {
    name: "Reconcile",
    everySeconds: 24 * 3600,
    consumer: { handler: "packages/functions/src/reconciliation/reconcile.handler", timeoutSeconds: 900 },
  },
] as const satisfies ScheduleDefinition[];

/** Consumers of the table's stream. */
export const streamConsumers = [
  {
    name: "TableRelay",
    batchSize: 100,
    consumer: { handler: "packages/functions/src/event/relay.handler", timeoutSeconds: 20 },
  },
] as const;

export const routes = [
  {
    method: "POST",
    path: "/webhooks/stripe",
    consumer: { handler: "packages/functions/src/payment/stripe-webhook.handler", timeoutSeconds: 10 },
  },
] as const satisfies RouteDefinition[];

/**
 * Events that the endpoint subscribes at Stripe, no others. The nightly reconciliation asks for the same, 20 types at
 * most, should their webhooks have been lost.
 */
export const stripeEvents = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "radar.early_fraud_warning.created",
  "radar.early_fraud_warning.updated",
] as const;

export const machines = [
  {
    name: "Fulfillment",
    definition: "packages/core/src/sales/fulfillment/fulfillment.asl.json",
    functions: {
      AssessFraud: step("assessFraud"),
      RequestReview: step("requestReview"),
      Capture: step("capture"),
      Allocate: step("allocate"),
      AwaitStatus: step("awaitStatus"),
      Void: step("voidPayment"),
      Refund: step("refundPayment"),
    },
  },
] as const satisfies MachineDefinition[];

function step(name: string): Consumer {
  return { handler: `packages/functions/src/fulfillment/steps.${name}`, timeoutSeconds: 30 };
}

function queue<const Name extends string>(name: Name, handler: string, timeoutSeconds = 20) {
  return {
    name,
    visibilitySeconds: 120,
    maxReceiveCount: 5,
    batchSize: 10,
    consumer: { handler, timeoutSeconds },
  };
}

function rule<const Name extends string, const Queue extends string>(
  name: Name,
  target: Queue,
  types: readonly string[],
) {
  return { name, queue: target, pattern: { source: [eventSource], "detail-type": [...types] } };
}
