import { Log } from "@securecart/core/log";
import { Order, type OrderView } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";

/**
 * Returns the order, or null. Settles a pending one with the payment provider first, so that returning from the payment
 * page is enough to complete it. `checked` is false when the provider did not respond.
 */
export async function current(orderId: string): Promise<{ order: OrderView; checked: boolean } | null> {
  const order = await Order.byId({ orderId });
  if (!order) return null;
  if (order.status !== "pending") return { order, checked: true };
  try {
    return { order: await Payment.settle({ orderId }), checked: true };
  } catch (error) {
    Log.error("order_page.settle_failed", error, { orderId });
    return { order: (await Order.byId({ orderId })) ?? order, checked: false };
  }
}
