import type { Status } from "@securecart/core/order";

/** An order's status in plain words. */
export const labels: Record<Status, string> = {
  pending: "Waiting for payment",
  authorized: "Confirmed",
  in_review: "In review",
  paid: "Paid",
  packed: "Packed",
  shipped: "Shipped",
  delivered: "Delivered",
  expired: "Expired",
  canceled: "Canceled",
  canceled_refunded: "Canceled",
};
