import type { Chance } from "./chance";
import { No } from "./counters";
import { type Card, payOn } from "./payment-page";
import { delay } from "./wait";

/** How a shopper means to go about it. */
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

/** A shop as a shopper sees it. Each call may fail and be made again. */
export type Shop = {
  /** Fills a cart and orders it; answers the order and its payment page, or null when it is open no more. */
  order(basket: Basket): Promise<{ orderId: string; url: string | null }>;
  /** Comes back from the payment page. */
  back(basket: Basket, orderId: string): Promise<unknown>;
  /** Gives the order up; answers where it stands. */
  cancel(basket: Basket, orderId: string): Promise<string>;
  /** Cancels an order that was just paid. Throws while it is not canceled. */
  cancelPaid(basket: Basket, orderId: string): Promise<unknown>;
};

export type Line = { sku: string; slug: string; price: number; quantity: number };
/** What a shopper wants, and what a shopper carries from page to page: the shop's own notes of who this is. */
export type Basket = { lines: Line[]; coupon?: string; notes: Record<string, string> };

/** What the shop has told a shopper: it may not take any of it back. */
export type Told = {
  plan: Plan;
  basket: Basket;
  orderId?: string;
  paid: boolean;
  canceled: boolean;
  /** Why there is no order: the code of the shop's no. */
  refused?: string;
  /** How often something had to be tried again. */
  retries: number;
  finished: boolean;
};

/** Shops according to a plan, again and again where the shop is down, until done or told to stop. */
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
    if (!(error instanceof No)) throw error;
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

/** Does a step again where the shop is down; a no of the shop's is final. */
export async function untilItWorks<Result>(
  step: () => Promise<Result>,
  told: { retries: number },
  chance: Chance,
  signal: AbortSignal,
): Promise<Result> {
  for (;;) {
    if (signal.aborted) throw new No("stopped", "The run is over.", false);
    try {
      return await step();
    } catch (error) {
      if (error instanceof No && !error.again) throw error;
      told.retries++;
      await delay(chance.between(100, 500));
    }
  }
}

/** People look before they click. */
const pause = (chance: Chance) => delay(chance.between(200, 6_000));
