import { Order } from "@securecart/core/order";
import { Refund } from "@securecart/core/refund";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { OrderLink } from "#app/(admin)/admin/_parts/order-link";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";

export const metadata: Metadata = { title: "Refunds" };

const columns = [{ label: "Order" }, { label: "Stripe's reason" }, { label: "Requested by", wide: true }];

export default async function RefundsPage() {
  await requireStaff({ may: "refunds.read", from: "/admin/refunds" });
  const failed = await Refund.failed();
  const numbers = await Order.numbers({ orderIds: failed.map(({ orderId }) => orderId) });
  return (
    <>
      <Title>Failed refunds</Title>
      <p className="mb-6 max-w-prose text-muted">
        These customers have not received their money. Open the order to refund the card again, or to record
        that you paid another way.
      </p>
      <Policy about="refunds" className="mb-6" />
      {failed.length === 0 ? (
        <Empty next={{ href: "/admin/orders", label: "All orders" }}>There are no failed refunds.</Empty>
      ) : (
        <Table caption="Failed refunds, newest first" columns={columns}>
          {failed.map(({ refundId, orderId, failure, reason, actor, createdAt }) => (
            <tr key={refundId}>
              <Cell>
                <OrderLink orderId={orderId} number={numbers[orderId]} at={createdAt} />
              </Cell>
              <Cell>
                {failure}
                <span className="block text-sm text-muted">{reason}</span>
              </Cell>
              <Cell wide>{actor}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
