import { Money } from "@securecart/core/money";
import { Order, type OrderRow } from "@securecart/core/order";
import type { Metadata } from "next";
import { Link } from "../../../_components/link";
import { Pages } from "../../../_components/pages";
import { Badge } from "../../../_components/ui/badge";
import { buttonClasses } from "../../../_components/ui/button";
import { requireCustomer } from "../../../_lib/customer-session";
import { labels } from "../../../_lib/order-status";

export const metadata: Metadata = { title: "Orders", robots: { index: false } };

const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

export default async function OrdersPage({ searchParams }: PageProps<"/account/orders">) {
  const { customerId } = await requireCustomer({ from: "/account/orders" });
  const { cursor: asked } = await searchParams;
  const from = Order.history.schema.shape.cursor.safeParse(asked).success ? String(asked) : undefined;
  const { rows, next } = await Order.history({ customerId, ...(from && { cursor: from }) });
  return (
    <>
      <h1 className="text-3xl md:text-4xl">Orders</h1>
      {rows.length === 0 ? (
        <div className="mt-6">
          <p className="text-lg text-muted">You have not ordered anything yet.</p>
          <Link href="/search" className={buttonClasses("primary", "mt-6")}>
            See all products
          </Link>
        </div>
      ) : (
        <ul className="mt-6 divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.orderId}>
              <Entry {...row} />
            </li>
          ))}
        </ul>
      )}
      <Pages path="/account/orders" cursor={from} next={next} />
    </>
  );
}

function Entry({ orderId, number, status, createdAt, items, total, currency }: OrderRow) {
  return (
    <article className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-4">
      <h2 className="font-sans text-base font-medium">
        <Link href={`/orders/${orderId}`} className="text-link inline-block py-1">
          Order {number}
        </Link>
      </h2>
      <Badge>{labels[status]}</Badge>
      <p className="w-full text-muted sm:w-auto sm:grow sm:text-right">
        <time dateTime={createdAt}>{format.format(new Date(createdAt))}</time> · {items}{" "}
        {items === 1 ? "item" : "items"}
      </p>
      <p className="font-medium tabular-nums">{Money.format(total, currency)}</p>
    </article>
  );
}
