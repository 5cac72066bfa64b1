/**
 * Statuses of an order. Steps go one way:
 * pending → authorized → (in_review) → paid → packed → shipped → delivered;
 * pending → expired | canceled; authorized, in_review → canceled; canceled, expired and paid → canceled_refunded.
 */
export const statuses = [
  "pending",
  "authorized",
  "in_review",
  "paid",
  "packed",
  "shipped",
  "delivered",
  "expired",
  "canceled",
  "canceled_refunded",
] as const;

export type Status = (typeof statuses)[number];

/**
 * Legal steps. An order that closed while its payment went through returns to `authorized` when the goods are still
 * available, else it is refunded and ends as `canceled_refunded`.
 */
export const steps: Record<Status, readonly Status[]> = {
  pending: ["authorized", "expired", "canceled"],
  authorized: ["in_review", "paid", "canceled"],
  in_review: ["paid", "canceled"],
  paid: ["packed", "canceled_refunded"],
  packed: ["shipped", "canceled_refunded"],
  shipped: ["delivered"],
  delivered: [],
  expired: ["authorized", "canceled_refunded"],
  canceled: ["authorized", "canceled_refunded"],
  canceled_refunded: [],
};

/** Final statuses of an order that ships nothing: its coupon can be used again. */
export const unshippedEnds: readonly Status[] = ["expired", "canceled", "canceled_refunded"];

/** Tells whether an order of this status was authorized or paid, and has not ended without a delivery. */
export const isBought = (status: Status) => status !== "pending" && !unshippedEnds.includes(status);
