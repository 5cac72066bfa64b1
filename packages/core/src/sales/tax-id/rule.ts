const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const results = ["valid", "invalid", "unavailable"] as const;
export type Result = (typeof results)[number];

/**
 * Meaning of each result of the register for an order (docs/decisions/0015-business-tax-ids.md). `freshSeconds`: how
 * long a result is valid for the cart that asked; with an older one the register is asked again before the order is
 * placed.
 */
export const rule = {
  valid: { chargesTax: false, places: true, checksLater: false, freshSeconds: 24 * hour },
  invalid: { chargesTax: true, places: false, checksLater: false, freshSeconds: 0 },
  unavailable: { chargesTax: true, places: true, checksLater: true, freshSeconds: 5 * minute },
} as const satisfies Record<Result, unknown>;

/** Schedule for checking a number again that could not be checked: after each pause, the last one repeated. */
export const recheck = {
  pausesSeconds: [15 * minute, hour, 4 * hour, 12 * hour, day],
  endsAfterSeconds: 30 * day,
  /** Timeout of a job's request to the register, in milliseconds: longer than a shopper's. */
  patience: 20_000,
} as const;
