import { Order } from "@securecart/core/order";
import { Link } from "#app/_components/link";
import { When } from "./when";

type OrderLinkProps = { orderId: string; number: string | undefined; at: string };

/** Renders the link to an order, with a time below its number. */
export function OrderLink({ orderId, number, at }: OrderLinkProps) {
  return (
    <>
      <Link href={`/admin/orders/${orderId}`} className="text-link font-medium whitespace-nowrap">
        {number ?? Order.numberOf(orderId)}
      </Link>
      <span className="block text-sm text-muted">
        <When at={at} />
      </span>
    </>
  );
}
