import { statuses } from "@securecart/core/order";
import type { Metadata } from "next";
import { labels } from "#app/_lib/order-status";
import { requireStaff } from "#app/_lib/staff-session";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { SavedViews } from "#app/(admin)/admin/_parts/saved-views";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { Watch } from "#app/(admin)/admin/_parts/watch";
import { OrderTable } from "./order-table";
import { type ListAddress, readAddress, readOrders, versionOf } from "./read";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const staff = await requireStaff({ may: "orders.read", from: "/admin/orders" });
  const address = readAddress(await searchParams);
  const { rows, next } = await readOrders(address);
  const { status, cursor, q } = address;
  return (
    <>
      <Title
        aside={
          <FindForm
            action="/admin/orders"
            label="Find an order"
            placeholder="Order number or email"
            value={q}
          />
        }
      >
        {q ? `Orders for “${q}”` : "Orders"}
      </Title>
      <SavedViews list="orders" query={{ status, q, oldest: address.oldest }} staff={staff} />
      <StatusFilter chosen={status} all={!status && !q} />
      {rows.length > 0 ? (
        <OrderTable caption="Orders, newest first" rows={rows} />
      ) : (
        <Empty {...((q || status) && { next: { href: "/admin/orders", label: "Show all orders" } })}>
          {q ? "No order has this number or email address." : "There are no orders here."}
        </Empty>
      )}
      <Pages path="/admin/orders" query={status ? { status } : {}} cursor={cursor} next={next} />
      <Watch url={versionUrl(address)} version={versionOf(rows)} />
    </>
  );
}

function StatusFilter({ chosen, all }: { chosen: string | undefined; all: boolean }) {
  const tabs = statuses.map((status) => ({
    href: `/admin/orders?status=${status}`,
    label: labels[status],
    isHere: chosen === status,
  }));
  return (
    <FilterTabs
      label="Status"
      tabs={[{ href: "/admin/orders", label: "All", isHere: all }, ...tabs]}
      className="mb-4"
    />
  );
}

const versionUrl = (address: ListAddress) => `/api/admin/orders/version?${new URLSearchParams(address)}`;
