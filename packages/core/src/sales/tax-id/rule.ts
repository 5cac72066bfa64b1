const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * What each answer of the register means for an order (docs/decisions/0015-business-tax-ids.md). `freshSeconds`: for so
 * long an answer stands for the cart that asked; an older one is asked for again before the order is placed.
 */
export const rule = {
  valid: { chargesTax: false, places: true, checksLater: false, freshSeconds: 24 * hour },
  invalid: { chargesTax: true, places: false, checksLater: false, freshSeconds: 0 },
  unavailable: { chargesTax: true, places: true, checksLater: true, freshSeconds: 5 * minute },
} as const;

/** When an order whose number could not be checked is checked again: after each pause, the last one repeated. */
export const recheck = {
  pausesSeconds: [15 * minute, hour, 4 * hour, 12 * hour, day],
  endsAfterSeconds: 30 * day,
  /** A job waits longer for the register than a shopper does, in milliseconds. */
  patience: 20_000,
} as const;
