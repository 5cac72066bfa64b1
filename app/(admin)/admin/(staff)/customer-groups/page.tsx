import { CustomerGroup } from "@securecart/core/customer-group";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";

export const metadata: Metadata = { title: "Customer groups" };

const columns = [
  { label: "Name" },
  { label: "Description", wide: true },
  { label: "Customers", right: true },
  { label: "Status" },
];

/** Lists all customer groups: those in use by name, then the archived ones. */
export default async function CustomerGroupsPage() {
  const { roles } = await requireStaff({ may: "customers.read", from: "/admin/customer-groups" });
  const groups = await CustomerGroup.all();
  const rows = [
    ...groups.filter(({ state }) => state === "current"),
    ...groups.filter(({ state }) => state === "archived"),
  ];
  const mayEdit = Staff.may(roles, "customers.group");
  return (
    <>
      <Title
        aside={
          mayEdit && (
            <Link href="/admin/customer-groups/new" className={buttonClasses()}>
              Create group
            </Link>
          )
        }
      >
        Customer groups
      </Title>
      {rows.length > 0 ? (
        <Table caption="Customer groups" columns={columns}>
          {rows.map((group) => (
            <Row key={group.groupId} {...group} />
          ))}
        </Table>
      ) : (
        <Empty
          {...(mayEdit && { next: { href: "/admin/customer-groups/new", label: "Create the first group" } })}
        >
          There are no customer groups yet. A group has customers who get discounts or prices of their own,
          such as “Wholesale” or “Friends”.
        </Empty>
      )}
    </>
  );
}

function Row({ groupId, name, description, members, state }: CustomerGroup.Group) {
  return (
    <tr>
      <Cell>
        <Link href={`/admin/customer-groups/${groupId}`} className="text-link font-medium wrap-anywhere">
          {name}
        </Link>
      </Cell>
      <Cell wide className="text-sm text-muted wrap-anywhere">
        {description}
      </Cell>
      <Cell right>{members}</Cell>
      <Cell>{state === "current" ? <Badge tone="good">In use</Badge> : <Badge>Archived</Badge>}</Cell>
    </tr>
  );
}
