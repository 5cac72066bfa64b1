import { type openBackends, Refused } from "./backends";
import type { Basket, Shop } from "./shopper";

/** Contact, address and delivery of every shopper. */
export const details = {
  contact: { email: "ada@example.com", name: "Ada Lovelace" },
  address: { line1: "1 Pine Street", city: "Seattle", region: "WA", postalCode: "98101", country: "US" },
  delivery: "express",
};

/** Opens a shop without pages: processes call the domain as the pages' actions do. */
export function domainShop({ ask }: ReturnType<typeof openBackends>): Shop {
  return {
    async order(basket) {
      const cartId = await cartOf(basket);
      for (const { sku, quantity } of basket.lines) {
        if (basket.notes[sku]) continue;
        await ask("fill", { cartId, sku, quantity });
        basket.notes[sku] = "in the cart";
      }
      if (!basket.notes.details) {
        await ask("details", { cartId, ...details });
        basket.notes.details = "given";
      }
      if (basket.coupon && !basket.notes.coupon) await tryCoupon(basket, basket.coupon, cartId);
      const { orderId } = await ask("place", { cartId });
      const { url } = await ask("start", { orderId });
      return { orderId, url: new URL(url).pathname.startsWith("/c/pay/") ? url : null };
    },
    back: (_basket, orderId) => ask("settle", { orderId }),
    cancel: (_basket, orderId) => ask("cancel", { orderId }),
    async cancelPaid(_basket, orderId) {
      const cause = "The shopper canceled the order.";
      const status = await ask("cancelOrder", { orderId, actor: "shopper", cause });
      if (status !== "canceled" && status !== "canceled_refunded")
        throw new Error(`The order is still ${status}.`);
    },
  };

  /** Applies a coupon. Continues without it when it is refused, for example because it is used up. */
  async function tryCoupon({ notes }: Basket, code: string, cartId: string) {
    await ask("coupon", { cartId, code }).catch((error) => {
      if (!(error instanceof Refused) || !error.code.startsWith("promotion.")) throw error;
    });
    notes.coupon = "tried";
  }

  async function cartOf(basket: Basket) {
    basket.notes.cartId ??= await ask("newCart", undefined as never);
    return basket.notes.cartId;
  }
}
