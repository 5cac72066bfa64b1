import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Dynamo, transact } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion, type Terms } from "@securecart/core/promotion";
import { Reconciliation } from "@securecart/core/reconciliation";
import { Refund } from "@securecart/core/refund";
import { expect, test } from "vitest";
import { eventually } from "#test/eventually";
import {
  address,
  contact,
  expireUnasked,
  intentsOf,
  pay,
  place,
  product,
  readyCart,
  unique,
} from "#test/fixtures";

/** Saves a coupon with a new code; ten percent off by default. */
async function coupon(terms: Partial<Terms> = {}) {
  const code = unique();
  await Promotion.save({ code, label: "Ten off", benefit: { kind: "percent", percent: 10 }, ...terms });
  return code;
}

/** Makes a cart of one mug with a coupon. */
async function cartWith(code: string, sku: string, email = contact.email) {
  const cartId = await readyCart({ sku });
  if (email !== contact.email) await Checkout.setContact({ cartId, contact: { ...contact, email }, address });
  await Checkout.applyCoupon({ cartId, code });
  return cartId;
}

const used = async (code: string) => (await Promotion.require(code)).used;
const usesOf = async (code: string, email = contact.email) =>
  (await Promotion.lookUp({ code, email })).usage.usedByCustomer;
const codeOf = (reason: unknown) => (reason as { code?: string }).code;

test("a coupon is saved, changed, listed, paused and found under every spelling of its code", async () => {
  const code = await coupon({ limit: 5 });
  const found = await Promotion.byCode({ code: ` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}` });
  expect(found).toMatchObject({ code, used: 0, version: 1, limit: 5, status: "active" });
  await Promotion.save({ code, label: "Twenty off", benefit: { kind: "percent", percent: 20 } });
  expect(await Promotion.pause({ code })).toMatchObject({
    label: "Twenty off",
    status: "paused",
    version: 3,
  });
  expect((await Promotion.list({ words: code })).rows).toMatchObject([
    { kind: "code", standing: "paused", coupon: { code, status: "paused" } },
  ]);
  expect(found && "limit" in (await Promotion.require(code))).toBe(false);
  await expect(Promotion.pause({ code: "NOSUCHCODE" })).rejects.toMatchObject({ code: "promotion.unknown" });
});

test("an order with a coupon costs the reviewed price, also at Stripe, and its use is counted once", async () => {
  const { sku } = await product({ price: 2_500 });
  const code = await coupon();
  const cartId = await cartWith(code.toLowerCase(), sku);
  const { totals, coupon: applied } = await Checkout.read({ cartId });
  expect(applied).toEqual({ code, label: "Ten off", applied: true, reason: null });
  expect(totals).toMatchObject({ subtotal: 2_500, discount: 250, total: 2_250 + 1_490 });
  const { orderId } = await place(cartId);
  await place(cartId);
  expect(await used(code)).toBe(1);
  expect(await usesOf(code)).toBe(1);
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  const order = await Payment.capture({ orderId });
  expect(order).toMatchObject({ status: "paid", captured: 3_740, coupon: { code } });
  expect((await intentsOf(orderId)).map(({ amount }) => amount)).toEqual([3_740]);
  expect(await used(code)).toBe(1);
});

test.each([
  ["a code nobody gave out", "NOBODYHASTHIS", "promotion.unknown"],
  ["a look-alike letter", "\u0405PRING", "promotion.unknown"],
  ["nothing", "", "promotion.unknown"],
])("%s is refused and leaves the cart unchanged", async (_what, code, reason) => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { version } = await Cart.read({ cartId });
  await expect(Checkout.applyCoupon({ cartId, code })).rejects.toMatchObject({ code: reason });
  expect((await Cart.read({ cartId })).version).toBe(version);
});

test("a coupon that no longer fits has a reason and no discount, until the cart fits again", async () => {
  const { sku } = await product({ price: 2_500 });
  const code = await coupon({ minimum: { USD: 5_000 } });
  const cartId = await readyCart({ sku, quantity: 2 });
  await Checkout.applyCoupon({ cartId, code });
  expect((await Checkout.read({ cartId })).totals.discount).toBe(500);
  await Cart.setQuantity({ cartId, sku, quantity: 1 });
  const less = await Checkout.read({ cartId });
  expect(less.coupon).toMatchObject({ applied: false, reason: "Add $25.00 more to use this code." });
  expect(less.totals).toMatchObject({ discount: 0, discounts: [] });
  const { orderId } = await place(cartId);
  expect((await Order.require(orderId)).coupon).toBeNull();
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  expect((await Checkout.read({ cartId })).coupon?.applied).toBe(true);
  await Checkout.removeCoupon({ cartId });
  await Checkout.removeCoupon({ cartId });
  expect((await Checkout.read({ cartId })).coupon).toBeNull();
  expect(await used(code)).toBe(0);
});

