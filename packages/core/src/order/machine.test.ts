import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Inventory } from "@securecart/core/inventory";
import { Order, steps } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { StripeDoor } from "@securecart/core/stripe";
import fc from "fast-check";
import { expect, test } from "vitest";
import { intentsOf, pay, place, product, readyCart } from "../../test/fixtures";

/**
 * What the shop promises of one order, in a few lines: whether money is reserved or taken at Stripe, and what the
 * shop says. Commands come in any order, several times, and must never bring the two apart.
 */
type Model = {
  placed: boolean;
  page: boolean;
  money: "none" | "reserved" | "taken";
  shop: "none" | "pending" | "authorized" | "paid" | "closed";
};
type Real = { cartId: string; sku: string; orderId: string; url: string };
type Command = fc.AsyncCommand<Model, Real>;

const stockAtStart = 3;

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
    ({ shop }) => shop !== "closed",
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
      if (model.shop === "pending" && model.money === "reserved") model.shop = "authorized";
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
    "come back",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.settle({ orderId: real.orderId });
      if (model.shop === "pending" && model.money === "reserved") model.shop = "authorized";
      if (model.shop === "authorized" && model.money === "taken") model.shop = "paid";
    },
  ),
  command(
    "give up",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.cancel({ orderId: real.orderId, actor: "shopper", cause: "Test." });
      if (model.shop !== "pending") return;
      model.shop = model.money === "none" ? "closed" : model.money === "taken" ? "paid" : "authorized";
    },
  ),
  command(
    "capture",
    ({ placed }) => placed,
    async (model, real) => {
      await Payment.capture({ orderId: real.orderId });
      if (model.shop !== "authorized") return;
      model.money = "taken";
      model.shop = "paid";
    },
  ),
  command(
    "capture at Stripe behind our back",
    ({ money }) => money === "reserved",
    async (model, real) => {
      const [intent] = await intentsOf(real.orderId);
      await StripeDoor.client().paymentIntents.capture(intent?.id ?? "");
      model.money = "taken";
    },
  ),
];

/** The order stands where the model says, its timeline is legal, and no unit of stock is lost or sold twice. */
async function verify({ shop, money }: Model, { orderId, sku }: Real) {
  const { stock, movements } = await Inventory.ledger({ sku });
  if (shop === "none" || !stock) return;
  const order = await Order.require(orderId);
  expect(order.status === "canceled" || order.status === "expired" ? "closed" : order.status).toBe(shop);
  for (const [i, step] of order.timeline.entries()) {
    const before = order.timeline[i - 1];
    if (before) expect(steps[before.status]).toContain(step.status);
  }
  const sold = shop === "authorized" || shop === "paid" ? 1 : 0;
  expect(stock).toMatchObject({
    available: stockAtStart - (shop === "closed" ? 0 : 1),
    held: shop === "pending" ? 1 : 0,
  });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(stockAtStart - sold);
  const intents = (await intentsOf(orderId)).filter(
    ({ status }) => status === "requires_capture" || status === "succeeded",
  );
  expect(intents).toHaveLength(money === "none" ? 0 : 1);
}

test("any sequence of commands keeps shop, stock and Stripe together", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(commands.map(fc.constant), { maxCommands: 14, size: "max" }),
      async (sequence) => {
        const { sku } = await product({ stock: stockAtStart });
        const real = { cartId: await readyCart({ sku }), sku, orderId: "", url: "" };
        const model: Model = { placed: false, page: false, money: "none", shop: "none" };
        await fc.asyncModelRun(() => ({ model, real }), sequence);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test("an order that closed unpaid leaves its cart, which can be ordered again as another order", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { orderId } = await place(cartId);
  await Payment.cancel({ orderId, actor: "shopper", cause: "Test." });
  expect((await Cart.read({ cartId })).count).toBe(1);
  const { reviewed } = await Checkout.read({ cartId });
  const again = await Checkout.place({ cartId, reviewed });
  expect(again.orderId).not.toBe(orderId);
  expect((await Order.require(again.orderId)).status).toBe("pending");
});
