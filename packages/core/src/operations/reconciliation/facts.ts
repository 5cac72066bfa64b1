import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Money } from "#platform/money";
import { type Stripe, StripeApi } from "#platform/stripe";
import { Workflow } from "#platform/workflow";
import { OrderAutomatic, OrderCoupon, statuses, Task } from "#sales/order";
import { TaxRule, Totals, taxClasses } from "#sales/pricing";
import { refundMethods, refundStates } from "#sales/refund";
import { Check } from "#sales/tax-id";

/** Age up to which executions are expected, in seconds: Step Functions deletes ended ones after 90 days. */
const executionsKeptSeconds = 85 * 24 * 3600;

/** Concurrent requests to the workflow service. */
const width = 10;

const Line = z.object({ sku: z.string(), quantity: z.number() });
/** Orders from before discounts and tax IDs have neither a shipping discount nor relief. */
const StoredTotals = Totals.pick({
  subtotal: true,
  discount: true,
  shipping: true,
  tax: true,
  total: true,
}).extend({
  shippingDiscount: z.number().default(0),
  relief: z.number().default(0),
});

/** Rows to reconcile, parsed as they are stored: reconciliation does not trust the code that wrote them. */
const rows = {
  stock: z.object({
    sku: z.string(),
    available: z.number(),
    held: z.number(),
    allocated: z.number().default(0),
  }),
  movement: z.object({
    sku: z.string(),
    reference: z.string(),
    kind: z.enum(["received", "sale", "return", "write_off", "adjustment"]),
    quantity: z.number(),
  }),
  hold: z.object({ orderId: z.string(), lines: z.array(Line) }),
  order: z.object({
    orderId: z.string(),
    status: z.enum(statuses),
    currency: Money.Currency,
    lines: z.array(Line.extend({ unitPrice: z.number(), total: z.number(), taxClass: z.enum(taxClasses) })),
    totals: StoredTotals,
    address: z.object({ country: z.string(), region: z.string().optional() }),
    contact: z.object({ taxId: z.string().optional() }).optional(),
    delivery: z.object({ amount: z.number() }),
    tax: TaxRule.optional(),
    /** Absent on orders from before tax IDs were checked. */
    territory: z.string().optional(),
    taxIdCheck: Check.pick({ result: true }).optional(),
    coupon: OrderCoupon.optional(),
    automatic: OrderAutomatic.optional(),
    sessionId: z.string().optional(),
    intentId: z.string().optional(),
    captured: z.number().default(0),
    /** Refunded amount, without failed refunds. */
    refunded: z.number().default(0),
    /** Disputes, fraud warnings and mismatches that block shipping. */
    alerts: z.array(z.object({ key: z.string() })).default([]),
    refundedLines: z.record(z.string(), z.number()).default({}),
    goodsSettled: z.record(z.string(), z.number()).default({}),
    /** False on orders from before stock counted allocated goods. */
    allocated: z.boolean().default(false),
    /** Decision of a staff member on an order in review. */
    review: z.object({ approved: z.boolean() }).optional(),
    /** Statuses that end the wait of the fulfillment for a person. */
    task: Task.pick({ until: true }).optional(),
    createdAt: z.string(),
  }),
  refund: z.object({
    orderId: z.string(),
    refundId: z.string(),
    amount: z.number(),
    state: z.enum(refundStates),
    method: z.enum(refundMethods).default("stripe"),
    stripeRefundId: z.string().optional(),
    createdAt: z.string(),
  }),
  dispute: z.object({
    orderId: z.string(),
    disputeId: z.string(),
    amount: z.number(),
    status: z.string(),
    withdrawn: z.number(),
    reinstated: z.number(),
  }),
  fraudwarning: z.object({ orderId: z.string(), warningId: z.string(), actionable: z.boolean() }),
  coupon: z.object({ code: z.string(), used: z.number() }),
  customeruse: z.object({ code: z.string(), customer: z.string(), used: z.number() }),
  redemption: z.object({
    orderId: z.string(),
    code: z.string(),
    customer: z.string(),
    /** Counters that it adds to; both when absent. */
    counted: z.array(z.enum(["coupon", "customer"])).optional(),
    state: z.enum(["used", "given_back"]),
  }),
  transition: z.object({ orderId: z.string(), status: z.enum(statuses), at: z.string() }),
  event: z.object({
    eventId: z.string(),
    type: z.string(),
    detail: z.looseObject({ orderId: z.string().optional() }).default({}),
    state: z.enum(["waiting", "done", "stuck"]),
    waiting: z
      .set(z.string())
      .default(new Set<string>())
      .transform((consumers) => [...consumers]),
    at: z.string(),
  }),
  stripeevent: z.object({
    eventId: z.string(),
    type: z.string(),
    state: z.enum(["received", "done", "unanswerable"]),
    receivedAt: z.string(),
  }),
  message: z.object({
    orderId: z.string(),
    kind: z.string(),
    state: z.enum(["sending", "sent"]),
    at: z.string(),
  }),
};

type Rows = typeof rows;
type Kind = keyof Rows;
type Read = { [Name in Kind]: z.output<Rows[Name]>[] };

/** Payment at Stripe. In all rows of Stripe, amounts are in minor units and times in Unix seconds. */
export type Intent = {
  id: string;
  orderId: string | null;
  currency: string;
  amount: number;
  capturable: number;
  received: number;
};
export type Charge = {
  id: string;
  intentId: string | null;
  captured: number;
  refunded: number;
  created: number;
};
export type Refund = {
  id: string;
  intentId: string | null;
  /** Id of our refund, from Stripe's metadata. */
  refundId: string | null;
  amount: number;
  status: string;
};
export type Dispute = {
  id: string;
  intentId: string | null;
  amount: number;
  status: string;
  created: number;
};
export type Warning = { id: string; intentId: string | null; actionable: boolean; created: number };
/** Execution of the fulfillment of an order at Step Functions. */
export type Execution = { orderId: string; status: string };
export type PaymentPage = {
  id: string;
  orderId: string | null;
  status: string;
  amount: number;
  expiresAt: number;
};

