import { z } from "zod";

/** Highest number of units at which a SKU can count as low. The stock module marks SKUs up to it. */
export const mostLow = 20;

const Units = (most: number) =>
  z.int("Enter a whole number.").min(0, "Enter 0 or more.").max(most, `Enter at most ${most}.`);

/** Limits for low stock and for the number of units left that shoppers see. */
export const stock = z.object({
  /** A SKU is low on stock when so many units or fewer are for sale. */
  lowAt: Units(mostLow).default(5),
  /** Shoppers see how many units are left from so many on; 0: they never do. */
  leftFrom: Units(99).default(5),
});
