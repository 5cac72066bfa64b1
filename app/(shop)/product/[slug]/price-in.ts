import { Clock } from "@securecart/core/clock";
import { Price } from "@securecart/core/price";
import type { Found } from "./find";

/** Returns the price of the chosen variant as everyone sees it now: the function of the checkout decides it. */
export const priceOf = ({ chosen, board, currency }: Pick<Found, "chosen" | "board" | "currency">) =>
  Price.decide(chosen, { currency, at: Clock.iso(), board });
