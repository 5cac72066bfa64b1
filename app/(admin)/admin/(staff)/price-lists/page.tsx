import { Clock } from "@securecart/core/clock";
import { CustomerGroup } from "@securecart/core/customer-group";
import { type ListStanding, Price, type PriceList } from "@securecart/core/price";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { standingLabels } from "./words";

export const metadata: Metadata = { title: "Price lists" };

const columns = [
  { label: "Name" },
  { label: "Customer group" },
  { label: "Percent off", right: true, wide: true },
  { label: "Prices of SKUs", right: true, wide: true },
  { label: "Status" },
];

/** Lists the price lists of customer groups, the newest first. */
export default async function PriceListsPage() {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/price-lists" });
  const [lists, groups] = await Promise.all([Price.lists(), CustomerGroup.all()]);
  const names = new Map(groups.map(({ groupId, name }) => [groupId, name]));
  const mayEdit = Staff.may(roles, "catalog.edit");
  const create = { href: "/admin/price-lists/new", label: "Create price list" };
  const now = Clock.iso();
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
        Price lists
      </Title>
      {lists.length > 0 ? (
        <Table caption="Price lists" columns={columns}>
          {lists.map((list) => (
            <Row
              key={list.listId}
              list={list}
              group={names.get(list.terms.groupId) ?? "A group that is gone"}
              standing={Price.listStandingOf(list, now)}
            />
          ))}
        </Table>
      ) : (
        <Empty next={mayEdit ? create : undefined}>
          There are no price lists yet. A price list gives the customers of a group prices of their own: a
          percentage off everything, or prices of single SKUs. They see and pay them in the cart once they are
          signed in.
        </Empty>
      )}
    </>
  );
}

function Row({ list, group, standing }: { list: PriceList; group: string; standing: ListStanding }) {
  const { name, percent, prices } = list.terms;
  return (
    <tr>
      <Cell>
        <Link href={`/admin/price-lists/${list.listId}`} className="text-link font-medium break-words">
          {name}
        </Link>
      </Cell>
      <Cell>{group}</Cell>
      <Cell right wide>
        {percent === undefined ? "–" : `${percent}%`}
      </Cell>
      <Cell right wide>
        {Object.keys(prices).length}
      </Cell>
      <Cell>{standingLabels[standing]}</Cell>
    </tr>
  );
}
