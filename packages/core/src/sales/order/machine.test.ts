import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { DomainError } from "@securecart/core/error";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order, steps } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { StripeApi } from "@securecart/core/stripe";
import fc from "fast-check";
import { expect, test } from "vitest";
import { intentsOf, pay, place, product, readyCart } from "#test/fixtures";

/**
 * Model of one order: the money at Stripe and the status in the shop. Commands run in any order, several times, and the
 * two must always agree.
 */
type Model = {
  placed: boolean;
  page: boolean;
  money: "none" | "reserved" | "taken";
  shop:
    | "none"
    | "pending"
    | "authorized"
    | "in_review"
    | "paid"
    | "packed"
    | "shipped"
    | "delivered"
    | "canceled_refunded"
    | "closed";
  approved: boolean;
  refunded: number;
  /** The unit is for sale again: by a refund, or because the order ended. */
  restocked: boolean;
};
type Real = { cartId: string; sku: string; orderId: string; url: string };
type Command = fc.AsyncCommand<Model, Real>;

const stockAtStart = 3;
const by = { actor: "staff:test", cause: "Test." };

/** Returns "yes", or the code of a refusal. Throws any other error. */
const answerOf = async (call: Promise<unknown>) => {
  try {
    await call;
    return "yes";
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
};

/** Updates the status to the money, as the shop does when it hears from Stripe. */
function hear(model: Model) {
  if (model.shop === "pending" && model.money !== "none") model.shop = "authorized";
  if ((model.shop === "authorized" || model.shop === "in_review") && model.money === "taken")
    model.shop = "paid";
}

/** Tells whether the order keeps its money. */
const isKept = ({ shop }: Model) => ["paid", "packed", "shipped", "delivered"].includes(shop);

const command = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command => ({
  check,
  run: async (model, real) => {
    await run(model, real);
    await verify(model, real);
  },
  toString: () => name,
});

const commands = [
  command(
    "place",
    // When its order has ended, the cart is placed as another order.
    ({ shop }) => shop !== "closed" && shop !== "canceled_refunded",
    async (model, real) => {
      real.orderId = (await place(real.cartId)).orderId;
      if (model.shop === "none") model.shop = "pending";
      model.placed = true;
    },
  ),
  command(
    "start paying",
    ({ placed }) => placed,
    async (model, real) => {
      const { url } = await Payment.start({ orderId: real.orderId });
      if (model.shop === "pending" && model.money === "none") Object.assign(real, { url });
      if (model.shop === "pending") hear(model);
      if (model.shop === "pending") model.page = true;
    },
  ),
  command(
    "pay",
    ({ page }) => page,
    async (model, real) => {
      await pay(real.url);
      if (model.shop === "pending" && model.money === "none") model.money = "reserved";
    },
  ),
  command(
    "pay with a card that is declined",
    ({ page }) => page,
    async (_model, real) => {
      await pay(real.url, "4000000000000002");
    },
  ),
  command(
    "return from the payment page",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.settle({ orderId: real.orderId });
      hear(model);
    },
  ),
  command(
    "cancel the unpaid order",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.cancelUnpaid({ orderId: real.orderId, actor: "shopper", cause: "Test." });
      if (model.shop !== "pending") return;
      if (model.money === "none") model.shop = "closed";
      else hear(model);
    },
  ),
  command(
    "capture",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.capture({ orderId: real.orderId });
      if (model.shop !== "authorized" && !(model.shop === "in_review" && model.approved)) return;
      model.money = "taken";
      model.shop = "paid";
    },
  ),
  command(
    "capture in the dashboard",
    ({ money }) => money === "reserved",
    async (model, real) => {
      const [intent] = await intentsOf(real.orderId);
      await StripeApi.client().paymentIntents.capture(intent?.id ?? "");
      model.money = "taken";
    },
  ),
  command(
    "put in review",
    ({ placed }) => placed,
    async (model, { orderId }) => {
      await Order.move({ orderId, from: ["authorized"], to: "in_review", ...by });
      if (model.shop === "authorized") model.shop = "in_review";
    },
  ),
  command(
    "approve",
    ({ placed }) => placed,
    async (model, { orderId }) => {
      const answer = await answerOf(Fulfillment.decideReview({ orderId, approved: true, ...by }));
      const isOpen = model.shop === "in_review" && !model.approved;
      expect(answer).toBe(isOpen ? "yes" : "fulfillment.not_in_review");
      if (isOpen) model.approved = true;
    },
  ),
  step("pack", "paid", "packed", (orderId) => Fulfillment.pack({ orderId, actor: by.actor })),
  step("ship", "packed", "shipped", (orderId) =>
    Fulfillment.ship({ orderId, actor: by.actor, carrier: "Pigeon Post", tracking: "PP-1" }),
  ),
  step("deliver", "shipped", "delivered", (orderId) => Fulfillment.deliver({ orderId, actor: by.actor })),
  command(
    "refund a third",
    ({ placed }) => placed,
    async (model, { orderId }) => {
      const { totals } = await Order.require(orderId);
      const amount = Math.ceil(totals.total / 3);
      const rest = totals.total - model.refunded;
      const answer = await answerOf(Refund.create({ orderId, amount, reason: "Test.", actor: by.actor }));
      const hasMoney = isKept(model) || model.shop === "canceled_refunded";
      const expected = !hasMoney ? "refund.nothing_captured" : amount > rest ? "refund.above_rest" : "yes";
      expect(answer).toBe(expected);
      if (answer === "yes") model.refunded += amount;
    },
  ),
  command(
    "refund the unit",
    (model) => isKept(model) && model.refunded === 0 && !model.restocked,
    async (model, { orderId, sku }) => {
      const lines = [{ sku, quantity: 1, restock: true }];
      await Refund.create({ orderId, lines, reason: "Test.", actor: by.actor });
      model.refunded += (await Order.require(orderId)).totals.lines[0]?.total ?? 0;
      model.restocked = true;
    },
  ),
  command(
    "cancel the order",
    ({ placed }) => placed,
    async (model, { orderId }) => {
      const { totals } = await Order.require(orderId);
      const answer = await answerOf(Fulfillment.cancel({ orderId, ...by }));
      const isSent = model.shop === "shipped" || model.shop === "delivered";
      expect(answer).toBe(isSent ? "fulfillment.too_late" : "yes");
      if (answer !== "yes") return;
      const wasTaken = model.money === "taken";
      if (model.shop === "pending" && model.money !== "none") hear(model);
      else if (isKept(model) || (wasTaken && ["authorized", "in_review"].includes(model.shop))) {
        model.shop = "canceled_refunded";
        model.refunded = totals.total;
        model.restocked = true;
      } else if (["pending", "authorized", "in_review"].includes(model.shop)) {
        model.shop = "closed";
        model.money = "none";
      }
    },
  ),
];

