import { Order } from "@securecart/core/order";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { OrderList } from "#app/_components/order-list";
import { Pages } from "#app/_components/pages";
import { buttonClasses } from "#app/_components/ui/button";
import { requireCustomer } from "#app/_lib/customer-session";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: PageProps<"/account/orders">) {
  const { customerId } = await requireCustomer({ from: "/account/orders" });
  const { cursor: asked } = await searchParams;
  const from = Order.history.schema.shape.cursor.safeParse(asked).success ? String(asked ?? "") : "";
  const { rows, next } = await Order.history({ customerId, ...(from && { cursor: from }) });
  return (
    <>
      <h1 className="text-3xl">Orders</h1>
      {rows.length > 0 ? (
        <OrderList rows={rows} href={({ orderId }) => `/orders/${orderId}`} />
      ) : (
        <div className="mt-6">
          <p className="text-lg text-muted">You have not ordered anything yet.</p>
          <Link href="/search" className={buttonClasses("primary", "mt-6")}>
            See all products
          </Link>
        </div>
      )}
      <Pages path="/account/orders" cursor={from || undefined} next={next} />
    </>
  );
}
