import { randomUUID } from "node:crypto";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { type Compose, type Content, OrderEmail } from "@securecart/core/order-email";
import { Payment } from "@securecart/core/payment";
import { Settings } from "@securecart/core/settings";
import { expect, test } from "vitest";
import { z } from "zod";
import { contact, pay, pendingOrder, place, product, readyCartOf, unique } from "#test/fixtures";

const gateway = process.env.AWS_ENDPOINT_URL_SNS;
const phone = () => `+1555${String(Math.random()).slice(2, 9)}`;

const Texts = z.array(z.object({ to: z.string(), text: z.string() }));
const textsTo = async (number: string) => {
  const answer = await fetch(`${gateway}/texts.json?to=${encodeURIComponent(number)}`);
  return Texts.parse(await answer.json());
};

/** Makes a shipped order. */
async function shipped(customer: { phone?: string; textUpdates?: boolean }) {
  const { sku } = await product();
  const { orderId } = await place(await readyCartOf({ contact: { ...contact, ...customer } }, { sku }));
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "PP-1" });
  return orderId;
}

test("a customer who asked for SMS gets one, however often it is requested", async () => {
  const number = phone();
  const orderId = await shipped({ phone: number, textUpdates: true });
  const send = () => OrderEmail.text({ orderId, kind: "shipped" });
  await Promise.allSettled([send(), send(), send()]);
  await send();
  const texts = await textsTo(number);
  expect(texts.map(({ text }) => text)).toEqual([
    expect.stringMatching(`Your order ${Order.numberOf(orderId)} is on its way with Pigeon Post`),
  ]);
});

test("a customer who did not ask for SMS gets none, whatever the phone number of the order", async () => {
  const number = phone();
  await OrderEmail.text({ orderId: await shipped({ phone: number }), kind: "shipped" });
  await OrderEmail.text({ orderId: await shipped({ phone: number, textUpdates: false }), kind: "shipped" });
  expect(await textsTo(number)).toEqual([]);
});

test("the content of an email has the order's rows, sums and link", async () => {
  const { orderId, sku } = await pendingOrder({ quantity: 2 });
  const order = await Order.require(orderId);
  const content = await OrderEmail.contentOf(order, "received");
  expect(content).toMatchObject({ kind: "received", name: contact.name, number: order.number });
  expect(content.link).toMatch(new RegExp(`/orders/${orderId}-`));
  expect(content.rows[0]).toMatchObject({
    label: expect.stringContaining(`2 × Mug ${sku}`),
    value: "$50.00",
  });
  expect(content.rows.find(({ look }) => look === "total")?.value).toBe(content.total);
});

test("the content of an email has the text that the merchant wrote for its kind, and none for others", async () => {
  const { orderId } = await pendingOrder();
  const words = { subject: "About {number}", heading: "Hello {name}", body: "Please write to us." };
  const by = { actor: "staff:test", requestId: randomUUID() };
  await Settings.change("emails", { tax_id_refused: words }, by);
  const order = await Order.require(orderId);
  expect((await OrderEmail.contentOf(order, "tax_id_refused")).words).toEqual(words);
  expect((await OrderEmail.contentOf(order, "delivered")).words).toBeNull();
  await Settings.change("emails", { tax_id_refused: null }, { ...by, requestId: randomUUID() });
  expect((await OrderEmail.contentOf(order, "tax_id_refused")).words).toBeNull();
});

test("an email that could not be composed is sent the next time, once", async () => {
  const { orderId } = await pendingOrder();
  const subject = `One of ${unique()}`;
  let tries = 0;
  const compose: Compose = async ({ kind }: Content) => {
    if (tries++ === 0) throw new Error("Not now.");
    return { subject, html: `<p>${kind}</p>`, text: kind };
  };
  const send = () => OrderEmail.send({ orderId, kind: "paid" }, compose);
  await expect(send()).rejects.toThrow("Not now.");
  await send();
  await send();
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL_SESV2}/mailbox.json?to=${contact.email}`);
  expect((await answer.text()).split(subject).length - 1).toBe(1);
  expect(tries).toBe(2);
});
