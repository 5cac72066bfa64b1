import { Order } from "@securecart/core/order";
import { Link } from "#app/_components/link";
import { When } from "./when";

/** Renders the link to an order, with a time below its number. */
export function OrderLink({ orderId, at }: { orderId: string; at: string }) {
  return (
    <>
      <Link href={`/admin/orders/${orderId}`} className="text-link font-medium whitespace-nowrap">
        {Order.numberOf(orderId)}
      </Link>
      <span className="block text-sm text-muted">
        <When at={at} />
      </span>
    </>
  );
}
