import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Id } from "@securecart/core/id";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Pricing } from "@securecart/core/pricing";
import { Promotion, type Terms } from "@securecart/core/promotion";
import { Reconciliation } from "@securecart/core/reconciliation";
import { afterEach, expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { customer } from "#test/customers";
import { address, contact, place, product, readyCart, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const codeOf = (reason: unknown) => (reason as { code?: string }).code;

const made: string[] = [];

/** Creates an automatic discount for one product: carts of other tests must not get it. */
async function automatic(slug: string, more: Partial<Terms> = {}) {
  const code = Id.create("automatic");
  const terms = { code, label: "Spring sale", benefit: { kind: "percent" as const, percent: 10 } };
  await Admin.createDiscount({ terms: { ...terms, products: [slug], ...more }, ...by() });
  made.push(code);
  return code;
}

/** All carts read the discounts in use, of which there are at most 20. */
afterEach(async () => {
  for (const code of made.splice(0)) await Promotion.archive({ code });
});

const used = async (code: string) => (await Promotion.require(code)).used;
const buyer = (cartId: string, email: string) =>
  Checkout.setContact({ cartId, contact: { ...contact, email }, address });

test("an automatic discount applies by itself, has its name in the sums, and is stored with the order", async () => {
  const { sku, slug } = await product({ price: 2_500 });
  const code = await automatic(slug);
  const cartId = await readyCart({ sku });
  const { totals, automatic: applied, coupon } = await Checkout.read({ cartId });
  expect({ applied, coupon, discount: totals.discount }).toEqual({
    applied: { label: "Spring sale" },
    coupon: null,
    discount: 250,
  });
  expect(Pricing.rows(totals)).toContainEqual({ label: "Spring sale", amount: -250, look: "plain" });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({
    totals: { discount: 250 },
    automatic: { code, discount: { label: "Spring sale", isAutomatic: true }, counted: [] },
    coupon: null,
  });
});

test("its key is not a code that a shopper can enter", async () => {
  const { sku, slug } = await product();
  const code = await automatic(slug);
  const cartId = await readyCart({ sku });
  expect(await Checkout.applyCoupon({ cartId, code }).catch(codeOf)).toBe("promotion.unknown");
});

test("pausing takes effect at once, and an order that was reviewed with the discount must be reviewed again", async () => {
  const { sku, slug } = await product();
  const code = await automatic(slug);
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  await Admin.pauseDiscount({ code, seen: 1, ...by() });
  expect((await Checkout.read({ cartId })).totals.discount).toBe(0);
  expect(await Checkout.place({ cartId, reviewed }).catch(codeOf)).toBe("checkout.changed");
  await Admin.resumeDiscount({ code, seen: 2, ...by() });
  expect((await Checkout.read({ cartId })).automatic).toEqual({ label: "Spring sale" });
});

test("it combines with a code only when it may, and a code that saves less is refused", async () => {
  const { sku, slug } = await product({ price: 2_500 });
  const code = await automatic(slug, { benefit: { kind: "percent", percent: 20 } });
  const five = unique();
  await Promotion.save({ code: five, label: "Five", benefit: { kind: "percent", percent: 5 } });
  const cartId = await readyCart({ sku });
  expect(await Checkout.applyCoupon({ cartId, code: five }).catch(codeOf)).toBe("promotion.saves_less");
  const coupon = await Promotion.require(code);
  await Admin.changeDiscount({ code, seen: 1, terms: { ...coupon, combines: true }, ...by() });
  await Checkout.applyCoupon({ cartId, code: five });
  const { totals, automatic: applied, coupon: entered } = await Checkout.read({ cartId });
  expect({ applied: applied !== null, entered: entered?.applied, discount: totals.discount }).toEqual({
    applied: true,
    entered: true,
    discount: 500 + 100,
  });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({ automatic: { code }, coupon: { code: five } });
});

test("a discount for a customer group is for the carts of its customers", async () => {
  const { sku, slug } = await product();
  const { groupId } = await Admin.createGroup({ name: unique(), description: "", ...by() });
  const { customerId, cartId: own } = await customer();
  await automatic(slug, { groups: [groupId] });
  const guest = await readyCart({ sku });
  const discountOf = async (cartId: string) => (await Checkout.read({ cartId })).totals.discount;
  expect(await discountOf(guest)).toBe(0);
  await Cart.merge({ from: guest, to: own, customerId });
  expect(await discountOf(own)).toBe(0);
  await CustomerGroup.add({ groupId, customerId });
  await expect.poll(() => discountOf(own), { timeout: 5_000 }).toBe(250);
  await CustomerGroup.archive({ groupId, seen: 1 });
  await expect.poll(() => discountOf(own), { timeout: 5_000 }).toBe(0);
});

test("of 40 shoppers at once with a discount for ten orders, ten pay less and thirty must review again", async () => {
  const { sku, slug } = await product({ stock: 100 });
  const code = await automatic(slug, { limit: 10 });
  const carts = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const cartId = await readyCart({ sku });
      await buyer(cartId, `shopper${i}@example.com`);
      return { cartId, reviewed: (await Checkout.read({ cartId })).reviewed };
    }),
  );
  const results = await Promise.allSettled(carts.map((cart) => Checkout.place(cart)));
  const placed = results.flatMap((one) => (one.status === "fulfilled" ? [one.value.orderId] : []));
  const refused = results.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
  expect(placed).toHaveLength(10);
  expect([...new Set(refused)].filter((code) => !expected.has(code))).toEqual([]);
  expect(await used(code)).toBe(10);
  const [orderId = ""] = placed;
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  expect(await used(code)).toBe(9);
  const { discrepancies } = await Reconciliation.check({});
  const own = [code, ...placed];
  expect(discrepancies.filter(({ about }) => own.some((id) => about.startsWith(id)))).toEqual([]);
});

