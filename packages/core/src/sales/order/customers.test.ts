import { Checkout } from "@securecart/core/checkout";
import { Id } from "@securecart/core/id";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { afterEach, expect, test, vi } from "vitest";
import { contact, pay, place, product, readyCart, readyCartOf, unique } from "#test/fixtures";

afterEach(() => vi.useRealTimers());

const mailbox = () => `${unique().toLowerCase()}@example.com`;

async function orderOf(customerId: string, sku: string) {
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  return (await Checkout.place({ cartId, reviewed, customerId })).orderId;
}

async function guestOrder(email: string) {
  const { sku } = await product();
  return (await place(await readyCartOf({ contact: { ...contact, email } }, { sku }))).orderId;
}

const idsOf = async (customerId: string) =>
  (await Order.history({ customerId })).rows.map(({ orderId }) => orderId);

test("a customer sees each of their orders once, newest first, a page at a time, and no other customer's", async () => {
  const { sku } = await product({ stock: 60 });
  const [customerId, other] = [Id.create("customer"), Id.create("customer")];
  const mine: string[] = [];
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") });
  for (let i = 0; i < 25; i++) {
    vi.setSystemTime(Date.now() + 1000);
    mine.unshift(await orderOf(customerId, sku));
  }
  const theirs = await orderOf(other, sku);
  const first = await Order.history({ customerId });
  const second = await Order.history({ customerId, cursor: first.next as string });
  expect([...first.rows, ...second.rows].map(({ orderId }) => orderId)).toEqual(mine);
  expect(first.rows).toHaveLength(Order.historySize);
  expect(second.next).toBeNull();
  expect(await idsOf(other)).toEqual([theirs]);
});

test("the history shows the current status of each order", async () => {
  const { sku } = await product();
  const customerId = Id.create("customer");
  const orderId = await orderOf(customerId, sku);
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  expect((await Order.history({ customerId })).rows).toMatchObject([{ orderId, status: "authorized" }]);
});

test("earlier guest orders of the address are assigned to the customer, once and for good", async () => {
  const email = mailbox();
  const [first, second] = [await guestOrder(email), await guestOrder(email.toUpperCase())];
  const stranger = await guestOrder(mailbox());
  const customerId = Id.create("customer");
  const claim = () => Order.claim({ customerId, email });
  expect(await claim()).toEqual({ claimed: 2 });
  expect(await claim()).toEqual({ claimed: 0 });
  expect(await idsOf(customerId)).toEqual([second, first]);
  expect(await Order.byId({ orderId: stranger })).toMatchObject({ customerId: null });
});

test("an order that has a customer keeps it, also when two claim at once", async () => {
  const email = mailbox();
  const orderId = await guestOrder(email);
  const [one, two] = [Id.create("customer"), Id.create("customer")];
  const claims = await Promise.all([one, two].map((customerId) => Order.claim({ customerId, email })));
  expect(claims.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(1);
  const owner = (await Order.byId({ orderId }))?.customerId ?? "";
  expect([one, two]).toContain(owner);
  await Order.claim({ customerId: Id.create("customer"), email });
  expect(await Order.byId({ orderId })).toMatchObject({ customerId: owner });
});

test("a claimed order continues like any other", async () => {
  const email = mailbox();
  const orderId = await guestOrder(email);
  const customerId = Id.create("customer");
  await Order.claim({ customerId, email });
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  expect((await Order.history({ customerId })).rows).toMatchObject([{ orderId, status: "canceled" }]);
});

test.each(["a@example.com,b@example.com", "a", "*@example.com"])(
  "%j is not an email address",
  async (email) => {
    await expect(async () => Order.claim({ customerId: Id.create("customer"), email })).rejects.toThrow();
  },
);
