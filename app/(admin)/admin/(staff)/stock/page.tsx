import { Staff } from "@securecart/core/staff";
import { Stock } from "@securecart/core/stock";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { NumberedPages } from "#app/(admin)/admin/_parts/numbered-pages";
import { SavedViews } from "#app/(admin)/admin/_parts/saved-views";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { addressOf, readAddress, type StockAddress } from "./address";
import { StockTable } from "./stock-table";

export const metadata: Metadata = { title: "Stock" };

export default async function StockPage({ searchParams }: PageProps<"/admin/stock">) {
  const staff = await requireStaff({ may: "stock.read", from: "/admin/stock" });
  const { roles } = staff;
  const address = readAddress(await searchParams);
  const { q, low, sort, page } = address;
  const [{ total, pages, rows }, { lowAt }] = await Promise.all([
    Stock.list({ q, low, sort, page }),
    settings("stock"),
  ]);
  const may = { receive: Staff.may(roles, "stock.receive"), adjust: Staff.may(roles, "stock.adjust") };
  return (
    <>
      <Title
        aside={
          may.adjust && (
            <Link href="/admin/stock/import" className={buttonClasses("quiet")}>
              Import counts
            </Link>
          )
        }
      >
        Stock
      </Title>
      <SavedViews
        list="stock"
        query={{ q, low: low ? "1" : undefined, sort: sort === "sku" ? undefined : sort }}
        staff={staff}
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <FindForm
          action="/admin/stock"
          label="Find a SKU"
          placeholder="SKU or product name"
          value={q}
          kept={{ low: low ? "1" : undefined, sort: sort === "sku" ? undefined : sort }}
        />
        <Filters address={address} />
        <p role="status" className="text-sm text-muted sm:ml-auto">
          {total} {total === 1 ? "SKU" : "SKUs"}
        </p>
      </div>
      {rows.length > 0 ? (
        <StockTable rows={rows} address={address} may={may} lowAt={lowAt} />
      ) : (
        <Nothing {...address} />
      )}
      <NumberedPages
        page={address.page}
        pages={pages}
        to={(page) => addressOf({ ...address, change: undefined, page })}
      />
    </>
  );
}

function Filters({ address: { q, low, sort } }: { address: StockAddress }) {
  const tabs = [false, true].map((isLow) => ({
    href: addressOf({ q, sort, low: isLow }),
    label: isLow ? "Low stock" : "All",
    isHere: low === isLow,
  }));
  return <FilterTabs label="Filter" tabs={tabs} />;
}

function Nothing({ q, low, page }: StockAddress) {
  if (page > 1)
    return <Empty next={{ href: addressOf({ q, low }), label: "First page" }}>There are no more SKUs.</Empty>;
  if (q)
    return (
      <Empty next={{ href: addressOf({ low }), label: "Show all" }}>
        {low ? "No SKU that is low on stock matches these words." : "No SKU matches these words."}
      </Empty>
    );
  if (low)
    return <Empty next={{ href: addressOf({}), label: "Show all" }}>No SKU for sale is low on stock.</Empty>;
  return <Empty>There are no products yet. A new product is listed here within a minute.</Empty>;
}