test("a coupon for a category applies only to its items", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const mugs = await coupon({ categories: ["mugs"] });
  const lamps = await coupon({ categories: ["lamps"] });
  await expect(Checkout.applyCoupon({ cartId, code: lamps })).rejects.toMatchObject({
    code: "promotion.wrong_items",
  });
  await Checkout.applyCoupon({ cartId, code: mugs });
  expect((await Checkout.read({ cartId })).totals.discount).toBe(250);
});

test("terms that changed after the review require another review; a paused code places no order", async () => {
  const { sku } = await product();
  const code = await coupon();
  const cartId = await cartWith(code, sku);
  const { reviewed } = await Checkout.read({ cartId });
  await Promotion.pause({ code });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "promotion.paused" });
  await Promotion.save({ code, label: "Half", benefit: { kind: "percent", percent: 50 } });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
  expect((await Cart.read({ cartId })).orderId).toBeNull();
  expect(await used(code)).toBe(0);
});

test("of 100 shoppers at once with a code for ten, ten have an order with it and ninety have none", async () => {
  const { sku } = await product({ stock: 200 });
  const code = await coupon({ limit: 10 });
  const carts = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const cartId = await cartWith(code, sku, `shopper${i}@example.com`);
      return { cartId, reviewed: (await Checkout.read({ cartId })).reviewed };
    }),
  );
  const results = await Promise.allSettled(carts.map((cart) => Checkout.place(cart)));
  const placed = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.orderId] : []));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [codeOf(result.reason)] : []));
  expect(placed).toHaveLength(10);
  expect(new Set(refused)).toEqual(new Set(["promotion.exhausted"]));
  expect(refused).toHaveLength(90);
  expect(await used(code)).toBe(10);
  for (const orderId of placed) expect((await Order.require(orderId)).totals.discount).toBe(250);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 190, held: 10 });
  const loser = carts[results.findIndex(({ status }) => status === "rejected")];
  if (!loser) throw new Error("Somebody was refused.");
  const now = await Checkout.read({ cartId: loser.cartId });
  expect(now).toMatchObject({ coupon: { applied: false }, totals: { discount: 0 }, cart: { orderId: null } });
  await Checkout.place({ cartId: loser.cartId, reviewed: now.reviewed });
}, 300_000);

test("a customer uses a code up to its limit, under every spelling of the address and in all carts at once", async () => {
  const { sku } = await product();
  const code = await coupon({ perCustomer: 1 });
  const name = unique().toLowerCase();
  const carts = await Promise.all(
    [`${name}@example.com`, `${name.toUpperCase()}@EXAMPLE.com`, `${name}+again@example.com`].map((email) =>
      cartWith(code, sku, email),
    ),
  );
  const results = await Promise.allSettled(carts.map(place));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [codeOf(result.reason)] : []));
  expect(refused).toEqual(["promotion.used_before", "promotion.used_before"]);
  expect(await used(code)).toBe(1);
  const other = await cartWith(code, sku, `not-${name}@example.com`);
  expect((await Checkout.read({ cartId: other })).coupon?.applied).toBe(true);
});

test("the rows that count uses contain no email address", async () => {
  const { sku } = await product();
  const code = await coupon({ perCustomer: 3 });
  const email = `${unique().toLowerCase()}@example.com`;
  await place(await cartWith(code, sku, email));
  const counting = ["coupon", "customeruse", "redemption"];
  let rows = 0;
  for await (const page of Dynamo.scan())
    for (const item of page.filter((row) => counting.includes(String(row.__edb_e__)) && row.code === code)) {
      rows++;
      expect(JSON.stringify(item)).not.toContain(email.split("@")[0]);
    }
  expect(rows).toBe(3);
});