/** Makes the command of a step of staff: it succeeds from its start and, repeated, from its end; else it is refused. */
function step(
  name: string,
  from: Model["shop"],
  to: Model["shop"],
  run: (orderId: string) => Promise<unknown>,
) {
  return command(
    name,
    ({ placed }) => placed,
    async (model, { orderId }) => {
      const answer = await answerOf(run(orderId));
      const isEmpty = model.shop === from && model.restocked && to !== "delivered";
      const isInTurn = model.shop === from || model.shop === to;
      expect(answer).toBe(isEmpty ? "fulfillment.nothing_to_ship" : isInTurn ? "yes" : "fulfillment.not_now");
      if (answer === "yes" && model.shop === from) model.shop = to;
    },
  );
}

/** Checks that the order has the status of the model, its timeline is legal, and no unit is lost or sold twice. */
async function verify(model: Model, { orderId, sku }: Real) {
  const { shop, money, refunded, restocked } = model;
  const { stock, movements } = await Inventory.ledger({ sku });
  if (shop === "none" || !stock) return;
  const order = await Order.require(orderId);
  expect(order.status === "canceled" || order.status === "expired" ? "closed" : order.status).toBe(shop);
  for (const [i, step] of order.timeline.entries()) {
    const before = order.timeline[i - 1];
    if (before) expect(steps[before.status]).toContain(step.status);
  }
  const held = shop === "pending" ? 1 : 0;
  const allocated = ["authorized", "in_review", "paid", "packed"].includes(shop) && !restocked ? 1 : 0;
  const shipped = ["shipped", "delivered"].includes(shop) && !restocked ? 1 : 0;
  expect(order.refunded).toBe(refunded);
  expect({ allocated: 0, ...stock }).toMatchObject({
    available: stockAtStart - held - allocated - shipped,
    held,
    allocated,
  });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(stockAtStart - shipped);
  const [intent] = await intentsOf(orderId);
  if (refunded > 0) {
    const { data } = await StripeApi.client().refunds.list({ payment_intent: intent?.id ?? "", limit: 100 });
    expect(data.reduce((sum, { amount }) => sum + amount, 0)).toBe(refunded);
  }
  const intents = (await intentsOf(orderId)).filter(
    ({ status }) => status === "requires_capture" || status === "succeeded",
  );
  expect(intents).toHaveLength(money === "none" ? 0 : 1);
}

/** Commands that are drawn more often, because few sequences would get beyond the first step. */
const forward = ["place", "start paying", "pay", "return from the payment page", "capture", "pack", "ship"];
const often = commands.filter((command) => forward.includes(String(command)));
const drawn = [...commands, ...often, ...often].map(fc.constant);

test("after any sequence of commands shop, stock and Stripe agree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(drawn, { maxCommands: 18, size: "max" }), async (sequence) => {
      const { sku } = await product({ stock: stockAtStart });
      const real = { cartId: await readyCart({ sku }), sku, orderId: "", url: "" };
      const rest = { approved: false, refunded: 0, restocked: false };
      const model: Model = { placed: false, page: false, money: "none", shop: "none", ...rest };
      await fc.asyncModelRun(() => ({ model, real }), sequence);
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 60) },
  );
}, 300_000);

test("an order that closed unpaid leaves its cart, which can be ordered again as another order", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { orderId } = await place(cartId);
  await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Test." });
  expect((await Cart.read({ cartId })).count).toBe(1);
  const { reviewed } = await Checkout.read({ cartId });
  const again = await Checkout.place({ cartId, reviewed });
  expect(again.orderId).not.toBe(orderId);
  expect((await Order.require(again.orderId)).status).toBe("pending");
});
