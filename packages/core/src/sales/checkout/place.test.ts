import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { DomainError } from "@securecart/core/error";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import fc from "fast-check";
import { expect, test } from "vitest";
import { address, contact, intentsOf, pay, place, product, readyCart, unique } from "#test/fixtures";
import { meanwhile } from "#test/meanwhile";

const delivery = 1_490;
const reprice = (sku: string, price: number) => product({ sku, price, stock: 0 });
const stockOf = async (sku: string) => (await Inventory.ledger({ sku })).stock;
const statusOf = async (orderId: string) => (await Order.require(orderId)).status;

/** Clicks Pay on a review page: places the order and returns where the browser goes. */
async function click(cartId: string, { reviewed }: { reviewed: string }) {
  const { orderId } = await Checkout.place({ cartId, reviewed });
  return { orderId, ...(await Payment.start({ orderId })) };
}

const chargedFor = async (orderId: string) =>
  (await intentsOf(orderId))
    .filter(({ status }) => status === "requires_capture" || status === "succeeded")
    .map(({ amount }) => amount);

test.each([
  ["higher", 6_544],
  ["lower", 1_000],
])("with an open order and a %s price since, Pay charges the price of the review", async (_, price) => {
  const { sku } = await product({ price: 1_738 });
  const cartId = await readyCart({ sku });
  const first = await click(cartId, await Checkout.read({ cartId }));
  await reprice(sku, price);
  const review = await Checkout.read({ cartId });
  expect(review.totals.total).toBe(price + delivery);
  const second = await click(cartId, review);
  expect(second.orderId).not.toBe(first.orderId);
  expect(await statusOf(first.orderId)).toBe("canceled");
  await pay(first.url);
  await pay(second.url);
  expect((await Payment.settle({ orderId: second.orderId })).status).toBe("authorized");
  expect(await chargedFor(first.orderId)).toEqual([]);
  expect(await chargedFor(second.orderId)).toEqual([price + delivery]);
  expect(await stockOf(sku)).toMatchObject({ held: 0 });
});

test.each([
  ["contact", { contact: { ...contact, name: "Grace Hopper" } }],
  ["address", { address: { ...address, line1: "2 Pine Street" } }],
])("another %s than the open order's makes another order", async (_, change) => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const first = await place(cartId);
  await Checkout.setContact({ cartId, contact, address, ...change });
  const second = await place(cartId);
  expect(second).not.toEqual(first);
  expect(await Order.require(second.orderId)).toMatchObject(change);
  expect(await statusOf(first.orderId)).toBe("canceled");
});

test("saving the same details again keeps the open order", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const first = await place(cartId);
  await Checkout.setContact({ cartId, contact, address });
  await Checkout.setDelivery({ cartId, delivery: "express" });
  expect(await place(cartId)).toEqual(first);
});

test("a discount that ended since is not on the next order, and its use is released", async () => {
  const { sku } = await product({ price: 2_500 });
  const code = unique();
  await Promotion.save({ code, label: "Ten off", benefit: { kind: "percent", percent: 10 } });
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code });
  await place(cartId);
  await Promotion.pause({ code });
  const { orderId } = await place(cartId);
  expect(await Order.require(orderId)).toMatchObject({ coupon: null, totals: { total: 2_500 + delivery } });
  expect((await Promotion.require(code)).used).toBe(0);
});

test("a price that comes back is a new order at that price, not the one that was canceled", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const orders: string[] = [];
  for (const price of [1_000, 2_000, 1_000, 2_000]) {
    await reprice(sku, price);
    const { orderId } = await click(cartId, await Checkout.read({ cartId }));
    expect((await Order.require(orderId)).totals.total).toBe(price + delivery);
    orders.push(orderId);
  }
  expect(new Set(orders).size).toBe(4);
  expect(await Promise.all(orders.map(statusOf))).toEqual(["canceled", "canceled", "canceled", "pending"]);
});