test("the cart's own open order does not use up its code", async () => {
  const { sku } = await product();
  const code = await coupon({ limit: 1, perCustomer: 1 });
  const cartId = await cartWith(code, sku);
  const { orderId } = await place(cartId);
  expect((await Checkout.read({ cartId })).coupon?.applied).toBe(true);
  await Cart.setQuantity({ cartId, sku, quantity: 2 });
  const again = await place(cartId);
  expect(again.orderId).not.toBe(orderId);
  expect((await Order.require(again.orderId)).coupon?.code).toBe(code);
  expect(await used(code)).toBe(1);
  await Checkout.removeCoupon({ cartId });
  await Checkout.applyCoupon({ cartId, code });
  await expect(cartWith(code, sku, "somebody@example.com")).rejects.toMatchObject({
    code: "promotion.exhausted",
  });
});

test("an order that closes unpaid releases its coupon, once, whoever closes it and how often", async () => {
  const { sku } = await product();
  const code = await coupon({ limit: 1 });
  const { orderId } = await place(await cartWith(code, sku));
  await Payment.start({ orderId });
  await Promise.all(
    Array.from({ length: 5 }, () =>
      Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." }),
    ),
  );
  expect((await Order.require(orderId)).status).toBe("canceled");
  expect([await used(code), await usesOf(code)]).toEqual([0, 0]);
  await place(await cartWith(code, sku, "next@example.com"));
  expect(await used(code)).toBe(1);
});

