import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { create } from "../actions";
import { groupFields } from "../fields";

export const metadata: Metadata = { title: "New customer group" };

export default async function NewCustomerGroupPage() {
  await requireStaff({ may: "customers.group", from: "/admin/customer-groups/new" });
  return (
    <div className="max-w-2xl">
      <Title>New customer group</Title>
      <Panel title="Group">
        <ActionForm
          action={create}
          hidden={{ requestId: randomUUID() }}
          fields={groupFields({ name: "", description: "" })}
          button="Create group"
        />
      </Panel>
    </div>
  );
}
