import { Money } from "@securecart/core/money";
import { Order, type OrderView } from "@securecart/core/order";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddressLines } from "#app/_components/address-lines";
import { DeliveryText } from "#app/_components/delivery-text";
import { LineList } from "#app/_components/line-list";
import { Link } from "#app/_components/link";
import { ShopTime } from "#app/_components/shop-time";
import { SummaryRows } from "#app/_components/summary-rows";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { openOrder } from "#app/_lib/order-access";
import { AccountOffer } from "./account-offer";
import { CancelForm } from "./cancel-form";
import { CartSync } from "./cart-sync";
import { current } from "./current";
import { OrderWatch } from "./order-watch";
import { PaymentForms } from "./payment-forms";
import { Refunds } from "./refunds";
import { Returns } from "./returns";
import { explain, isMoving } from "./status";
import { TaxIdNote } from "./tax-id-note";
import { Timeline } from "./timeline";

export const metadata: Metadata = {
  title: "Your order",
  robots: { index: false, follow: false },
};

export default async function OrderPage({ params, searchParams }: PageProps<"/orders/[token]">) {
  const { token } = await params;
  const orderId = await openOrder(token);
  const found = orderId ? await current(orderId) : null;
  if (!found) notFound();
  const { order, checked } = found;
  const { canceled, paid } = await searchParams;
  const outlook = Order.outlook(order);
  const rest = order.captured - order.refunded;
  const { tone, text, isHeld } = explain(order, { checked, canceled: canceled === "1", paid: paid === "1" });
  const payable = order.status === "pending" && !order.closing && paid !== "1";
  return (
    <div className="mx-auto max-w-4xl">
      {token === orderId && (
        <Link href="/account/orders" className="text-link inline-flex min-h-11 items-center">
          All your orders
        </Link>
      )}
      <h1 className="text-3xl md:text-4xl">Order {order.number}</h1>
      <p className="mt-3">
        <Badge>{outlook.label}</Badge>
      </p>
      <Notice tone={tone} role="status" className="mt-4">
        {text}
        {isHeld && (
          <>
            {" "}
            We hold the items until <ShopTime at={Order.heldUntil(order)} />. If you don't pay by then, the
            order expires.
          </>
        )}
      </Notice>
      {payable && <PaymentForms token={token} total={Money.format(order.totals.total, order.currency)} />}
      <OrderDetails order={order} />
      <Returns order={order} token={token} />
      {order.status !== "pending" && outlook.customerMay.includes("cancel") && (
        <CancelForm token={token} refund={rest > 0 ? Money.format(rest, order.currency) : null} />
      )}
      <AccountOffer order={order} token={token} />
      <CartSync token={token} status={order.status} />
      {isMoving(order.status) && (
        <>
          <OrderWatch token={token} status={order.status} />
          <noscript>
            <meta httpEquiv="refresh" content={payable ? "30" : "5"} />
          </noscript>
        </>
      )}
    </div>
  );
}

function OrderDetails({ order }: { order: OrderView }) {
  const { lines, currency, totals, contact, address, delivery, timeline, status } = order;
  const isOver = status === "delivered" || Order.unshippedEnds.includes(status);
  const title = "mb-3 border-b border-line pb-2 text-xl";
  return (
    <div className="mt-8 grid items-start gap-8 md:grid-cols-[1fr_20rem] md:gap-12">
      <div className="grid gap-8">
        <section>
          <h2 className={title}>Items</h2>
          <LineList lines={lines} currency={currency} />
        </section>
        <section>
          <h2 className={title}>What happened</h2>
          <Timeline steps={timeline} />
        </section>
      </div>
      <div className="grid gap-8">
        <section className="rounded-card border border-line bg-surface p-6">
          <h2 className="mb-4 text-xl">Total</h2>
          <SummaryRows totals={totals} />
          <TaxIdNote order={order} />
          <Refunds refunds={order.refunds} currency={currency} />
        </section>
        <section>
          <h2 className={title}>Delivery</h2>
          <div className="mb-3">
            <DeliveryText {...delivery} {...(isOver && { promise: null })} />
          </div>
          <AddressLines contact={contact} address={address} />
        </section>
      </div>
    </div>
  );
}
