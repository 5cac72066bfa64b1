import { Clock } from "@securecart/core/clock";
import { Price, type Sale, type Standing, standings } from "@securecart/core/price";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { StandingBadge } from "./standing-badge";
import { standingLabels, windowOf } from "./words";

export const metadata: Metadata = { title: "Sales" };

const filters = [undefined, ...standings, "archived"] as const;
type Filter = (typeof filters)[number];

const columns = [
  { label: "Name" },
  { label: "Reduction", wide: true },
  { label: "Items", wide: true },
  { label: "Status" },
  { label: "Time", wide: true },
];

/** Lists sales, the newest first. */
export default async function SalesPage({ searchParams }: PageProps<"/admin/sales">) {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/sales" });
  const { status } = await searchParams;
  const chosen = filters.find((filter) => filter === status);
  const [all, { zone }] = await Promise.all([
    Price.sales({ isArchived: chosen === "archived" }),
    settings("time"),
  ]);
  const now = Clock.iso();
  const rows = all
    .map((sale) => ({ sale, standing: Price.standingOf(sale, now) }))
    .filter(({ standing }) => chosen === undefined || chosen === "archived" || standing === chosen);
  const mayEdit = Staff.may(roles, "catalog.edit");
  const create = { href: "/admin/sales/new", label: "Create sale" };
  return (
    <>
      <Title
        aside={
          mayEdit && (
            <Link href={create.href} className={buttonClasses()}>
              {create.label}
            </Link>
          )
        }
      >
        Sales
      </Title>
      <StatusFilter chosen={chosen} />
      {rows.length > 0 ? (
        <Table caption="Sales" columns={columns}>
          {rows.map(({ sale, standing }) => (
            <Row key={sale.saleId} {...{ sale, standing, zone }} />
          ))}
        </Table>
      ) : (
        <Empty
          next={chosen ? { href: "/admin/sales", label: "Show all sales" } : mayEdit ? create : undefined}
        >
          {chosen
            ? "No sale matches."
            : "There are no sales yet. A sale lowers prices from a start to an end, for all products or for some, and shows the former price with the lowest price of the 30 days before. When several sales apply, the lowest price counts."}
        </Empty>
      )}
    </>
  );
}

function StatusFilter({ chosen }: { chosen: Filter }) {
  const tabs = filters.map((filter) => ({
    href: filter ? `/admin/sales?status=${filter}` : "/admin/sales",
    label: labelOf(filter),
    isHere: chosen === filter,
  }));
  return <FilterTabs label="Status" tabs={tabs} className="mb-4" />;
}

function labelOf(filter: Filter) {
  if (filter === undefined) return "All";
  return filter === "archived" ? "Archived" : standingLabels[filter];
}

function Row({ sale, standing, zone }: { sale: Sale; standing: Standing; zone: string }) {
  const { name, reduction, scope } = sale.terms;
  const what = Price.describeReduction(reduction);
  const items = Price.describeScope(scope);
  return (
    <tr>
      <Cell>
        <Link href={`/admin/sales/${sale.saleId}`} className="text-link font-medium break-words">
          {name}
        </Link>
        <span className="block text-sm text-muted md:hidden">
          {what} · {items} · {windowOf(sale, zone)}
        </span>
      </Cell>
      <Cell wide>{what}</Cell>
      <Cell wide>{items}</Cell>
      <Cell>
        <StandingBadge standing={standing} />
      </Cell>
      <Cell wide className="text-sm">
        {windowOf(sale, zone)}
      </Cell>
    </tr>
  );
}
