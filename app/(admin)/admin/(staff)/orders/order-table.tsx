import { Money } from "@securecart/core/money";
import type { OrderRow } from "@securecart/core/order";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { labels, tones } from "#app/_lib/order-status";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { When } from "#app/(admin)/admin/_parts/when";

const columns = [
  { label: "Order" },
  { label: "Customer", wide: true },
  { label: "Placed", wide: true },
  { label: "Status" },
  { label: "Total", right: true },
];

export function OrderTable({ caption, rows }: { caption: string; rows: OrderRow[] }) {
  return (
    <Table caption={caption} columns={columns}>
      {rows.map(
        ({ orderId, number, name, email, createdAt, status, total, currency, items, refunded, blocked }) => (
          <tr key={orderId}>
            <Cell>
              <Link href={`/admin/orders/${orderId}`} className="text-link font-medium whitespace-nowrap">
                {number}
              </Link>
              <span className="block text-sm wrap-anywhere text-muted md:hidden">{name}</span>
              <span className="block text-sm text-muted md:hidden">
                <When at={createdAt} />
              </span>
            </Cell>
            <Cell wide className="wrap-anywhere">
              {name}
              <span className="block text-sm text-muted">{email}</span>
            </Cell>
            <Cell wide>
              <When at={createdAt} />
            </Cell>
            <Cell>
              <Badge tone={tones[status]}>{labels[status]}</Badge>
              {blocked && ["authorized", "in_review", "paid", "packed"].includes(status) && (
                <span className="mt-1 block">
                  <Badge tone="bad">Needs a decision</Badge>
                </span>
              )}
              {refunded > 0 && status !== "canceled_refunded" && (
                <span className="block text-sm text-muted">{Money.format(refunded, currency)} refunded</span>
              )}
            </Cell>
            <Cell right>
              {Money.format(total, currency)}
              <span className="block text-sm text-muted">
                {items} {items === 1 ? "item" : "items"}
              </span>
            </Cell>
          </tr>
        ),
      )}
    </Table>
  );
}