test("closing and paying at the same moment leaves the coupon used if the order is paid, else released", async () => {
  const { sku } = await product({ stock: 50 });
  for (let round = 0; round < 6; round++) {
    const code = await coupon({ limit: 1 });
    const { orderId } = await place(await cartWith(code, sku));
    const { url } = await Payment.start({ orderId });
    await Promise.allSettled([pay(url), Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Race." })]);
    await eventually(async () => {
      const { closing, status } = await Payment.settle({ orderId });
      if (closing && status === "pending")
        await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Race." });
      expect(["authorized", "canceled", "expired"]).toContain((await Order.require(orderId)).status);
    });
    const paid = (await Order.require(orderId)).status === "authorized";
    expect(await used(code)).toBe(paid ? 1 : 0);
  }
});

test("an order paid after it had closed redeems its coupon again, at the promised price", async () => {
  const { sku } = await product();
  const code = await coupon({ limit: 1 });
  const { orderId } = await place(await cartWith(code, sku));
  const { url } = await Payment.start({ orderId });
  await pay(url);
  await expireUnasked({ orderId, sku });
  expect(await used(code)).toBe(0);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  expect(await used(code)).toBe(1);
});

/** Makes a paid order with a coupon. */
async function paidWith(code: string, email = contact.email) {
  const { sku } = await product();
  const { orderId } = await place(await cartWith(code, sku, email));
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  await Payment.capture({ orderId });
  return orderId;
}

test("a paid order that is canceled releases its coupon once, however often it is canceled, and its customer can use it again", async () => {
  const code = await coupon({ perCustomer: 1 });
  const orderId = await paidWith(code);
  expect([await used(code), await usesOf(code)]).toEqual([1, 1]);
  await Promise.allSettled(
    Array.from({ length: 5 }, () =>
      Fulfillment.cancel({ orderId, actor: "shopper", cause: "I changed my mind." }),
    ),
  );
  expect((await Order.require(orderId)).status).toBe("canceled_refunded");
  expect([await used(code), await usesOf(code)]).toEqual([0, 0]);
  await paidWith(code);
  expect([await used(code), await usesOf(code)]).toEqual([1, 1]);
});

test("a packed order that is canceled releases its coupon, whether it is refunded then or was before", async () => {
  const code = await coupon({ limit: 1 });
  for (const isRefunded of [false, true]) {
    const orderId = await paidWith(code);
    if (isRefunded)
      await Refund.create({
        orderId,
        amount: (await Order.require(orderId)).totals.total,
        reason: "Broken.",
        actor: "staff:test",
      });
    else await Fulfillment.pack({ orderId, actor: "staff:test" });
    await Fulfillment.cancel({ orderId, actor: "staff:test", cause: "Cannot be sent." });
    expect((await Order.require(orderId)).status).toBe("canceled_refunded");
    expect(await used(code)).toBe(0);
  }
});

test("orders canceled before cancellations released coupons release theirs once, and not in a dry run", async () => {
  const code = await coupon({ perCustomer: 1 });
  const orderId = await paidWith(code);
  await Fulfillment.cancel({ orderId, actor: "shopper", cause: "I changed my mind." });
  const customer = Promotion.customerOf(contact.email);
  await transact({ coupon: Promotion.redeemAgain({ orderId, code, customer }) });
  expect((await Order.releaseCoupons({ dryRun: true })).orderIds).toContain(orderId);
  expect([await used(code), await usesOf(code)]).toEqual([1, 1]);
  expect((await Order.releaseCoupons({ dryRun: false })).orderIds).toContain(orderId);
  expect((await Order.releaseCoupons({ dryRun: false })).orderIds).toEqual([]);
  expect([await used(code), await usesOf(code)]).toEqual([0, 0]);
});

test("a payment after the order had closed and its goods were gone leaves the coupon released", async () => {
  const { sku } = await product({ stock: 1 });
  const code = await coupon({ limit: 1 });
  const { orderId } = await place(await cartWith(code, sku));
  await pay((await Payment.start({ orderId })).url);
  const goods = Inventory.release([{ sku, quantity: 1 }]);
  await Order.move({ orderId, from: ["pending"], to: "expired", actor: "test", cause: "Lost.", goods });
  await place(await readyCart({ sku }));
  expect((await Payment.settle({ orderId })).status).toBe("canceled_refunded");
  expect([await used(code), await usesOf(code)]).toEqual([0, 0]);
});

test("an order refunded in full after it shipped keeps its use of the coupon", async () => {
  const code = await coupon({ perCustomer: 1 });
  const orderId = await paidWith(code);
  await Fulfillment.pack({ orderId, actor: "staff:test" });
  await Fulfillment.ship({ orderId, actor: "staff:test", carrier: "DHL", tracking: "1" });
  const amount = (await Order.require(orderId)).totals.total;
  await Refund.create({ orderId, amount, reason: "Broken.", actor: "staff:test" });
  expect((await Order.require(orderId)).status).toBe("shipped");
  expect([await used(code), await usesOf(code)]).toEqual([1, 1]);
});

test("an order that costs nothing is paid without Stripe, once, whoever settles it", async () => {
  const { sku } = await product();
  const code = await coupon({ benefit: { kind: "percent", percent: 100 } });
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code });
  await Cart.add({ cartId, sku: (await product({ price: 10_000 })).sku, quantity: 1 });
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  const { orderId } = await place(cartId);
  await Promise.all([
    ...Array.from({ length: 3 }, () => Payment.start({ orderId })),
    Payment.settle({ orderId }),
    Payment.capture({ orderId }),
  ]);
  const { status, totals, timeline, sessionId, captured } = await Order.require(orderId);
  expect({ status, total: totals.total, sessionId, captured }).toEqual({
    status: "paid",
    total: 0,
    sessionId: null,
    captured: 0,
  });
  expect(timeline.map((step) => step.status)).toEqual(["pending", "authorized", "paid"]);
  expect(timeline.at(-1)?.cause).toBe("Nothing to pay.");
  expect((await Payment.start({ orderId })).url).toContain("/orders/");
  expect(await intentsOf(orderId)).toEqual([]);
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 9, held: 0 });
  expect((await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Late." })).status).toBe("paid");
  const { status: ended } = await Fulfillment.cancel({ orderId, actor: "staff:test", cause: "Not wanted." });
  expect(ended).toBe("canceled_refunded");
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
});

test("an order that costs nothing can be canceled before it is settled", async () => {
  const { sku } = await product({ price: 10_000 });
  const code = await coupon({ benefit: { kind: "percent", percent: 100 } });
  const cartId = await cartWith(code, sku);
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  const { orderId } = await place(cartId);
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "No, thank you." });
  expect((await Order.require(orderId)).status).toBe("canceled");
  expect(await used(code)).toBe(0);
});

test("a total below the card minimum is refused with a message and holds no stock", async () => {
  const { sku } = await product({ price: 10_000 });
  const code = await coupon({ benefit: { kind: "amount", amounts: { USD: 9_990 } } });
  const cartId = await cartWith(code, sku);
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  await expect(place(cartId)).rejects.toMatchObject({ code: "order.too_small" });
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });
  expect(await used(code)).toBe(0);
});

test("free delivery removes the delivery price, also at Stripe", async () => {
  const { sku } = await product({ price: 2_500 });
  const code = await coupon({ label: "Free delivery", benefit: { kind: "shipping" } });
  const { orderId } = await place(await cartWith(code, sku));
  const { totals } = await Order.require(orderId);
  expect(totals).toMatchObject({ shipping: 1_490, shippingDiscount: 1_490, total: 2_500 });
  await pay((await Payment.start({ orderId })).url);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
});

