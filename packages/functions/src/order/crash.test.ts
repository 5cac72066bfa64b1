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

/** A verb and what is there before it. Each makes a scene of its own. */
type Scene = { orderId?: string; verb: () => Promise<unknown> };

/** Where the order of a scene must stand in the end, whether or not anybody tries again. */
const scenes: Record<string, { make: () => Promise<Scene>; ends: string[] }> = {
  placing: {
    make: async () => {
      const cartId = await readyCart({ sku: (await product()).sku });
      const { reviewed } = await Checkout.read({ cartId });
      return { verb: () => Checkout.place({ cartId, reviewed }) };
    },
    ends: ["expired"],
  },
  "asking for the payment page": {
    make: async () => {
      const cartId = await readyCart({ sku: (await product()).sku });
      const { reviewed } = await Checkout.read({ cartId });
      const { orderId } = await Checkout.place({ cartId, reviewed });
      return { orderId, verb: () => Payment.start({ orderId }) };
    },
    ends: ["expired"],
  },
  "coming back paid": {
    make: async () => {
      const { orderId, url } = await pendingOrder();
      await pay(url);
      return { orderId, verb: () => Payment.settle({ orderId }) };
    },
    ends: ["paid"],
  },
  "giving up": {
    make: async () => {
      const { orderId } = await pendingOrder();
      return { orderId, verb: () => Payment.cancel({ orderId, cause: "Test.", ...by }) };
    },
    ends: ["canceled", "expired"],
  },
  refunding: {
    make: async () => {
      const orderId = await paidOrder();
      const refund = { orderId, amount: 100, reason: "Test.", requestId: "one", ...by };
      return { orderId, verb: () => Refund.create(refund) };
    },
    ends: ["paid"],
  },
  "canceling what was paid": {
    make: async () => {
      const orderId = await paidOrder();
      return { orderId, verb: () => Fulfillment.cancel({ orderId, cause: "Test.", ...by }) };
    },
    ends: ["canceled_refunded", "paid"],
  },
};

const ends = new Map<string, string[]>();

for (const [name, { make, ends: allowed }] of Object.entries(scenes)) {
  for (const when of ["before", "after"] as const) {
    test(`${name}: a process that dies ${when} any of its calls`, { timeout: 300_000 }, async () => {
      for (let at = 1; ; at++) {
        const { orderId, verb } = await make();
        const survived = await crash({ at, when }, verb);
        if (orderId) ends.set(orderId, allowed);
        if (at % 2 === 0) await verb(); // every second time somebody tries again
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
      const { findings, counts } = await Reconciliation.check({});
      expect(findings).toEqual([]);
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
