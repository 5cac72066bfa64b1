import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { type Compose, type News, OrderEmail } from "@securecart/core/order-email";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { contact, pay, pendingOrder, place, product, readyCartOf, unique } from "#test/fixtures";

const gateway = process.env.AWS_ENDPOINT_URL_SNS;
const phone = () => `+1555${String(Math.random()).slice(2, 9)}`;

type Text = { to: string; text: string };
const textsTo = async (number: string): Promise<Text[]> => {
  const answer = await fetch(`${gateway}/texts.json?to=${encodeURIComponent(number)}`);
  return (await answer.json()) as Text[];
};

/** An order on its way to somebody. */
async function shipped(person: { phone?: string; textUpdates?: boolean }) {
  const { sku } = await product();
  const { orderId } = await place(await readyCartOf({ contact: { ...contact, ...person } }, { sku }));
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "Pigeon Post", tracking: "PP-1" });
  return orderId;
}

test("who asked for it gets one text message, however many tell", async () => {
  const number = phone();
  const orderId = await shipped({ phone: number, textUpdates: true });
  const tell = () => OrderEmail.text({ orderId, kind: "shipped" });
  await Promise.allSettled([tell(), tell(), tell()]);
  await tell();
  const texts = await textsTo(number);
  expect(texts.map(({ text }) => text)).toEqual([
    expect.stringMatching(`Your order ${Order.numberOf(orderId)} is on its way with Pigeon Post`),
  ]);
});

test("who did not ask for it is never texted, whatever number stands on the order", async () => {
  const number = phone();
  await OrderEmail.text({ orderId: await shipped({ phone: number }), kind: "shipped" });
  await OrderEmail.text({ orderId: await shipped({ phone: number, textUpdates: false }), kind: "shipped" });
  expect(await textsTo(number)).toEqual([]);
});

test("a letter is told the order's rows, sums and link, and each refund its own amount", async () => {
  const { orderId, sku } = await pendingOrder({ quantity: 2 });
  const order = await Order.require(orderId);
  const news = OrderEmail.newsOf(order, "received");
  expect(news).toMatchObject({ kind: "received", name: contact.name, number: order.number });
  expect(news.link).toMatch(new RegExp(`/orders/${orderId}-`));
  expect(news.rows[0]).toMatchObject({ label: expect.stringContaining(`2 × Mug ${sku}`), value: "$50.00" });
  expect(news.rows.find(({ look }) => look === "total")?.value).toBe(news.total);
});

test("a letter that could not be written is written the next time, once", async () => {
  const { orderId } = await pendingOrder();
  const subject = `One of ${unique()}`;
  let tries = 0;
  const compose: Compose = async ({ kind }: News) => {
    if (tries++ === 0) throw new Error("No ink.");
    return { subject, html: `<p>${kind}</p>`, text: kind };
  };
  const tell = () => OrderEmail.send({ orderId, kind: "paid" }, compose);
  await expect(tell()).rejects.toThrow("No ink.");
  await tell();
  await tell();
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL_SESV2}/mailbox.json?to=${contact.email}`);
  expect((await answer.text()).split(subject).length - 1).toBe(1);
  expect(tries).toBe(2);
});
