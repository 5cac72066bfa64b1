import { DomainError } from "@securecart/core/error";
import { Order } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { readCustomer } from "./customer-session";

/**
 * Returns the ID of the order that a URL opens, or null. A link with a token opens its order for anyone who has it; a
 * bare order ID opens it only for the customer who placed it.
 */
export async function openOrder(address: string): Promise<string | null> {
  const linked = OrderAccess.open(address);
  if (linked) return linked;
  const ref = Order.byId.schema.safeParse({ orderId: address });
  const customer = ref.success ? await readCustomer({ quiet: true }) : null;
  if (!ref.success || !customer) return null;
  const order = await Order.byId(ref.data);
  return order?.customerId === customer.customerId ? ref.data.orderId : null;
}

/** Returns the ID of the order that a URL opens, for actions. Throws `order.unknown`. */
export async function requireOrder(address: string): Promise<string> {
  const orderId = await openOrder(address);
  if (!orderId) throw new DomainError("not_found", "order.unknown", "We can't find this order.");
  return orderId;
}
