import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { expect, test } from "vitest";
import { address, contact, intentsOf, pay, place, product, readyCart, unique } from "#test/fixtures";
import { germanId } from "#test/vies";

const overseas = { line1: "PSC 802 Box 1", city: "APO", region: "AE", postalCode: "09499", country: "US" };
const puertoRico = {
  line1: "1 Calle Fortaleza",
  city: "San Juan",
  region: "PR",
  postalCode: "00901",
  country: "US",
};
const german = { line1: "Alexanderplatz 1", city: "Berlin", postalCode: "10178", country: "DE" };

async function cartWith({ quantity = 1, stock = 10 } = {}) {
  const { sku } = await product({ stock });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity });
  return { cartId, sku };
}

/** Saves a coupon and returns its code. */
async function couponOf(terms: Partial<Parameters<typeof Promotion.save>[0]> = {}) {
  const { code } = await Promotion.save({
    code: unique(),
    label: "Ten off",
    benefit: { kind: "percent", percent: 10 },
    ...terms,
  });
  return code;
}

test("checkout leads from the cart to the contact, the delivery and the review", async () => {
  const { cartId } = await cartWith();
  const next = async () => (await Checkout.read({ cartId })).next;
  expect((await Checkout.read({ cartId: Cart.newId() })).next).toBe("cart");
  expect(await next()).toBe("contact");
  await Checkout.setContact({ cartId, contact, address });
  expect(await next()).toBe("delivery");
  await Checkout.setDelivery({ cartId, delivery: "express" });
  expect(await next()).toBe("review");
});

test("the reviewed total is the total of the order and of the charge", async () => {
  const { sku } = await product({ price: 3_333 });
  const code = await couponOf();
  const cartId = await readyCart({ sku, quantity: 3 });
  await Checkout.applyCoupon({ cartId, code });
  const { reviewed, totals } = await Checkout.review({ cartId });
  expect(totals).toMatchObject({ subtotal: 9_999, discount: 1_000, shipping: 1_490, total: 10_489 });
  const { orderId } = await Checkout.place({ cartId, reviewed });
  expect((await Order.require(orderId)).totals).toEqual(totals);
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  expect((await Payment.capture({ orderId })).captured).toBe(totals.total);
  expect((await intentsOf(orderId)).map(({ amount_received }) => amount_received)).toEqual([totals.total]);
});

test("the same review placed twice, and twenty times at once, is one order and one hold", async () => {
  const { sku } = await product({ stock: 3 });
  const cartId = await readyCart({ sku, quantity: 2 });
  const { reviewed } = await Checkout.read({ cartId });
  const placed = await Promise.all(Array.from({ length: 20 }, () => Checkout.place({ cartId, reviewed })));
  placed.push(await Checkout.place({ cartId, reviewed }));
  expect(new Set(placed.map(({ orderId }) => orderId)).size).toBe(1);
  expect(await Inventory.levels({ skus: [sku] })).toEqual({
    [sku]: { onHand: 3, available: 1, held: 2, allocated: 0 },
  });
});

test("an order of the last unit refuses the carts that wanted it as well", async () => {
  const { sku } = await product({ stock: 1 });
  const carts = await Promise.all([1, 2, 3].map(() => readyCart({ sku })));
  const placed = await Promise.allSettled(carts.map(place));
  expect(placed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const codes = placed.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(codes).toHaveLength(2);
  for (const code of codes) expect(["order.item_gone", "checkout.changed"]).toContain(code);
});

test.each([
  ["an empty cart", "checkout.incomplete", async () => ({ cartId: Cart.newId() })],
  ["a cart without contact and delivery", "checkout.incomplete", () => cartWith()],
  [
    "a price that changed after the review",
    "checkout.changed",
    async () => {
      const { sku } = await product();
      const cartId = await readyCart({ sku });
      const { reviewed } = await Checkout.read({ cartId });
      await product({ sku, price: 9_900, stock: 0 });
      return { cartId, reviewed };
    },
  ],
  [
    "an item that sold out after the review",
    "checkout.changed",
    async () => {
      const { sku } = await product({ stock: 1 });
      const cartId = await readyCart({ sku });
      const { reviewed } = await Checkout.read({ cartId });
      await place(await readyCart({ sku }));
      return { cartId, reviewed };
    },
  ],
  [
    "a discount that was paused after the review",
    "promotion.paused",
    async () => {
      const { sku } = await product();
      const code = await couponOf();
      const cartId = await readyCart({ sku });
      await Checkout.applyCoupon({ cartId, code });
      const { reviewed } = await Checkout.read({ cartId });
      await Promotion.pause({ code });
      return { cartId, reviewed };
    },
  ],
])("placing %s is refused with %s and holds nothing", async (_name, code, prepare) => {
  const cart = await prepare();
  const { reviewed } = await Checkout.read(cart);
  await expect(Checkout.place({ reviewed, ...cart })).rejects.toMatchObject({ code });
  const { lines, orderId } = await Cart.read(cart);
  expect(orderId).toBeNull();
  const levels = await Inventory.levels({ skus: lines.map(({ sku }) => sku) });
  const own = lines.filter(({ problem }) => problem === null).map(({ sku }) => levels[sku]?.held);
  expect(own).toEqual(own.map(() => 0));
});

test("an earlier order of the cart that was paid refuses another one with order.already_paid", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const { orderId } = await place(cartId);
  const { url } = await Payment.start({ orderId });
  await product({ sku, price: 2_000, stock: 0 });
  const { reviewed } = await Checkout.read({ cartId });
  await pay(url);
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "order.already_paid" });
});

