import { OrderAccess } from "@securecart/core/order-access";
import type { Metadata } from "next";
import { OrderList } from "#app/_components/order-list";
import { foundOrders } from "#app/_lib/order-pass";
import { FindOrdersForm } from "../orders/find-orders-form";

export const metadata: Metadata = { title: "Your orders", robots: { index: false, follow: false } };

export default async function FoundOrdersPage() {
  const rows = await foundOrders();
  if (!rows)
    return (
      <div className="mx-auto grid max-w-md gap-6">
        <h1 className="text-3xl">Find your orders</h1>
        <FindOrdersForm />
      </div>
    );
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="text-3xl md:text-4xl">Your orders</h1>
      <OrderList rows={rows} href={({ orderId }) => `/orders/${OrderAccess.token(orderId)}`} />
    </div>
  );
}
