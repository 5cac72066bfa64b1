import { Fraud } from "@securecart/core/fraud";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { pay, pendingOrder, place, product, readyCart } from "#test/fixtures";

test("an assessment is made once and stored with its reasons", async () => {
  const { orderId, url } = await pendingOrder();
  await pay(url, "4000000000009235");
  await Payment.settle({ orderId });
  const first = await Fraud.assess({ orderId });
  expect(first).toMatchObject({ result: "review", reasons: ["Stripe rates the payment as elevated risk."] });
  expect(await Fraud.assess({ orderId })).toEqual(first);
  expect((await Order.require(orderId)).risk).toEqual(first);
});

test("a declined card counts once, however often it is reported", async () => {
  const { orderId } = await pendingOrder();
  const tell = (charge: string) => Fraud.countDecline({ orderId, charge });
  for (let i = 0; i < 10; i++) expect(await tell("ch_same")).toBe(false);
  for (const charge of ["ch_2", "ch_3", "ch_4"]) expect(await tell(charge)).toBe(false);
  expect(await tell("ch_5")).toBe(true);
});

test("a cart with too many declined cards gets no payment page and holds no stock", async () => {
  const { orderId } = await pendingOrder();
  for (let i = 0; i < Fraud.declineLimit; i++) await Fraud.countDecline({ orderId, charge: `ch_${i}` });
  const { cartId } = await Order.require(orderId);
  await expect(Fraud.refuseTesters({ cartId, origin: null })).rejects.toMatchObject({
    code: "fraud.too_many_declines",
  });
  await expect(Payment.start({ orderId })).rejects.toMatchObject({ code: "fraud.too_many_declines" });
  expect((await Order.require(orderId)).status).toBe("canceled");
});

test("another buyer with the same email address is not blocked", async () => {
  const { orderId } = await pendingOrder();
  for (let i = 0; i < Fraud.declineLimit; i++) await Fraud.countDecline({ orderId, charge: `ch_${i}` });
  const { sku } = await product();
  const other = await place(await readyCart({ sku }));
  expect((await Payment.start({ orderId: other.orderId })).url).toContain("/c/pay/");
});

test.each([
  ["127.0.0.1", false],
  ["::1", false],
  ["::ffff:10.1.2.3", false],
  ["192.168.1.9", false],
  ["fd00::1", false],
  ["not an address", false],
  ["", false],
  ["203.0.113.7", true],
  ["2001:db8::7", true],
])("%j identifies a buyer: %s", (address, names) => {
  expect(Fraud.originOf(address) !== null).toBe(names);
});

test("all addresses of an IPv6 network are one buyer", () => {
  expect(Fraud.originOf("2001:db8:1:2::7")).toBe(Fraud.originOf("2001:db8:1:2:ffff::8"));
  expect(Fraud.originOf("2001:db8:1:3::7")).not.toBe(Fraud.originOf("2001:db8:1:2::7"));
});