test.each([
  ["a territory without delivery", "checkout.no_delivery", { address: puertoRico }],
  ["a tax ID of another country", "checkout.tax_id_elsewhere", { taxId: germanId("valid") }],
  [
    "a tax ID that is not registered",
    "checkout.tax_id_not_registered",
    { taxId: germanId("invalid"), address: german },
  ],
])("%s is refused with %s, and nothing is saved", async (_name, code, { taxId, ...where }: Details) => {
  const { cartId } = await cartWith();
  const details = { cartId, contact: { ...contact, ...(taxId && { taxId }) }, address, ...where };
  await expect(Checkout.setContact(details)).rejects.toMatchObject({ code });
  expect(await Cart.read({ cartId })).toMatchObject({ contact: null, address: null });
});

type Details = { taxId?: string; address?: typeof address | typeof german };

test("a cart above the heaviest parcel of its destination is refused with checkout.too_heavy", async () => {
  const { cartId } = await cartWith({ quantity: 99, stock: 99 });
  const { sku } = await product({ stock: 99 });
  await Cart.add({ cartId, sku, quantity: 99 });
  const set = Checkout.setContact({ cartId, contact, address: overseas });
  await expect(set).rejects.toMatchObject({ code: "checkout.too_heavy" });
  await Checkout.setContact({ cartId, contact, address });
  expect((await Checkout.read({ cartId })).deliveryOptions.map(({ id }) => id)).toEqual(["standard"]);
});

test("a delivery that is not offered is refused with checkout.unknown_delivery", async () => {
  const { cartId } = await cartWith();
  await Checkout.setContact({ cartId, contact, address });
  await expect(Checkout.setDelivery({ cartId, delivery: "international" })).rejects.toMatchObject({
    code: "checkout.unknown_delivery",
  });
  expect((await Checkout.read({ cartId })).delivery).toBeNull();
});

test.each([
  ["promotion.unknown", async () => "NOSUCHCODE"],
  ["promotion.expired", () => couponOf({ endsAt: "2020-01-01T00:00:00.000Z" })],
  ["promotion.not_yet", () => couponOf({ startsAt: "2999-01-01T00:00:00.000Z" })],
  ["promotion.paused", () => couponOf({ status: "paused" })],
  ["promotion.wrong_items", () => couponOf({ categories: ["lamps"] })],
  ["promotion.wrong_currency", () => couponOf({ benefit: { kind: "amount", amounts: { EUR: 500 } } })],
  ["promotion.below_minimum", () => couponOf({ minimum: { USD: 1_000_000 } })],
  ["promotion.too_few_items", () => couponOf({ benefit: { kind: "bundle", buy: 2, get: 1, percent: 100 } })],
])("a coupon is refused with %s, and the cart has none", async (code, prepare) => {
  const { cartId } = await cartWith();
  await expect(Checkout.applyCoupon({ cartId, code: await prepare() })).rejects.toMatchObject({ code });
  expect((await Checkout.read({ cartId })).coupon).toBeNull();
});

test("a coupon on an empty cart is refused with cart.empty", async () => {
  const cartId = Cart.newId();
  const code = await couponOf();
  await expect(Checkout.applyCoupon({ cartId, code })).rejects.toMatchObject({ code: "cart.empty" });
});
