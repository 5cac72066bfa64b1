import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order, type Status } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Privacy } from "@securecart/core/privacy";
import { Promotion } from "@securecart/core/promotion";
import { Reconciliation } from "@securecart/core/reconciliation";
import { Refund } from "@securecart/core/refund";
import { SavedCards } from "@securecart/core/saved-cards";
import { StripeApi } from "@securecart/core/stripe";
import { customer } from "@securecart/core/test/customers";
import { pay, product, readyCartOf, unique } from "@securecart/core/test/fixtures";
import { expect, test, vi } from "vitest";

const soon = { timeout: 60_000, interval: 200 };
const by = { actor: "staff:test" };

const reaches = (orderId: string, status: Status) =>
  vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe(status), soon);

/** Lists the kinds of rows that contain one of the words, each with the word. */
async function found(words: string[]) {
  const rows = new Set<string>();
  for await (const items of Dynamo.scan())
    for (const item of items) {
      const text = JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value));
      for (const word of words)
        if (text.toLowerCase().includes(word.toLowerCase())) rows.add(`${item.__edb_e__}: ${word}`);
    }
  return [...rows];
}

test("after many orders no row names an erased customer, and the reconciliation finds no discrepancy", async () => {
  const word = unique().toLowerCase();
  const [email, name, line1] = [`${word}@example.com`, `Zoe${word}`, `7 ${word}street`];
  const where = { line1, city: `${word}ville`, region: "OR", postalCode: "97201", country: "US" };
  const { customerId } = await customer({ email, name });
  await Customer.addAddress({ customerId, address: { ...where, name } });
  const code = `GONE${unique().slice(-8)}`;
  await Promotion.save({ code, label: "Ten off", benefit: { kind: "percent", percent: 10 }, perCustomer: 3 });

  const stripeCustomerId = (await SavedCards.customerAtStripe({ customerId })) ?? "";
  const buy = async (who: { customerId?: string; stripeCustomerId?: string }) => {
    const { sku } = await product();
    const cartId = await readyCartOf({ contact: { email, name }, address: where }, { sku, quantity: 2 });
    await Checkout.applyCoupon({ cartId, code });
    const { reviewed } = await Checkout.read({ cartId });
    const { orderId } = await Checkout.place({ cartId, reviewed, ...who });
    await pay((await Payment.start({ orderId })).url);
    await reaches(orderId, "paid");
    return { orderId, sku };
  };
  const bought = await buy({ customerId, stripeCustomerId });
  const guests = await buy({});
  for (const { orderId } of [bought, guests]) {
    await Fulfillment.pack({ orderId, ...by });
    await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by });
    await Fulfillment.deliver({ orderId, ...by });
  }
  await Refund.create({
    orderId: bought.orderId,
    lines: [{ sku: bought.sku, quantity: 1, restock: true }],
    reason: `${name} wrote.`,
    ...by,
  });
  const { totals } = await Order.require(bought.orderId);
  const words = [email, name, line1, where.city, customerId, stripeCustomerId, Promotion.customerOf(email)];
  // The inbox stores webhooks as they were signed, with the name and address of the payer.
  await vi.waitFor(async () => expect(await found([email])).toContain(`stripeevent: ${email}`), soon);

  const { erasureId } = await Privacy.beginErasure({ customerId });
  await vi.waitFor(
    async () => expect(await Privacy.advanceErasure({ erasureId })).toEqual({ done: true }),
    soon,
  );
  expect(await found(words)).toEqual([]);
  expect((await StripeApi.client().customers.list({ email })).data).toEqual([]);
  expect((await Order.require(bought.orderId)).totals).toEqual(totals);
  const about = [bought.orderId, guests.orderId, bought.sku, guests.sku, code];
  await vi.waitFor(async () => {
    const { discrepancies } = await Reconciliation.check({});
    expect(discrepancies.filter((found) => about.some((one) => found.about.includes(one)))).toEqual([]);
  }, soon);
});
