import { readdirSync, readFileSync } from "node:fs";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order, type Status } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { enqueue, provider, run } from "@securecart/core/test/cloud";
import { control, pay, product, readyCartOf } from "@securecart/core/test/fixtures";
import { figures, logged } from "@securecart/core/test/output";
import { Trace } from "@securecart/core/trace";
import { expect, test, vi } from "vitest";

const soon = { timeout: 60_000, interval: 100 };
const by = { actor: "staff:test" };

/** Personal data that no log may contain. Nothing else in the run uses these words. */
const planted = {
  name: "Zerubbabel Quillfeather",
  email: "zq.planted@secret-mail.example",
  line1: "77 Whistledown Passage",
  line2: "Apartment Plumtree",
  city: "Nowheresville",
  phone: "+1 555 867 5309",
};

/** Forms in which a log would show them, whole or in part. */
const hidden = [
  ...Object.values(planted),
  "Quillfeather",
  "zq.planted",
  "Whistledown",
  "15558675309",
  "4242424242424242",
  "4242 4242 4242 4242",
  "4000000000000002",
];

const secrets = ["StripeSecretKey", "StripeWebhookSecret", "LinkSecret", "RevalidateSecret"].map((name) =>
  String(JSON.parse(process.env[`SST_RESOURCE_${name}`] ?? "{}").value),
);

/** Reads everything that the worker has logged so far. */
function workerLog() {
  const folder = `${process.env.SECURECART_CLOUD}/logs`;
  const files = readdirSync(folder).filter((file) => file.startsWith("worker.log"));
  return files.flatMap((file) => readFileSync(`${folder}/${file}`, "utf8").split("\n")).filter(Boolean);
}

const reaches = (orderId: string, status: Status) =>
  vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe(status), soon);

const mailbox = async () => {
  const answer = await fetch(`${process.env.SECURECART_CONTROL}/mailbox?to=${planted.email}`);
  return (await answer.json()) as { subject: string; headers: Record<string, string>; text: string }[];
};

/** Buys as the storefront does: outside a handler, with the trace of its request. */
async function buys(sku: string, trace: string) {
  const { name, email, phone, ...address } = planted;
  const cartId = await readyCartOf(
    {
      contact: { name, email, phone, textUpdates: true },
      address: { ...address, region: "OR", postalCode: "97201", country: "US" },
    },
    { sku },
  );
  const { reviewed } = await Checkout.read({ cartId });
  const { orderId } = await Checkout.place({ cartId, reviewed, trace });
  return { orderId, cartId, url: (await Payment.start({ orderId })).url };
}

test("a whole purchase leaves no personal data and no secret in any log, and one trace in all", {
  timeout: 300_000,
}, async () => {
  const trace = Trace.create();
  const { sku } = await product();
  let orderId = "";
  let cartId = "";
  const ours = await logged(async () => {
    const bought = await buys(sku, trace);
    ({ orderId, cartId } = bought);
    await pay(bought.url, "4000000000000002");
    await pay(bought.url);
    await Payment.settle({ orderId });
    await reaches(orderId, "paid");
    await vi.waitFor(
      async () => expect((await Order.require(orderId)).task?.until).toContain("packed"),
      soon,
    );
    await Fulfillment.pack({ orderId, ...by });
    await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
    await Fulfillment.deliver({ orderId, ...by });
    await Refund.create({ orderId, amount: 100, reason: "A scratch.", requestId: "one", ...by });
    await goWrong(sku, orderId);
    await vi.waitFor(async () => expect(await mailbox()).toHaveLength(5), soon);
  });

  const lines = [...ours, ...workerLog()];
  const about = lines.filter((line) => line.includes(orderId));
  expect(about.length).toBeGreaterThan(5);
  const links = [OrderAccess.token(orderId), Cart.sign(cartId), cartId];
  expect(secrets.every((secret) => secret.length > 9)).toBe(true);
  for (const word of [...hidden, ...secrets, ...links])
    expect(
      lines.filter((line) => line.includes(word)),
      word,
    ).toEqual([]);

  // One trace: from the request that placed the order, through queues and Stripe, to each email.
  for (const { headers } of await mailbox()) expect(headers["X-Trace-Id"]).toBe(trace);
  for (const message of ["order.authorized", "order.paid", "order_message.sent", "refund.succeeded"]) {
    const said = about.filter((line) => line.includes(`"message":"${message}"`));
    expect(said.length, message).toBeGreaterThan(0);
    for (const line of said) expect(JSON.parse(line), message).toMatchObject({ trace });
  }

  expect(figures(lines, orderId)).toEqual({ orders_placed: 1, payment_latency: 1, orders_paid: 1 });
});

/** Makes things fail around an order, which is logged: unreadable messages, a payment provider that breaks. */
async function goWrong(sku: string, orderId: string) {
  await enqueue("CartQueue", [`${planted.email} is not JSON`, JSON.stringify({ eventId: 7, ...planted })]);
  await enqueue("OrderEmailQueue", [
    JSON.stringify({ "detail-type": "order.paid", detail: { orderId, name: planted.name, schema: 9 } }),
  ]);
  await expect(Payment.intake({ body: JSON.stringify(planted), signature: planted.email })).rejects.toThrow();
  await control("requests/faults", { path: "/v1/checkout/sessions", method: "POST", status: 500, times: 3 });
  await expect(buys(sku, Trace.create())).rejects.toThrow();
  expect((await provider()).faults.requests.every(({ times }) => times === 0)).toBe(true);
  await run("SweepOrders");
  const failed = () => workerLog().filter((line) => line.includes("queue.message_failed")).length;
  await vi.waitFor(() => expect(failed()).toBeGreaterThanOrEqual(3), soon);
}
