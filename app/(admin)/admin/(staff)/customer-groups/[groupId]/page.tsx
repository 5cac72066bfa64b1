import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Id } from "@securecart/core/id";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { add, archive, change, remove, restore } from "../actions";
import { groupFields } from "../fields";
import { customersInWords } from "../words";

export const metadata: Metadata = { title: "Customer group" };

type Props = PageProps<"/admin/customer-groups/[groupId]">;

/** Renders a customer group with its customers, a page at a time. */
export default async function CustomerGroupPage({ params, searchParams }: Props) {
  const { groupId } = await params;
  const { roles } = await requireStaff({ may: "customers.read", from: `/admin/customer-groups/${groupId}` });
  if (!Id.schema("group").safeParse(groupId).success) notFound();
  const { cursor, done } = await searchParams;
  const after = Id.schema("customer").safeParse(cursor);
  const [group, { rows, next }] = await Promise.all([
    CustomerGroup.byId({ groupId }),
    CustomerGroup.customersOf({ groupId, ...(after.success && { after: after.data }) }),
  ]);
  if (!group) notFound();
  const mayEdit = Staff.may(roles, "customers.group");
  const isArchived = group.state === "archived";
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl wrap-anywhere">{group.name}</h1>
        {isArchived ? <Badge>Archived</Badge> : <Badge tone="good">In use</Badge>}
      </div>
      <p className="mt-1 mb-6 text-muted wrap-anywhere">
        {group.description || customersInWords(group.members)}
      </p>
      {done === "created" && (
        <Notice tone="good" className="mb-6">
          The group has been created. Add its customers by email address.
        </Notice>
      )}
      {isArchived && (
        <Notice className="mb-6">
          Discounts and prices of this group do not apply while it is archived. Its customers stay in it.
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <section aria-labelledby="customers" className="min-w-0">
          <h2 id="customers" className="mb-3 text-xl">
            {customersInWords(group.members)}
          </h2>
          {rows.length > 0 ? (
            <Customers rows={rows} groupId={groupId} mayEdit={mayEdit} />
          ) : (
            <Empty>{cursor ? "There are no more customers." : "This group has no customers yet."}</Empty>
          )}
          <Pages
            path={`/admin/customer-groups/${groupId}`}
            cursor={after.success ? after.data : undefined}
            next={next}
          />
        </section>
        {mayEdit && <Edit group={group} />}
      </div>
    </>
  );
}

type CustomersProps = { rows: CustomerGroup.ListedCustomer[]; groupId: string; mayEdit: boolean };

function Customers({ rows, groupId, mayEdit }: CustomersProps) {
  const columns = [
    { label: "Customer" },
    { label: "Added", wide: true },
    ...(mayEdit ? [{ label: "Remove", right: true }] : []),
  ];
  return (
    <Table caption="Customers of the group" columns={columns}>
      {rows.map(({ customerId, name, email, addedAt }) => (
        <tr key={customerId}>
          <Cell>
            <span className="font-medium wrap-anywhere">{email}</span>
            <span className="block text-sm text-muted wrap-anywhere">{name}</span>
          </Cell>
          <Cell wide className="text-sm">
            <When at={addedAt} />
          </Cell>
          {mayEdit && (
            <Cell right>
              <ActionForm
                action={remove}
                hidden={{ groupId, customerId, requestId: randomUUID() }}
                button={`Remove ${email}`}
                short="Remove"
                look="plain"
                className="justify-items-end"
              />
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Edit({ group: { groupId, name, description, version, state } }: { group: CustomerGroup.Group }) {
  const hidden = () => ({ groupId, seen: `${version}`, requestId: randomUUID() });
  if (state === "archived")
    return (
      <Panel title="Bring it back">
        <ActionForm action={restore} hidden={hidden()} button="Restore group" look="quiet" />
      </Panel>
    );
  return (
    <div className="grid gap-6">
      <Panel title="Add customers">
        <ActionForm
          action={add}
          hidden={{ groupId, requestId: randomUUID() }}
          fields={[
            {
              name: "emails",
              label: "Email addresses",
              rows: 4,
              required: true,
              hint: `One per line, at most ${Admin.mostAdded}. Each must have an account.`,
            },
          ]}
          button="Add"
        />
      </Panel>
      <Panel title="Name">
        <ActionForm
          key={version}
          action={change}
          hidden={hidden()}
          fields={groupFields({ name, description })}
          button="Save"
          look="quiet"
          done="Saved."
        />
      </Panel>
      <Panel title="Archive">
        <p className="mb-3 text-sm text-muted">
          Its discounts and prices no longer apply. You can restore it later.
        </p>
        <ActionForm action={archive} hidden={hidden()} button="Archive group" look="quiet" />
      </Panel>
    </div>
  );
}
