import { Money } from "@securecart/core/money";
import { Order, type OrderView } from "@securecart/core/order";
import { Place } from "@securecart/core/place";
import { Pricing } from "@securecart/core/pricing";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AddressLines } from "#app/_components/address-lines";
import { LineList } from "#app/_components/line-list";
import { Link } from "#app/_components/link";
import { SummaryRows } from "#app/_components/summary-rows";
import { Badge } from "#app/_components/ui/badge";
import { labels, tones } from "#app/_lib/order-status";
import { requireSignedIn, requireStaff } from "#app/_lib/staff-session";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { Watch } from "#app/(admin)/admin/_parts/watch";
import { When } from "#app/(admin)/admin/_parts/when";
import { versionOfOne } from "../read";
import { Actions } from "./actions-panel";
import { Payment, Risk } from "./facts";
import { Obstacles } from "./obstacles-panel";
import { Refunds } from "./refunds-panel";
import { Returns } from "./returns-panel";
import { TaxIdPanel } from "./tax-id-panel";

/** Reads the order once for the page and its title; null when there is none. */
const read = cache(async (orderId: string) => {
  const ref = Order.byId.schema.safeParse({ orderId });
  return ref.success ? Order.byId(ref.data) : null;
});

export async function generateMetadata({ params }: PageProps<"/admin/orders/[orderId]">): Promise<Metadata> {
  const { orderId } = await params;
  const { roles } = await requireSignedIn({ from: `/admin/orders/${orderId}` });
  const order = Staff.may(roles, "orders.read") ? await read(orderId) : null;
  return { title: order ? `Order ${order.number}` : "Order" };
}

export default async function AdminOrderPage({ params }: PageProps<"/admin/orders/[orderId]">) {
  const { orderId } = await params;
  const staff = await requireStaff({ may: "orders.read", from: `/admin/orders/${orderId}` });
  const order = await read(orderId);
  if (!order) notFound();
  const { number, createdAt, lines, currency, totals, contact, address, delivery } = order;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl">Order {number}</h1>
        <p role="status">
          <Badge tone={tones[order.status]}>{Order.outlook(order).label}</Badge>
        </p>
        <p className="w-full text-muted">
          Placed <When at={createdAt} />
        </p>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_24rem]">
        <div className="grid gap-6 lg:order-2">
          <Obstacles order={order} may={(duty) => Staff.may(staff.roles, duty)} />
          <Actions order={order} may={(duty) => Staff.may(staff.roles, duty)} />
          <Returns order={order} may={(duty) => Staff.may(staff.roles, duty)} />
          <Risk order={order} />
        </div>
        <div className="grid gap-6">
          <Panel title="Items">
            <LineList lines={lines} currency={currency} />
            <div className="mt-4 border-t border-line pt-4">
              <SummaryRows totals={totals} />
            </div>
          </Panel>
          <Refunds order={order} may={(duty) => Staff.may(staff.roles, duty)} />
          <Panel title="What happened">
            <Timeline order={order} audit={Staff.may(staff.roles, "audit.read")} />
          </Panel>
          <Panel title="Delivery">
            <p className="mb-3">
              {delivery.label}, {Money.format(delivery.amount, currency)}
              {delivery.promise && (
                <span className="block text-muted">
                  Promised to arrive {Pricing.formatPromise(delivery.promise)}
                </span>
              )}
            </p>
            <AddressLines contact={contact} address={address} />
            <TerritoryNote territory={order.territory} />
          </Panel>
          <TaxIdPanel order={order} may={(duty) => Staff.may(staff.roles, duty)} />
          <Payment order={order} />
        </div>
      </div>
      <Watch url={`/api/admin/orders/version?order=${orderId}`} version={versionOfOne(order)} />
    </>
  );
}

/** Warns staff who pack the order that the address has other customs or tax rules than its country. */
function TerritoryNote({ territory }: { territory: string | null }) {
  const name = territory && Place.territoryName(territory);
  if (!name) return null;
  return (
    <p className="mt-3 text-muted">
      This order ships to {name} ({territory}), which has its own customs or tax rules. Check which documents
      the parcel needs.
    </p>
  );
}

function Timeline({ order, audit }: { order: OrderView; audit: boolean }) {
  const { orderId } = order;
  return (
    <>
      <ol className="grid gap-4 border-l-2 border-line pl-5">
        {entriesOf(order).map(({ key, title, at, actor, text }) => (
          <li key={key}>
            {title && <p className="font-medium">{title}</p>}
            <p className="text-sm text-muted">
              <When at={at} /> · {actor}
            </p>
            <p className="text-sm">{text}</p>
          </li>
        ))}
      </ol>
      {audit && (
        <Link href={`/admin/audit?subject=order:${orderId}`} className="text-link mt-4 inline-block">
          Audit log of this order
        </Link>
      )}
    </>
  );
}

/** Returns the order's steps and remarks, oldest first. */
const entriesOf = ({ timeline, remarks }: OrderView) =>
  [
    ...timeline.map(({ status, at, actor, cause }) => ({
      key: `${at} ${status}`,
      title: status === "pending" ? "Placed" : labels[status],
      at,
      actor,
      text: cause,
    })),
    ...remarks.map(({ about, at, actor, text }) => ({ key: about, title: null, at, actor, text })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
