import { Checkout } from "@securecart/core/checkout";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";
import { Refund } from "@securecart/core/refund";
import { advance, run } from "@securecart/core/test/cloud";
import { crash } from "@securecart/core/test/crash";
import { pay, pendingOrder, product, readyCart } from "@securecart/core/test/fixtures";
import { afterAll, expect, test, vi } from "vitest";

const soon = { timeout: 60_000, interval: 100 };
const by = { actor: "staff:test" };

/** A domain function, ready to be called on an order of its own. */
type Scene = { orderId?: string; call: () => Promise<unknown> };

/** Statuses in which the order of a scene may end, whether or not the call is repeated. */
const scenes: Record<string, { make: () => Promise<Scene>; ends: string[] }> = {
  placing: {
    make: async () => {
      const cartId = await readyCart({ sku: (await product()).sku });
      const { reviewed } = await Checkout.read({ cartId });
      return { call: () => Checkout.place({ cartId, reviewed }) };
    },
    ends: ["expired"],
  },
  "requesting the payment page": {
    make: async () => {
      const cartId = await readyCart({ sku: (await product()).sku });
      const { reviewed } = await Checkout.read({ cartId });
      const { orderId } = await Checkout.place({ cartId, reviewed });
      return { orderId, call: () => Payment.start({ orderId }) };
    },
    ends: ["expired"],
  },
  "returning from the payment page": {
    make: async () => {
      const { orderId, url } = await pendingOrder();
      await pay(url);
      return { orderId, call: () => Payment.settle({ orderId }) };
    },
    ends: ["paid"],
  },
  "canceling the payment": {
    make: async () => {
      const { orderId } = await pendingOrder();
      return { orderId, call: () => Payment.cancelUnpaid({ orderId, cause: "Test.", ...by }) };
    },
    ends: ["canceled", "expired"],
  },
  refunding: {
    make: async () => {
      const orderId = await paidOrder();
      const refund = { orderId, amount: 100, reason: "Test.", requestId: "one", ...by };
      return { orderId, call: () => Refund.create(refund) };
    },
    ends: ["paid"],
  },
  "canceling a paid order": {
    make: async () => {
      const orderId = await paidOrder();
      return { orderId, call: () => Fulfillment.cancel({ orderId, cause: "Test.", ...by }) };
    },
    ends: ["canceled_refunded", "paid"],
  },
};

const ends = new Map<string, string[]>();

for (const [name, { make, ends: allowed }] of Object.entries(scenes)) {
  for (const when of ["before", "after"] as const) {
    test(`${name}: a process that dies ${when} any of its requests leaves an order that ends as it should`, {
      timeout: 300_000,
    }, async () => {
      for (let at = 1; ; at++) {
        const { orderId, call } = await make();
        const survived = await crash({ at, when }, call);
        if (orderId) ends.set(orderId, allowed);
        if (at % 2 === 0) await call(); // every second time the call is repeated
        if (!survived) continue;
        expect(at).toBeGreaterThan(2);
        return;
      }
    });
  }
}

afterAll(async () => {
  for (const seconds of [61, 61, 32 * 60, 61, 61]) {
    await advance(seconds);
    await Promise.all([run("SweepOrders"), run("SweepEvents")]);
  }
  await vi.waitFor(
    async () => {
      await advance(61);
      await Promise.all([run("SweepOrders"), run("SweepEvents")]);
      const { discrepancies, counts } = await Reconciliation.check({});
      expect(discrepancies).toEqual([]);
      expect(counts["orders.pending"] ?? 0).toBe(0);
    },
    { ...soon, timeout: 60_000, interval: 500 },
  );
  for (const [orderId, allowed] of ends) expect(allowed).toContain((await Order.require(orderId)).status);
}, 300_000);

async function paidOrder() {
  const { orderId, url } = await pendingOrder();
  await pay(url);
  await vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe("paid"), soon);
  return orderId;
}
