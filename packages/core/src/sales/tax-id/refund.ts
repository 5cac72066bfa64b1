import { Id } from "#platform/id";

/** Request id of the refund of an order's tax: it is refunded once, however often the number is confirmed. */
export const refundRequest = "tax-id";

/** Returns the id of the refund of an order's tax, made or not. */
export const refundIdOf = (orderId: string) => Id.derived("refund", orderId, refundRequest);

type Refunded = { orderId: string; refunds: { refundId: string; state: string }[] };

/** Tells whether the tax of an order is refunded, or its refund is pending: later refunds are without tax. */
export const isTaxRefunded = ({ orderId, refunds }: Refunded) =>
  refunds.some(({ refundId, state }) => refundId === refundIdOf(orderId) && state !== "failed");
