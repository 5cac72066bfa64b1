import type { Status } from "@securecart/core/order";

/** Labels of an order's status. */
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
