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
  canceled_refunded: "Canceled and refunded",
};

/** Colors of an order's status in the admin: green is done, amber waits for staff. */
export const tones: Record<Status, "plain" | "good" | "warning" | "bad"> = {
  pending: "plain",
  authorized: "plain",
  in_review: "warning",
  paid: "warning",
  packed: "warning",
  shipped: "good",
  delivered: "good",
  expired: "plain",
  canceled: "plain",
  canceled_refunded: "plain",
};
