import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Reconciliation } from "@securecart/core/reconciliation";
import { Refund } from "@securecart/core/refund";
import { advance, mailsAbout, purge, run } from "@securecart/core/test/cloud";
import { intentsOf, pay, pendingOrder } from "@securecart/core/test/fixtures";
import { queues, rules } from "@securecart/core/topology";
import type { Context, SQSBatchResponse, SQSEvent, SQSHandler } from "aws-lambda";
import { expect, test, vi } from "vitest";

const soon = { timeout: 60_000, interval: 200 };
const by = { actor: "staff:test" };

type Row = { eventId: string; type: string; schema: number; at: string; detail: Record<string, unknown> };

/** Makes an order that is paid, packed, shipped, delivered and partly refunded, with all emails sent. */
async function wholeLife({ onStep = async () => {} }: { onStep?: () => Promise<unknown> } = {}) {
  const { orderId, cartId, sku, url } = await pendingOrder();
  const reaches = (status: string) =>
    vi.waitFor(async () => {
      if ((await Order.require(orderId)).status === status) return;
      await onStep();
      throw new Error(`It is not ${status} yet.`);
    }, soon);
  await pay(url);
  await reaches("paid");
  await Fulfillment.pack({ orderId, ...by });
  await onStep();
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
  await Refund.create({ orderId, amount: 100, reason: "Test.", requestId: "one", ...by });
  await onStep();
  await Fulfillment.deliver({ orderId, ...by });
  const order = { orderId, cartId, sku };
  await vi.waitFor(async () => {
    await onStep();
    expect(await mailsAbout(Order.numberOf(orderId))).toHaveLength(5);
    expect(await Cart.count({ cartId })).toBe(0);
    expect((await Reconciliation.check({})).discrepancies).toEqual([]);
  }, soon);
  return order;
}

/** Tells whether the life of an order emits events of a type: its own, and those of the stock that it takes. */
const isOfOrders = (type: string) => type.startsWith("order.") || type.startsWith("inventory.");

/** Queues that receive messages about orders; pictures, files and emails of other kinds have their own tests. */
const ofOrders = queues.filter(
  ({ name }) =>
    name === "PaymentQueue" ||
    rules.some(({ queue, pattern }) => queue === name && pattern["detail-type"].some(isOfOrders)),
);

type Seen = Awaited<ReturnType<typeof wholeLife>>;

/** Reads everything of an order that anyone can see. */
async function visible({ orderId, cartId, sku }: Seen) {
  const [order, cart, { stock, movements }, intents, mails] = await Promise.all([
    Order.require(orderId),
    Cart.read({ cartId }),
    Inventory.ledger({ sku }),
    intentsOf(orderId),
    mailsAbout(Order.numberOf(orderId)),
  ]);
  const product = await Catalog.bySlug({ slug: sku.toLowerCase() });
  return { order, cart, stock, movements, intents, mails: mails.toSorted(), product };
}

async function rowsOf(entity: string) {
  const found: Record<string, unknown>[] = [];
  for await (const page of Dynamo.scan()) found.push(...page.filter((row) => row.__edb_e__ === entity));
  return found;
}

/** Lists every message that a queue had for an order, oldest first. */
async function messagesFor(queue: string, { orderId, sku }: Seen): Promise<string[]> {
  if (queue === "PaymentQueue") {
    const rows = await rowsOf("stripeevent");
    const ours = rows.filter(({ body }) => String(body).includes(orderId));
    return ours.map(({ eventId }) => JSON.stringify({ eventId }));
  }
  const types: string[] = rules
    .filter((rule) => rule.queue === queue)
    .flatMap(({ pattern }) => [...(pattern["detail-type"] ?? [])].map(String));
  const rows = (await rowsOf("event")) as unknown as Row[];
  return rows
    .filter(
      ({ type, detail }) =>
        types.includes(type) &&
        [orderId, sku, sku.toLowerCase()].some((id) => Object.values(detail).includes(id)),
    )
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ eventId, type, schema, at, detail }) =>
      JSON.stringify({ "detail-type": type, detail: { ...detail, eventId, schema, at } }),
    );
}

/** Gives the event a new id, as if no record said that it is done: the work itself must be safe to repeat. */
const forgotten = (body: string) => body.replace(/"evn_\w{26}"/, `"${Id.create("event")}"`);

async function consume(handlerPath: string, bodies: string[]) {
  const [file = "", name = ""] = handlerPath.split(".");
  const loaded = (await import(pathToFileURL(join(process.cwd(), `${file}.ts`)).href)) as Record<
    string,
    SQSHandler
  >;
  const event = { Records: bodies.map((body, i) => ({ messageId: `m${i}`, body })) } as SQSEvent;
  const answer = (await loaded[name]?.(event, {} as Context, () => undefined)) as SQSBatchResponse;
  return answer.batchItemFailures;
}

test("every queue's messages, repeated, reversed and with their events forgotten, leave an order unchanged", async () => {
  const order = await wholeLife();
  const before = await visible(order);
  expect(ofOrders).toHaveLength(5);
  for (const { name, consumer } of ofOrders) {
    const messages = await messagesFor(name, order);
    expect(messages, name).not.toEqual([]);
    const twice = [...messages, ...messages];
    expect(await consume(consumer.handler, twice), name).toEqual([]);
    expect(await consume(consumer.handler, twice.toReversed()), name).toEqual([]);
    for (const body of messages.toReversed()) await consume(consumer.handler, [forgotten(body)]);
    expect(await visible(order), name).toEqual(before);
  }
  expect((await Reconciliation.check({})).discrepancies).toEqual([]);
}, 300_000);

test("queues that repeatedly lose their messages do not change the outcome", async () => {
  let losses = 0;
  const order = await wholeLife({
    onStep: async () => {
      if (losses++ < 6) for (const { name } of queues) await purge(name);
      // Much less than a lease: a longer jump in the middle of a message would make its sender look dead.
      await advance(25);
      await Promise.all([run("SweepOrders"), run("SweepEvents")]);
    },
  });
  expect(losses).toBeGreaterThan(2);
  const { order: found, mails } = await visible(order);
  expect(found.timeline.map(({ status }) => status)).toEqual([
    "pending",
    "authorized",
    "paid",
    "packed",
    "shipped",
    "delivered",
  ]);
  expect(new Set(mails).size).toBe(mails.length);
}, 300_000);
