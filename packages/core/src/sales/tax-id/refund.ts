import { Id } from "#platform/id";

/** The one request for the tax of an order to be refunded, however often the number is confirmed. */
export const refundRequest = "tax-id";

/** Returns the id of the refund of an order's tax, made or not. */
export const refundIdOf = (orderId: string) => Id.derived("refund", orderId, refundRequest);

type Refunded = { orderId: string; refunds: { refundId: string; state: string }[] };

/** Returns true when the tax of an order is refunded or on its way: what goes back later goes back without tax. */
export const isTaxRefunded = ({ orderId, refunds }: Refunded) =>
  refunds.some(({ refundId, state }) => refundId === refundIdOf(orderId) && state !== "failed");
