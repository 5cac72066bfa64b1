import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { Money } from "#platform/money";
import { type Stripe, StripeDoor } from "#platform/stripe";
import { Workflow } from "#platform/workflow";
import { OrderCoupon, statuses, Task } from "#sales/order";
import { TaxRule, Totals, taxClasses } from "#sales/pricing";
import { refundMethods, refundStates } from "#sales/refund";
import { Check } from "#sales/tax-id";

/** A workflow service forgets an ended execution after 90 days, the table a done event after 30. Seconds. */
const executionsKeptSeconds = 85 * 24 * 3600;

/** So many executions are asked after at once. */
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

/** The rows that the books are made of, read as they are stored: the books trust no code that wrote them. */
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
    /** Orders have it since tax IDs are checked. */
    territory: z.string().optional(),
    taxIdCheck: Check.pick({ result: true }).optional(),
    coupon: OrderCoupon.optional(),
    sessionId: z.string().optional(),
    intentId: z.string().optional(),
    captured: z.number().default(0),
    /** What went back to the customer of an order that was kept. */
    refunded: z.number().default(0),
    /** What of its disputes and fraud warnings speaks against sending it. */
    alerts: z.array(z.object({ key: z.string() })).default([]),
    refundedLines: z.record(z.string(), z.number()).default({}),
    goodsSettled: z.record(z.string(), z.number()).default({}),
    /** False on orders from before stock knew allocated goods. */
    allocated: z.boolean().default(false),
    /** A person's verdict on an order in review. */
    review: z.object({ approved: z.boolean() }).optional(),
    /** Where the fulfillment waits for a person. */
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

/** What Stripe holds, reduced to what counts. Amounts in minor units; times as Stripe gives them, in seconds. */
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
  /** Ours, as it stands in the refund's metadata. */
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
/** An order's fulfillment, as the workflow service has it. */
export type Execution = { orderId: string; status: string };
export type PaymentPage = {
  id: string;
  orderId: string | null;
  status: string;
  amount: number;
  expiresAt: number;
};

/** Everything that the books are judged by: the table's rows and what Stripe holds. */
export type Facts = Read & {
  intents: Intent[];
  charges: Charge[];
  refunds: Refund[];
  disputes: Dispute[];
  warnings: Warning[];
  pages: PaymentPage[];
  executions: Execution[];
  unreadable: { about: string; says: string }[];
};

/** Reads the whole table, its fulfillments and all of Stripe. They are read last: what the table says, they knew before. */
export async function read(): Promise<Facts> {
  const table = await readTable();
  return { ...table, executions: await readExecutions(table), ...(await readStripe()) };
}

/** The fulfillments of all orders that were authorized, each by its name. */
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
      else unreadable.push({ about: `${item.pk} ${item.sk}`, says: z.prettifyError(row.error) });
    }
  }
  return { ...found, unreadable };
}

async function readStripe() {
  const stripe = StripeDoor.client();
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
        // Stripe books the part of a hold that it releases as refunded, though it never came in.
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

/** Ids of the refunds as which Stripe books what it released of a hold: the first one of just that amount. */
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
