import { DomainError } from "@securecart/core/error";
import { Order } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { readCustomer } from "./customer-session";

/**
 * The order that an address opens, or null: a link of ours opens its order for whoever has it, the bare id of an order
 * only for the customer whose it is.
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

/** As `openOrder`, for actions: throws `order.unknown`. */
export async function requireOrder(address: string): Promise<string> {
  const orderId = await openOrder(address);
  if (!orderId) throw new DomainError("not_found", "order.unknown", "We do not know this order.");
  return orderId;
}
