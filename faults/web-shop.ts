import { Refused } from "./backends";
import { browser, type Page } from "./browser";
import { details } from "./domain-shop";
import type { Basket, Shop } from "./shopper";

/** Opens the shop's pages as a browser without JavaScript uses them. */
export function webShop(origin: string): Shop {
  return {
    async order(basket) {
      const { open, submit } = browser(origin, basket.notes);
      for (const { sku, slug, quantity } of basket.lines) {
        if (basket.notes[sku]) continue;
        if (!(await isInCart(basket, slug))) {
          const page = await open(`/product/${slug}`);
          basket.notes.unsure = slug;
          const added = await sent(submit(page, 'name="sku"', { quantity: String(quantity) }));
          if (!added.text.includes("Added to cart")) throw refusal(added);
        }
        basket.notes[sku] = "in the cart";
      }
      const answer = await checkOut(basket);
      const url = answer.location ?? "";
      if (url.startsWith(origin)) return { orderId: noteOrder(basket, url), url: null };
      const paymentPage = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
      return { orderId: noteOrder(basket, await paymentPage.text()), url };
    },
    async back(basket) {
      const page = await browser(origin, basket.notes).open(`/orders/${basket.notes.token}?paid=1`);
      if (page.status !== 200) throw new Error(`The order's page responded with ${page.status}.`);
    },
    async cancel(basket) {
      const { open, submit } = browser(origin, basket.notes);
      const page = await open(`/orders/${basket.notes.token}`);
      if (page.status !== 200) throw new Error(`The order's page responded with ${page.status}.`);
      await submit(page, "Cancel order");
      const after = await open(`/orders/${basket.notes.token}`);
      if (after.text.includes("This order is being closed")) return "canceled";
      if (after.text.includes(">Waiting for payment<")) throw new Error("The order is still open.");
      return after.text.includes(">Canceled<") ? "canceled" : "otherwise";
    },
    async cancelPaid(basket) {
      const { open, submit } = browser(origin, basket.notes);
      const page = await open(`/orders/${basket.notes.token}`);
      if (page.status !== 200) throw new Error(`The order's page responded with ${page.status}.`);
      await submit(page, "Cancel order");
      const after = await open(`/orders/${basket.notes.token}`);
      if (!/>Canceled\b/.test(after.text)) throw new Error("The order is not canceled yet.");
    },
  };

  /** Checks that an unconfirmed product is already in the cart, because adding it twice would double it. */
  async function isInCart({ notes }: Basket, slug: string) {
    if (notes.unsure !== slug) return false;
    const cart = await browser(origin, notes).open("/cart");
    return cart.text.includes(`/product/${slug}`);
  }

  /**
   * Completes the steps of the checkout that the shop asks for. Returns the response that leads to the payment page.
   */
  async function checkOut(basket: Basket): Promise<Page> {
    const { open, submit } = browser(origin, basket.notes);
    for (let step = 0; step < 7; step++) {
      const page = await open("/checkout");
      const { pathname } = new URL(page.url);
      if (pathname === "/cart") throw refusal(page);
      if (pathname === "/checkout/contact")
        await sent(submit(page, 'name="email"', { ...details.contact, ...details.address }));
      else if (pathname === "/checkout/delivery")
        await sent(submit(page, 'name="delivery"', { delivery: details.delivery }));
      else if (basket.coupon && !basket.notes.coupon) {
        await sent(submit(page, 'name="code"', { code: basket.coupon }) ?? Promise.resolve(page));
        basket.notes.coupon = "tried"; // continues without a coupon that is used up or already applied
      } else {
        const answer = await sent(submit(page, 'name="reviewed"'));
        if (answer.location) return answer;
        throw refusal(answer);
      }
    }
    throw new Error("The checkout does not end.");
  }
}

/** Throws when the page has no such form, which is a failure and not a refusal. */
async function sent(answer: Promise<Page> | null): Promise<Page> {
  if (!answer) throw new Error("The page has no such form.");
  return answer;
}

/** Reads a refusal. Missing goods are final; everything else may be repeated. */
function refusal({ text, url }: Page) {
  const words = text.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]+>/g, " ");
  const [gone] =
    /is sold out|just sold out|Only \d+ of|is not available as ordered|Sold out|Only \d+ left/i.exec(words) ??
    [];
  return gone ? new Refused("order.item_gone", gone, false) : new Refused("page", `${url} refused.`, true);
}

/** Stores the token of the order that a page names. Returns the order's ID. */
function noteOrder(basket: Basket, text: string) {
  const [token] = /ord_[0-9A-Z]{26}-[\w-]{26}/.exec(text) ?? [];
  if (!token) throw new Error("The payment page does not lead back to an order.");
  basket.notes.token = token;
  return token.slice(0, 30);
}