test("an address without a place, outside every zone, or with a tax ID of another country is refused, and nothing is saved", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const before = await Cart.read({ cartId });
  const refused = (more: object, taxId?: string) =>
    Checkout.setContact({ cartId, contact: { ...contact, taxId }, address: { ...address, ...more } }).catch(
      codeOf,
    );
  expect(await refused({ country: "AQ" })).toBe("place.unknown_country");
  expect(await refused({ region: "PR" })).toBe("place.contradiction");
  expect(await refused({ region: "PR", postalCode: "00901" })).toBe("checkout.no_delivery");
  expect(await refused({ country: "DE" }, "ATU10000005")).toBe("checkout.tax_id_elsewhere");
  expect(() => Checkout.setContact({ cartId, contact: { ...contact, taxId: "garbage" }, address })).toThrow(
    "not a valid business tax ID",
  );
  expect(await Cart.read({ cartId })).toEqual({ ...before, automatics: expect.anything() });
});

test("a business in another member state pays without tax, and its order has the proof", async () => {
  const { sku } = await product({ price: 11_900 });
  const cartId = await readyCart({ sku });
  const german = { ...address, region: undefined, country: "DE" };
  await Checkout.setContact({ cartId, contact: { ...contact, taxId: "de 100 000 008" }, address: german });
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({
    contact: { taxId: "DE100000008" },
    totals: { relief: 1_900, exempt: "reverse_charge", tax: 0, total: 10_000 },
  });
  await pay((await Payment.start({ orderId })).url);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
});

test("forty lines and a coupon fit in one order, from placing to refunding", async () => {
  const skus: string[] = [];
  for (let i = 0; i < Cart.maxLines; i++) skus.push((await product({ price: 500 })).sku);
  const cartId = Cart.newId();
  for (const sku of skus) await Cart.add({ cartId, sku, quantity: 1 });
  await Checkout.setContact({ cartId, contact, address });
  await Checkout.setDelivery({ cartId, delivery: "standard" });
  const code = await coupon({ limit: 1, perCustomer: 1 });
  await Checkout.applyCoupon({ cartId, code });
  const { orderId } = await place(cartId);
  const lines = skus.map((sku) => ({ sku, quantity: 1 }));
  const step = { orderId, actor: "test", cause: "Test." };
  const moves = [
    await Order.move({ ...step, from: ["pending"], to: "expired", goods: Inventory.release(lines) }),
    await Order.move({
      ...step,
      from: ["expired"],
      to: "authorized",
      goods: Inventory.allocateAvailable(lines),
    }),
    await Order.move({ ...step, from: ["authorized"], to: "canceled", goods: Inventory.deallocate(lines) }),
  ];
  expect(moves).toEqual(["moved", "moved", "moved"]);
  expect(await used(code)).toBe(0);
});

test("the coupons of all these orders pass the reconciliation", async () => {
  const { discrepancies } = await Reconciliation.check({ now: Clock.iso() });
  const isWrongTotal = async (kind: string, about: string) =>
    kind === "order.total" && Boolean((await Order.byId({ orderId: about }))?.coupon);
  const wrong: typeof discrepancies = [];
  for (const one of discrepancies)
    if (one.kind.startsWith("coupon.") || (await isWrongTotal(one.kind, one.about))) wrong.push(one);
  expect(wrong).toEqual([]);
});

test("guessing codes is limited, in this cart and with a new one", async () => {
  const from = `203.0.113.8 ${unique()}`;
  const guesses = async (times: number) => {
    const cartId = await readyCart(await product());
    const heard: string[] = [];
    for (let i = 0; i < times; i++)
      await Checkout.applyCoupon({ cartId, code: `GUESS${i}`, from }).catch(({ code }) => heard.push(code));
    return heard;
  };
  const first = await guesses(22);
  expect(first.filter((code) => code === "promotion.unknown")).toHaveLength(20);
  expect(first.slice(20)).toEqual(["throttle.too_many", "throttle.too_many"]);
  const all = [...first, ...(await guesses(20)), ...(await guesses(20)), ...(await guesses(20))];
  expect(all.filter((code) => code === "promotion.unknown").length).toBeLessThanOrEqual(60);
});
