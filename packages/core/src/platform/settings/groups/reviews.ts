import { z } from "zod";

/** Requests for reviews by email. */
export const reviews = z.object({
  /** Customers are asked for reviews of what they bought, once for each order. */
  ask: z.boolean().default(true),
  /** Days after an order was shipped. */
  afterDays: z
    .int("Enter a whole number of days.")
    .min(1, "Enter 1 or more.")
    .max(90, "Enter at most 90 days.")
    .default(10),
});
