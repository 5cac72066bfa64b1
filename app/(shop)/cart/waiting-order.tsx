import { Order } from "@securecart/core/order";
import { OrderAccess } from "@securecart/core/order-access";
import { Notice } from "../../_components/ui/notice";

/** The last pieces of something can be held by the shopper's own unpaid order; then it is not gone, it waits. */
export async function WaitingOrder({ orderId }: { orderId: string }) {
  const order = await Order.byId({ orderId });
  if (order?.status !== "pending") return null;
  return (
    <Notice tone="warning" className="mb-6">
      Your order {order.number} holds these items and waits for its payment.{" "}
      <a href={`/orders/${OrderAccess.token(orderId)}`} className="text-link">
        Go to the order
      </a>
    </Notice>
  );
}
