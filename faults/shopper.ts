import { Refused } from "./backends";
import type { Chance } from "./chance";
import { type Card, payOn } from "./payment-page";
import { delay } from "./wait";

/** Plans of shoppers. */
export const plans = [
  "good",
  "leaves",
  "declined",
  "authenticate",
  "abandons",
  "cancels",
  "risky",
  /** Cancels in the second after paying. */
  "regrets",
] as const;
export type Plan = (typeof plans)[number];

/** Shop as a shopper sees it. Each call may fail and be repeated. */
export type Shop = {
  /** Fills a cart and places the order. Returns its payment page, or null when the page is no longer open. */
  order(basket: Basket): Promise<{ orderId: string; url: string | null }>;
  /** Returns from the payment page. */
  back(basket: Basket, orderId: string): Promise<unknown>;
  /** Cancels an unpaid order. Returns its status. */
  cancel(basket: Basket, orderId: string): Promise<string>;
  /** Cancels an order that was just paid. Throws while it is not canceled. */
  cancelPaid(basket: Basket, orderId: string): Promise<unknown>;
};

export type Line = { sku: string; slug: string; price: number; quantity: number };
/** Wishes of a shopper, and in `notes` the cookies and IDs that the shopper carries from page to page. */
export type Basket = { lines: Line[]; coupon?: string; notes: Record<string, string> };

/** Results that the shop has confirmed to a shopper; none may be lost later. */
export type Told = {
  plan: Plan;
  basket: Basket;
  orderId?: string;
  paid: boolean;
  canceled: boolean;
  /** Error code of the refusal, when there is no order. */
  refused?: string;
  /** Number of retries. */
  retries: number;
  finished: boolean;
};

/** Acts as a shopper with a plan until done or `signal` aborts. Retries while the shop is down. */
export async function shopper(shop: Shop, basket: Basket, plan: Plan, chance: Chance, signal: AbortSignal) {
  const told: Told = { plan, basket, paid: false, canceled: false, retries: 0, finished: false };
  const insist = <Result>(step: () => Promise<Result>) => untilItWorks(step, told, chance, signal);
  try {
    await pause(chance);
    const { orderId, url } = await insist(() => shop.order(basket));
    told.orderId = orderId;
    await pause(chance);
    if (plan === "cancels") told.canceled = (await insist(() => shop.cancel(basket, orderId))) === "canceled";
    else if (plan !== "abandons") {
      for (const card of cardsOf(plan)) {
        if (told.paid) break;
        told.paid = url === null || (await insist(() => payOn(url, card))) === "paid";
      }
      if (plan === "regrets" && told.paid) {
        await delay(chance.between(0, 1_000));
        await insist(() => shop.cancelPaid(basket, orderId));
        told.canceled = true;
      } else if (plan !== "leaves") await insist(() => shop.back(basket, orderId));
    }
    told.finished = true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    told.refused = error.code;
    told.finished = error.code !== "stopped";
  }
  return told;
}

const cardsOf = (plan: Plan): Card[] =>
  plan === "declined"
    ? ["declined", "good"]
    : plan === "authenticate" || plan === "risky"
      ? [plan]
      : ["good"];

/**
 * Repeats a step until it works. Throws a final refusal of the shop, and `Refused` with code `stopped` after `signal`
 * aborts.
 */
export async function untilItWorks<Result>(
  step: () => Promise<Result>,
  told: { retries: number },
  chance: Chance,
  signal: AbortSignal,
): Promise<Result> {
  for (;;) {
    if (signal.aborted) throw new Refused("stopped", "The run is over.", false);
    try {
      return await step();
    } catch (error) {
      if (error instanceof Refused && !error.again) throw error;
      told.retries++;
      await delay(chance.between(100, 500));
    }
  }
}

/** Waits as a person reads a page. */
const pause = (chance: Chance) => delay(chance.between(200, 6_000));
