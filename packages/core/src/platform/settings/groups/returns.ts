import { z } from "zod";

/** Reasons that a customer can choose from. */
export const returnReasons = [
  "damaged",
  "wrong_item",
  "not_as_described",
  "does_not_fit",
  "unwanted",
] as const;

/** Days for returns of an order from before they could be set. */
export const usualReturnDays = 30;

/** Rules for returns. */
export const returns = z.object({
  /**
   * Days after arrival in which a return can be requested; 0: none can be. An order keeps the days it was placed with.
   */
  days: z
    .int("Enter a whole number of days.")
    .min(0, "Enter 0 or more.")
    .max(365, "Enter at most 365 days.")
    .default(usualReturnDays),
  /** Payer of the parcel back, as customers are told. */
  parcelPaidBy: z.enum(["customer", "shop"], "Choose who pays.").default("customer"),
  /** Reasons that are offered. */
  reasons: z
    .array(z.enum(returnReasons))
    .min(1, "Offer at least one reason.")
    .default([...returnReasons]),
  /**
   * Rule for refunding the outbound delivery when a whole order is returned. "eu": for addresses in the European Union,
   * as Directive 2011/83/EU requires.
   */
  refundDelivery: z.enum(["eu", "always", "never"], "Choose one of the rules.").default("eu"),
});
