import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Collection, type CollectionRow } from "@securecart/core/collection";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { StatusBadge } from "./status-badge";

export const metadata: Metadata = { title: "Collections" };

const create = "/admin/collections/new";
const columns = [
  { label: "Collection" },
  { label: "Status" },
  { label: "Products are", wide: true },
  { label: "Products", right: true },
];

/** Lists the collections by name, without the archived ones unless the URL asks for them. Two requests. */
export default async function CollectionsPage({ searchParams }: PageProps<"/admin/collections">) {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/collections" });
  const isArchive = (await searchParams).status === "archived";
  const [all, categories] = await Promise.all([Collection.list({}), Catalog.allCategories()]);
  const rows = all.filter(({ status }) => (status === "archived") === isArchive);
  const counts = await Collection.counts(rows);
  const names = new Map(categories.map(({ slug, name }) => [slug, name]));
  const mayEdit = Staff.may(roles, "catalog.edit");
  return (
    <>
      <Title
        aside={
          mayEdit && (
            <Link href={create} className={buttonClasses("primary")}>
              Create collection
            </Link>
          )
        }
      >
        Collections
      </Title>
      <StatusFilter isArchive={isArchive} />
      {rows.length > 0 ? (
        <Table caption="Collections" columns={columns}>
          {rows.map((row) => (
            <Row key={row.collectionId} row={row} count={counts.get(row.collectionId) ?? 0} names={names} />
          ))}
        </Table>
      ) : isArchive ? (
        <Empty next={{ href: "/admin/collections", label: "Show all collections" }}>
          No collection is archived.
        </Empty>
      ) : (
        <Empty {...(mayEdit && { next: { href: create, label: "Create the first collection" } })}>
          There are no collections yet. A collection shows products together, whatever their category: “Gifts
          under $20”, “New this month”, or products that you choose.
        </Empty>
      )}
    </>
  );
}

function StatusFilter({ isArchive }: { isArchive: boolean }) {
  const tabs = [
    { href: "/admin/collections", label: "In use", isHere: !isArchive },
    { href: "/admin/collections?status=archived", label: "Archived", isHere: isArchive },
  ];
  return <FilterTabs label="Status" tabs={tabs} className="mb-4" />;
}

type RowProps = { row: CollectionRow; count: number; names: Map<string, string> };

function Row({ row: { collectionId, name, slug, status, rule }, count, names }: RowProps) {
  return (
    <tr>
      <Cell>
        <Link href={`/admin/collections/${collectionId}`} className="text-link font-medium wrap-anywhere">
          {name}
        </Link>
        <span className="ml-2 hidden text-sm text-muted md:inline">/{slug}</span>
      </Cell>
      <Cell>
        <StatusBadge status={status} />
      </Cell>
      <Cell wide className="text-sm wrap-anywhere">
        {rule ? Admin.ruleInWords(rule, names) : "Chosen by hand"}
      </Cell>
      <Cell right>{count}</Cell>
    </tr>
  );
}
