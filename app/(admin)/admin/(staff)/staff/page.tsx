import { randomUUID } from "node:crypto";
import { type ListedMember, Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Badge } from "#app/_components/ui/badge";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { changeRoles, disable, enable, forgetFactors, invite } from "./actions";
import { RoleBoxes } from "./role-boxes";

export const metadata: Metadata = { title: "Staff" };

/** Lists staff and their roles. Only for owners who recently entered their password. */
export default async function StaffPage() {
  const staff = await requireStaff({ may: "staff.manage", from: "/admin/staff", fresh: true });
  const members = await Staff.members();
  return (
    <>
      <Title>Staff</Title>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="lg:order-2">
          <Panel title="Invite a staff member">
            <ActionForm
              action={invite}
              hidden={{ requestId: randomUUID() }}
              fields={[
                { name: "email", label: "Email address", type: "email", required: true, maxLength: 254 },
              ]}
              button="Send invitation"
              done="The invitation has been sent."
            >
              <RoleBoxes held={[]} />
            </ActionForm>
          </Panel>
        </div>
        <ul className="grid gap-4">
          {members.map((member) => (
            <Member key={member.staffId} member={member} own={member.staffId === staff.staffId} />
          ))}
        </ul>
      </div>
    </>
  );
}

const stateTones = { invited: "warning", active: "good", disabled: "plain" } as const;
const states = { invited: "Invited", active: "Active", disabled: "Disabled" };

function Member({ member, own }: { member: ListedMember; own: boolean }) {
  const { staffId, email, roles, state, createdAt } = member;
  const hidden = () => ({ staffId, requestId: randomUUID() });
  return (
    <li className="rounded-card border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg wrap-anywhere">
          {email} {own && <span className="font-sans text-base font-normal text-muted">(you)</span>}
        </h2>
        <Badge tone={stateTones[state]}>{states[state]}</Badge>
        <p className="w-full text-sm text-muted">
          {roles.join(", ")}, since <When at={createdAt} />
        </p>
      </div>
      <details className="mt-3 border-t border-line pt-3">
        <summary className="py-1 font-medium">Change {email}</summary>
        <div className="mt-3 grid gap-5">
          <ActionForm
            action={changeRoles}
            hidden={hidden()}
            button="Change roles"
            done="The roles have been changed."
          >
            <RoleBoxes held={roles} />
          </ActionForm>
          <div className="flex flex-wrap items-start gap-3 border-t border-line pt-4">
            {state === "disabled" ? (
              <ActionForm action={enable} hidden={hidden()} button="Enable" look="quiet" />
            ) : (
              <ActionForm action={disable} hidden={hidden()} button="Disable" look="quiet" />
            )}
            {state === "active" && !own && (
              <ActionForm action={forgetFactors} hidden={hidden()} button="Reset second step" look="quiet" />
            )}
          </div>
        </div>
      </details>
    </li>
  );
}
