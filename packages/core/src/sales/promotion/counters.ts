/** Counters that the use of a discount adds to: its own, and that of the customer. */
export const counters = ["coupon", "customer"] as const;
export type Counter = (typeof counters)[number];