/** Facts to reconcile: the rows of the table, the fulfillments, and Stripe's rows. */
export type Facts = Read & {
  intents: Intent[];
  charges: Charge[];
  refunds: Refund[];
  disputes: Dispute[];
  warnings: Warning[];
  pages: PaymentPage[];
  executions: Execution[];
  unreadable: { about: string; text: string }[];
};

/** Reads the whole table, then its fulfillments and all of Stripe, which know of everything before the table does. */
export async function read(): Promise<Facts> {
  const table = await readTable();
  return { ...table, executions: await readExecutions(table), ...(await readStripe()) };
}

/** Reads the fulfillments of all authorized orders. One request each. */
async function readExecutions({ order, transition }: Read): Promise<Execution[]> {
  const young = new Set(
    order
      .filter(({ createdAt }) => createdAt > Clock.iso(-executionsKeptSeconds))
      .map(({ orderId }) => orderId),
  );
  const begun = new Set(
    transition.filter(({ status }) => status === "authorized").map(({ orderId }) => orderId),
  );
  const left = [...begun].filter((orderId) => young.has(orderId));
  const found: Execution[] = [];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let orderId = left.pop(); orderId; orderId = left.pop())
        found.push({ orderId, status: (await Workflow.status("Fulfillment", orderId)) ?? "missing" });
    }),
  );
  return found;
}

async function readTable() {
  const found: Read = {
    stock: [],
    movement: [],
    hold: [],
    order: [],
    refund: [],
    dispute: [],
    fraudwarning: [],
    coupon: [],
    customeruse: [],
    redemption: [],
    transition: [],
    event: [],
    stripeevent: [],
    message: [],
  };
  const unreadable: Facts["unreadable"] = [];
  for await (const page of Dynamo.scan()) {
    for (const item of page) {
      const kind = item.__edb_e__;
      if (!isKind(kind)) continue;
      const row = rows[kind].safeParse(item);
      if (row.success) (found[kind] as unknown[]).push(row.data);
      else unreadable.push({ about: `${item.pk} ${item.sk}`, text: z.prettifyError(row.error) });
    }
  }
  return { ...found, unreadable };
}

async function readStripe() {
  const stripe = StripeApi.client();
  const limit = 100;
  const refunds = await every(stripe.refunds.list({ limit }));
  const charges = await every(stripe.charges.list({ limit }));
  const intents = await every(stripe.paymentIntents.list({ limit }));
  const pages = await every(stripe.checkout.sessions.list({ limit }));
  const disputes = await every(stripe.disputes.list({ limit }));
  const warnings = await every(stripe.radar.earlyFraudWarnings.list({ limit }));
  const released = releasesOf(charges, refunds);
  return {
    intents: intents.map(
      ({ id, metadata, currency, amount, amount_capturable, amount_received }): Intent => ({
        id,
        orderId: metadata.orderId ?? null,
        currency: currency.toUpperCase(),
        amount,
        capturable: amount_capturable,
        received: amount_received,
      }),
    ),
    charges: charges.map(
      ({ id, payment_intent, amount, amount_captured, amount_refunded, created }): Charge => ({
        id,
        intentId: idOf(payment_intent),
        captured: amount_captured,
        // Stripe counts the uncaptured part of an authorization as refunded when it releases it.
        refunded: Math.max(0, amount_refunded - (amount - amount_captured)),
        created,
      }),
    ),
    refunds: refunds
      .filter(({ id }) => !released.has(id))
      .map(
        ({ id, payment_intent, amount, status, metadata }): Refund => ({
          id,
          intentId: idOf(payment_intent),
          refundId: metadata?.refundId ?? null,
          amount,
          status: status ?? "unknown",
        }),
      ),
    disputes: disputes.map(
      ({ id, payment_intent, amount, status, created }): Dispute => ({
        id,
        intentId: idOf(payment_intent),
        amount,
        status,
        created,
      }),
    ),
    warnings: warnings.map(
      ({ id, payment_intent, actionable, created }): Warning => ({
        id,
        intentId: idOf(payment_intent ?? null),
        actionable,
        created,
      }),
    ),
    pages: pages.map(
      ({ id, client_reference_id, status, amount_total, expires_at }): PaymentPage => ({
        id,
        orderId: client_reference_id,
        status: status ?? "unknown",
        amount: amount_total ?? 0,
        expiresAt: expires_at,
      }),
    ),
  };
}

/** Returns the ids of refunds that only release the uncaptured part of an authorization: the first of that amount. */
function releasesOf(charges: Stripe.Charge[], newestFirst: Stripe.Refund[]): Set<string> {
  const found = Map.groupBy(newestFirst, ({ charge }) => idOf(charge));
  return new Set(
    charges.flatMap(({ id, amount, amount_captured, status }) => {
      const uncaptured = status === "succeeded" ? amount - amount_captured : 0;
      const release = found
        .get(id)
        ?.findLast((refund) => refund.amount === uncaptured && !refund.metadata?.refundId);
      return release ? [release.id] : [];
    }),
  );
}

async function every<Thing>(list: Stripe.ApiListPromise<Thing>) {
  const all: Thing[] = [];
  for await (const thing of list) all.push(thing);
  return all;
}

const isKind = (name: unknown): name is Kind => typeof name === "string" && Object.hasOwn(rows, name);

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
