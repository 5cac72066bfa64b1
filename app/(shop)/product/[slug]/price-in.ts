import { Clock } from "@securecart/core/clock";
import { Price } from "@securecart/core/price";
import { Shop } from "@securecart/core/shop";
import type { Found } from "./find";

/** Returns the price of the chosen variant as everyone sees it now: the function of the checkout decides it. */
export const priceOf = ({ chosen, board }: Pick<Found, "chosen" | "board">) =>
  Price.decide(chosen, { currency: Shop.currency, at: Clock.iso(), board });
