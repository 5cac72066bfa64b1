import { Money } from "@securecart/core/money";
import type { OrderRow } from "@securecart/core/order";
import { labels } from "../_lib/order-status";
import { Link } from "./link";
import { ShopTime } from "./shop-time";
import { Badge } from "./ui/badge";

type OrderListProps = { rows: OrderRow[]; href: (row: OrderRow) => string };

/** Renders a list of orders, each linked to its page. */
export function OrderList({ rows, href }: OrderListProps) {
  return (
    <ul className="mt-6 divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.orderId}>
          <Entry row={row} href={href(row)} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ row, href }: { row: OrderRow; href: string }) {
  const { number, status, createdAt, items, total, currency } = row;
  return (
    <article className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-4">
      <h2 className="font-sans text-base font-medium">
        <Link href={href} className="text-link inline-flex min-h-11 items-center">
          Order {number}
        </Link>
      </h2>
      <Badge>{labels[status]}</Badge>
      <p className="w-full text-muted sm:w-auto sm:grow sm:text-right">
        <ShopTime at={createdAt} precision="day" /> · {items} {items === 1 ? "item" : "items"}
      </p>
      <p className="font-medium tabular-nums">{Money.format(total, currency)}</p>
    </article>
  );
}
