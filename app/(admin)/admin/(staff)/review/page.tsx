import { Money } from "@securecart/core/money";
import { Order } from "@securecart/core/order";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Policy } from "#app/(admin)/admin/_parts/policy";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { Watch } from "#app/(admin)/admin/_parts/watch";
import { When } from "#app/(admin)/admin/_parts/when";
import { readAddress, versionOf } from "../orders/read";

export const metadata: Metadata = { title: "Review" };

const columns = [
  { label: "Order" },
  { label: "Reasons" },
  { label: "Points", wide: true, right: true },
  { label: "Total", right: true },
];

/** Lists the orders that wait for a manual review, oldest first. */
export default async function ReviewPage({ searchParams }: PageProps<"/admin/review">) {
  await requireStaff({ may: "orders.read", from: "/admin/review" });
  const { cursor } = readAddress(await searchParams);
  const { rows, next } = await Order.list({
    status: "in_review",
    oldestFirst: true,
    ...(cursor && { cursor }),
  });
  const waiting = rows.filter(({ hasVerdict }) => !hasVerdict);
  return (
    <>
      <Title>Review</Title>
      <Policy about="reviews" className="mb-6" />
      {waiting.length === 0 ? (
        <Empty next={{ href: "/admin/orders?status=paid", label: "Orders to pack" }}>
          No orders are waiting for review.
        </Empty>
      ) : (
        <Table caption="Orders waiting for review, oldest first" columns={columns}>
          {waiting.map(({ orderId, number, name, createdAt, risk, total, currency }) => (
            <tr key={orderId}>
              <Cell>
                <Link href={`/admin/orders/${orderId}`} className="text-link font-medium whitespace-nowrap">
                  {number}
                </Link>
                <span className="block text-sm wrap-anywhere text-muted">{name}</span>
                <span className="block text-sm text-muted">
                  <When at={createdAt} />
                </span>
              </Cell>
              <Cell className="text-sm">
                {risk?.reasons.map((reason) => (
                  <span key={reason} className="block">
                    {reason}
                  </span>
                ))}
              </Cell>
              <Cell wide right>
                {risk?.score}
              </Cell>
              <Cell right>{Money.format(total, currency)}</Cell>
            </tr>
          ))}
        </Table>
      )}
      <Pages path="/admin/review" cursor={cursor} next={next} />
      <Watch
        url={`/api/admin/orders/version?${new URLSearchParams({ status: "in_review", oldest: "1", ...(cursor && { cursor }) })}`}
        version={versionOf(rows)}
      />
    </>
  );
}