test("eight clicks on a review that differs from the open order are one new order", async () => {
  const { sku } = await product({ stock: 1 });
  const cartId = await readyCart({ sku });
  const first = await place(cartId);
  await reprice(sku, 3_000);
  const review = await Checkout.read({ cartId });
  const clicks = await Promise.all(Array.from({ length: 8 }, () => click(cartId, review)));
  expect(new Set(clicks.map(({ url }) => url)).size).toBe(1);
  expect(await statusOf(first.orderId)).toBe("canceled");
  expect(await stockOf(sku)).toMatchObject({ available: 0, held: 1 });
  expect(await click(cartId, review)).toEqual(clicks[0]);
});

test("a second click on the page that was ordered leads to that order, whatever the price is by now", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const review = await Checkout.read({ cartId });
  const first = await click(cartId, review);
  await reprice(sku, 9_000);
  expect(await click(cartId, review)).toEqual(first);
  await pay(first.url);
  await Payment.settle(first);
  expect(await chargedFor(first.orderId)).toEqual([1_000 + delivery]);
});

test("an earlier page that was paid in another tab is found paid: nothing is charged twice", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const first = await click(cartId, await Checkout.read({ cartId }));
  await reprice(sku, 2_000);
  const review = await Checkout.read({ cartId });
  await pay(first.url);
  await expect(click(cartId, review)).rejects.toMatchObject({ code: "order.already_paid" });
  expect(await chargedFor(first.orderId)).toEqual([1_000 + delivery]);
  expect(await statusOf(first.orderId)).toBe("authorized");
  // The cart has the items until it gets the event of the payment: they are not sold a second time.
  expect((await click(cartId, review)).orderId).toBe(first.orderId);
  expect((await Cart.read({ cartId })).count).toBe(0);
});

test("items added after paying become an order of their own", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const first = await click(cartId, await Checkout.read({ cartId }));
  await pay(first.url);
  await Payment.settle(first);
  const { sku: later } = await product({ price: 3_000 });
  await Cart.add({ cartId, sku: later, quantity: 1 });
  const both = await Checkout.read({ cartId });
  await expect(click(cartId, both)).rejects.toMatchObject({ code: "checkout.changed" });
  const second = await click(cartId, await Checkout.read({ cartId }));
  expect(await Order.require(second.orderId)).toMatchObject({ lines: [{ sku: later }] });
});

test("a review that is out of date leaves the open order as it is", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  const first = await place(cartId);
  await reprice(sku, 2_000);
  const stale = await Checkout.read({ cartId });
  await reprice(sku, 3_000);
  await expect(click(cartId, stale)).rejects.toMatchObject({ code: "checkout.changed" });
  expect(await statusOf(first.orderId)).toBe("pending");
});

test("a review says which order of the cart is open, and what paying does to it", async () => {
  const { sku } = await product({ price: 1_000 });
  const cartId = await readyCart({ sku });
  expect((await Checkout.review({ cartId })).earlier).toBeNull();
  const first = await click(cartId, await Checkout.read({ cartId }));
  const about = { orderId: first.orderId, total: 1_000 + delivery, currency: "USD" };
  expect((await Checkout.review({ cartId })).earlier).toMatchObject({ ...about, state: "same" });
  await reprice(sku, 2_000);
  expect((await Checkout.review({ cartId })).earlier).toMatchObject({ ...about, state: "differs" });
  await pay(first.url);
  await Payment.settle(first);
  expect((await Checkout.review({ cartId })).earlier).toMatchObject({ ...about, state: "paid" });
  await Cart.removePurchased({ cartId, orderId: first.orderId, lines: [{ sku, quantity: 1 }] });
  await Cart.add({ cartId, sku, quantity: 1 });
  expect((await Checkout.review({ cartId })).earlier).toBeNull();
});

/** Tells whether a request is the transaction that places an order. */
const placesOrder = (input: Record<string, unknown>) =>
  JSON.stringify(input.TransactItems ?? "").includes("The order was placed.");

