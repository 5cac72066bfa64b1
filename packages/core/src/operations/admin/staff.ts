import type { z } from "zod";
import { Staff } from "#accounts/staff";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Act, recorded } from "./recorded";

const OnStaff = Act.extend(Staff.Ref.shape);
const Invitation = Act.extend(Staff.invite.schema.pick({ email: true, roles: true }).shape);

/** Invites a person to the admin by email. Throws what `Staff.invite` throws. */
export const inviteStaff = fn(Invitation, (act) =>
  recorded(
    "staff.invite",
    { ...act, subject: `staff:${act.email}`, note: act.roles.join(", ") },
    async () => undefined,
    (also) => Staff.invite(act, also),
  ),
);

/** Changes the roles of a staff member. Throws what `Staff.changeRoles` throws. */
export const changeRoles = fn(OnStaff.extend(Staff.changeRoles.schema.pick({ roles: true }).shape), (act) =>
  onStaff("staff.change_roles", act, (also) => Staff.changeRoles(act, also)),
);

/** Disables a staff member. Throws what `Staff.disable` throws. */
export const disableStaff = fn(OnStaff, (act) =>
  onStaff("staff.disable", act, (also) => Staff.disable(act, also)),
);

/** Enables a disabled staff member. Throws what `Staff.enable` throws. */
export const enableStaff = fn(OnStaff, (act) =>
  onStaff("staff.enable", act, (also) => Staff.enable(act, also)),
);

/** Deletes the second factors of a staff member who has lost them. Throws what `Staff.forgetFactors` throws. */
export const forgetFactors = fn(OnStaff, (act) =>
  onStaff("staff.forget_factors", act, (also) => Staff.forgetFactors(act, also)),
);

async function onStaff(
  action: string,
  act: z.output<typeof OnStaff>,
  work: (also: Writes) => Promise<unknown>,
) {
  const look = async () => {
    const found = await Staff.describe(act);
    return found ? { roles: found.roles, state: found.state } : undefined;
  };
  const email = (await Staff.describe(act))?.email ?? act.staffId;
  return recorded(action, { ...act, subject: `staff:${email}` }, look, work);
}