const expected = new Set<string | undefined>(["promotion.automatic_over", "checkout.changed"]);

test("a discount once per customer counts only the customer, also for an order that is placed again", async () => {
  const { sku, slug } = await product({ stock: 50 });
  const code = await automatic(slug, { perCustomer: 1 });
  const email = `${unique().toLowerCase()}@example.com`;
  const first = await readyCart({ sku });
  await buyer(first, email);
  const { orderId } = await place(first);
  expect((await Checkout.read({ cartId: first })).automatic).not.toBeNull();
  const second = await readyCart({ sku });
  await buyer(second, email);
  expect((await Checkout.read({ cartId: second })).automatic).toBeNull();
  expect(await used(code)).toBe(0);
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  expect((await Checkout.read({ cartId: second })).automatic).not.toBeNull();
});

test("reading the discounts costs a cart no request more, and placing none", async () => {
  const { sku, slug } = await product();
  await automatic(slug);
  await automatic(slug, { limit: 5, perCustomer: 1, benefit: { kind: "percent", percent: 5 } });
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  expect(await requestsOf(() => Cart.read({ cartId }))).toHaveLength(2);
  expect(await requestsOf(() => Checkout.place({ cartId, reviewed }))).toHaveLength(3);
});

test("a preview tells how a code and the automatic discounts meet", async () => {
  const { sku, slug } = await product({ price: 2_500 });
  const code = await automatic(slug, { label: "Spring" });
  const example = { currency: "USD" as const, country: "US", lines: [{ sku, quantity: 1 }] };
  const ten = { code: unique(), label: "Ten", benefit: { kind: "percent" as const, percent: 20 } };
  const preview = await Promotion.preview({ terms: ten, ...example });
  expect(preview).toMatchObject({
    refusal: null,
    meets: `With ${ten.code}, the automatic discount “Spring” no longer applies.`,
  });
  expect(preview.before - preview.total).toBe(250);
  const less = { ...ten, benefit: { kind: "percent" as const, percent: 5 } };
  expect(await Promotion.preview({ terms: less, ...example })).toMatchObject({
    meets: "“Spring” saves more and applies instead.",
  });
  await Promotion.save(ten);
  const { version: _, used: __, createdAt: ___, updatedAt: ____, ...spring } = await Promotion.require(code);
  const combined = { ...spring, combines: true };
  expect(await Promotion.preview({ terms: combined, withCode: ten.code, ...example })).toMatchObject({
    meets: `The code ${ten.code} applies as well.`,
  });
  expect(await Promotion.preview({ terms: spring, withCode: ten.code, ...example })).toMatchObject({
    meets: `With ${ten.code}, “Spring” no longer applies.`,
  });
});

test("an automatic discount is listed and found by its name", async () => {
  const { slug } = await product();
  const label = `Sale ${unique()}`;
  const code = await automatic(slug, { label });
  expect((await Promotion.list({ words: label.toLowerCase() })).rows).toMatchObject([
    { kind: "code", standing: "active", coupon: { code, label } },
  ]);
});

test("a shop has at most twenty automatic discounts in use", async () => {
  const { slug } = await product();
  const inUse = (await Promotion.automaticsInUse()).length;
  for (let i = inUse; i < Promotion.mostAutomatic; i++) await automatic(slug);
  const more = automatic(slug);
  expect(await more.catch(codeOf)).toBe("promotion.too_many_automatic");
});
