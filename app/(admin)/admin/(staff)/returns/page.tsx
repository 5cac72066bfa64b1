import { Order } from "@securecart/core/order";
import { Return } from "@securecart/core/return";
import type { Metadata } from "next";
import { returnReasons } from "#app/_lib/return-labels";
import { requireStaff } from "#app/_lib/staff-session";
import { OrderLink } from "#app/(admin)/admin/_parts/order-link";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";

export const metadata: Metadata = { title: "Returns" };

const columns = [{ label: "Order" }, { label: "Reason" }, { label: "Items", wide: true, right: true }];

export default async function ReturnsPage() {
  await requireStaff({ may: "returns.read", from: "/admin/returns" });
  const [requested, approved] = await Promise.all([
    Return.waiting({ state: "requested" }),
    Return.waiting({ state: "approved" }),
  ]);
  const numbers = await Order.numbers({
    orderIds: [...requested, ...approved].map(({ orderId }) => orderId),
  });
  return (
    <>
      <Title>Returns</Title>
      <Policy about="returns" className="mb-6" />
      <Rows
        title="To decide"
        empty="No returns are waiting for a decision."
        rows={requested}
        numbers={numbers}
      />
      <Rows
        title="On their way back"
        empty="No returns are on their way back."
        rows={approved}
        numbers={numbers}
      />
    </>
  );
}

type Rows = Awaited<ReturnType<typeof Return.waiting>>;

type RowsProps = { title: string; empty: string; rows: Rows; numbers: Record<string, string> };

function Rows({ title, empty, rows, numbers }: RowsProps) {
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-xl">{title}</h2>
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <Table caption={`${title}, oldest first`} columns={columns}>
          {rows.map(({ returnId, orderId, reason, note, lines, createdAt }) => (
            <tr key={returnId}>
              <Cell>
                <OrderLink orderId={orderId} number={numbers[orderId]} at={createdAt} />
              </Cell>
              <Cell>
                {returnReasons[reason]}
                {note && <span className="block text-sm text-muted">“{note}”</span>}
              </Cell>
              <Cell wide right>
                {lines.reduce((sum, { quantity }) => sum + quantity, 0)}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
