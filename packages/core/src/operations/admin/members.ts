import { z } from "zod";
import { Staff } from "#accounts/staff";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { recorded } from "./recorded";

/** Who does it, and which request it is: the same request twice acts and is written down once. */
const Act = z.object({ actor: z.string().min(1), requestId: z.uuid() });
const OnMember = Act.extend(Staff.Ref.shape);

/** Invites somebody to the back office. Throws what `Staff.invite` throws. */
export const inviteMember = fn(
  Act.extend(Staff.invite.schema.pick({ email: true, roles: true }).shape),
  (act) =>
    recorded(
      "staff.invite",
      { ...act, subject: `staff:${act.email}`, note: act.roles.join(", ") },
      async () => undefined,
      (also) => Staff.invite(act, also),
    ),
);

/** Gives a member other roles. Throws what `Staff.changeRoles` throws. */
export const changeRoles = fn(OnMember.extend(Staff.changeRoles.schema.pick({ roles: true }).shape), (act) =>
  onMember("staff.change_roles", act, (also) => Staff.changeRoles(act, also)),
);

/** Lets a member in no more. Throws what `Staff.disable` throws. */
export const disableMember = fn(OnMember, (act) =>
  onMember("staff.disable", act, (also) => Staff.disable(act, also)),
);

/** Lets a disabled member in again. */
export const enableMember = fn(OnMember, (act) =>
  onMember("staff.enable", act, (also) => Staff.enable(act, also)),
);

/** Forgets the second factors of a member who has lost them. */
export const forgetFactors = fn(OnMember, (act) =>
  onMember("staff.forget_factors", act, (also) => Staff.forgetFactors(act, also)),
);

async function onMember(
  action: string,
  act: z.output<typeof OnMember>,
  work: (also: Writes) => Promise<unknown>,
) {
  const look = async () => {
    const found = await Staff.describe(act);
    return found && { roles: found.roles, state: found.state };
  };
  const email = (await Staff.describe(act))?.email ?? act.staffId;
  return recorded(
    action,
    { ...act, subject: `staff:${email}` },
    async () => (await look()) ?? undefined,
    work,
  );
}
