import { z } from "zod";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Password } from "../password";
import { type Role, roles } from "./duties";
import { StaffAddressEntity, StaffEntity, StaffRosterEntity } from "./staff.entity";

export type State = "invited" | "active" | "disabled";

/** Staff member as stored. */
export type Member = {
  staffId: string;
  email: string;
  roles: Role[];
  state: State;
  passwordHash?: string | undefined;
  version: number;
};

export const Email = Text.email("Enter an email address, like ada@example.com.").transform((text) =>
  text.toLowerCase(),
);

/** Password of a staff member: longer than a customer's. */
export const NewPassword = z
  .string("Choose a password.")
  .min(12, "Use at least 12 characters.")
  .pipe(Password.Chosen);

export const Roles = z.array(z.enum(roles)).min(1, "Choose a role.").max(roles.length);

export const Ref = z.object({ staffId: Id.schema("staff") });

/** Reads a staff member, or null when there is none. */
export async function byId(staffId: string): Promise<Member | null> {
  const { data } = await StaffEntity.get({ staffId }).go({ consistent: true });
  return data && { ...data, roles: [...data.roles] };
}

/** Staff id that no staff member has. */
export const noStaffId = `stf_${"0".repeat(26)}`;

/** Reads the staff member of an email address. Two reads, whether there is one or not. */
export async function byEmail(email: string): Promise<Member | null> {
  const { data } = await StaffAddressEntity.get({ email }).go({ consistent: true });
  return byId(data?.staffId ?? noStaffId);
}

/** Returns a staff member. Throws `staff.unknown` when there is none. */
export async function require(staffId: string) {
  const member = await byId(staffId);
  if (member) return member;
  throw new DomainError("not_found", "staff.unknown", "This staff member does not exist.");
}

type New = { email: string; roles: Role[]; state: State; passwordHash?: string; invitedBy?: string };

/** Creates a staff member. Returns null when the email address has one already. */
export async function create(fresh: New, also?: Writes): Promise<Member | null> {
  const member = { ...fresh, staffId: Id.create("staff"), version: 1 };
  const { staffId, email } = member;
  const { committed } = await transact({
    email: StaffAddressEntity.create({ email, staffId }),
    member: StaffEntity.create(member),
    owners: isOwner(member) ? oneMoreOwner() : [],
    ...also,
  });
  return committed ? member : null;
}

type Change = { roles?: Role[]; state?: State; passwordHash?: string };

/**
 * Changes a staff member, with the number of owners in the same transaction. Throws `staff.last_owner` when it would
 * leave fewer than `atLeast` other owners, `staff.busy` when the member was changed in between.
 */
export async function change(
  member: Member,
  change: Change,
  { atLeast = 1, also }: { atLeast?: number; also?: Writes | undefined } = {},
) {
  const { staffId, version } = member;
  const next = { ...member, ...change };
  const more = Number(isOwner(next)) - Number(isOwner(member));
  const result = await transact({
    member: StaffEntity.patch({ staffId })
      .set({ ...change, version: version + 1 })
      .where((at, { eq }) => eq(at.version, version)),
    gained: more > 0 ? oneMoreOwner() : [],
    lost: more < 0 ? oneOwnerLess(atLeast) : [],
    ...also,
  });
  if (result.committed) return { ...next, version: version + 1 };
  if (result.refused !== "lost") throw busy();
  throw new DomainError(
    "conflict",
    "staff.last_owner",
    "This is the last owner. Make another staff member an owner first.",
  );
}

const oneMoreOwner = () => StaffRosterEntity.upsert({}).add({ owners: 1 });

const oneOwnerLess = (atLeast: number) =>
  StaffRosterEntity.patch({})
    .subtract({ owners: 1 })
    .where(({ owners }, { gt }) => gt(owners, atLeast));

/** Tells whether a staff member counts as an owner: only one who can sign in does. */
const isOwner = ({ roles, state }: Pick<Member, "roles" | "state">) =>
  state === "active" && roles.includes("owner");

export const busy = () =>
  new DomainError(
    "conflict",
    "staff.busy",
    "Another staff member has changed this staff member. Please look again.",
  );