test("an order placed at a new price while another is being placed at the old one: the latest click leaves one open", async () => {
  const { sku } = await product({ price: 1_000, stock: 1 });
  const cartId = await readyCart({ sku });
  const old = await Checkout.read({ cartId });
  let during: Awaited<ReturnType<typeof click>> | undefined;
  const refused = await meanwhile(
    placesOrder,
    async () => {
      await reprice(sku, 2_000);
      during = await click(cartId, await Checkout.read({ cartId }));
    },
    () => click(cartId, old).catch(({ code }) => code),
  );
  expect(refused).toBe("checkout.changed");
  expect(await Order.require(during?.orderId ?? "")).toMatchObject({
    status: "pending",
    totals: { total: 2_000 + delivery },
  });
  expect((await Cart.read({ cartId })).orderId).toBe(during?.orderId);
  expect(await stockOf(sku)).toMatchObject({ available: 0, held: 1 });
});

type Page = { reviewed: string; totals: { total: number } };
type Step =
  | { do: "price"; price: number }
  | { do: "coupon"; on: boolean }
  | { do: "delivery"; by: string }
  | { do: "review" }
  | { do: "click"; pages: number[] }
  | { do: "pay"; link: number }
  | { do: "click and pay"; page: number; link: number };

const back = fc.nat({ max: 2 });
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("price"), price: fc.constantFrom(900, 1_738, 6_544) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("coupon"), on: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("delivery"), by: fc.constantFrom("standard", "express") }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("review") }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("click"),
        pages: fc.array(back, { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("pay"), link: back }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("click and pay"), page: back, link: back }) },
  ) as fc.Arbitrary<Step>,
  { minLength: 4, maxLength: 16 },
);

test("any sequence of prices, reviews and clicks leads to one charge at most, at the price of its review", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { sku } = await product({ stock: 2, price: 1_738 });
      const code = unique();
      await Promotion.save({ code, label: "Half off", benefit: { kind: "percent", percent: 50 } });
      const cartId = await readyCart({ sku });
      await Checkout.applyCoupon({ cartId, code });
      const pages: Page[] = [await Checkout.read({ cartId })];
      const links: string[] = [];
      /** Order → the totals of the pages on which it was ordered. */
      const shown = new Map<string, Set<number>>();
      const nth = <One>(list: One[], back: number) => list[Math.max(0, list.length - 1 - back)];

      async function press(back: number) {
        const page = nth(pages, back);
        if (!page) return;
        try {
          const { orderId, url } = await click(cartId, page);
          if (!url.includes("/orders/")) {
            links.push(url);
            expect((await Order.require(orderId)).totals.total).toBe(page.totals.total);
          }
          shown.set(orderId, (shown.get(orderId) ?? new Set()).add(page.totals.total));
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect([
            "checkout.changed",
            "checkout.incomplete",
            "order.already_paid",
            "promotion.paused",
          ]).toContain(error.code);
        }
      }
      const payLink = async (back: number) => {
        const link = nth(links, back);
        if (link) await pay(link);
      };

      for (const step of sequence) {
        if (step.do === "price") await reprice(sku, step.price);
        else if (step.do === "coupon") await (step.on ? Promotion.resume : Promotion.pause)({ code });
        else if (step.do === "delivery") await Checkout.setDelivery({ cartId, delivery: step.by });
        else if (step.do === "review") pages.push(await Checkout.read({ cartId }));
        else if (step.do === "click") await Promise.all(step.pages.map(press));
        else if (step.do === "pay") await payLink(step.link);
        else await Promise.all([press(step.page), payLink(step.link)]);
      }
      const charges: [string, number][] = [];
      for (const orderId of shown.keys()) {
        await Payment.settle({ orderId });
        for (const amount of await chargedFor(orderId)) charges.push([orderId, amount]);
      }
      expect(charges.length).toBeLessThanOrEqual(1);
      for (const [orderId, amount] of charges) expect(shown.get(orderId)).toContain(amount);
      const open = await Promise.all([...shown.keys()].map(statusOf));
      expect(open.filter((status) => status === "pending").length).toBeLessThanOrEqual(
        charges.length ? 0 : 1,
      );
      const { available, held } = (await stockOf(sku)) ?? { available: -1, held: -1 };
      const stillHeld = open.includes("pending") ? 1 : 0;
      expect({ available, held }).toEqual({ available: 2 - stillHeld - charges.length, held: stillHeld });
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 25) },
  );
});
