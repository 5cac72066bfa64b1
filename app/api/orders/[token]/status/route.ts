import { Order } from "@securecart/core/order";
import { openOrder } from "#app/_lib/order-access";

const headers = { "Cache-Control": "private, no-store" };

export async function GET(_request: Request, { params }: RouteContext<"/api/orders/[token]/status">) {
  const orderId = await openOrder((await params).token);
  const order = orderId ? await Order.byId({ orderId }) : null;
  if (!order) return Response.json({ error: "We can't find this order." }, { status: 404, headers });
  return Response.json({ status: order.status }, { headers });
}
