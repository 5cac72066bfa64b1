import { z } from "zod";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Password } from "../password";
import { type Role, roles } from "./duties";
import { StaffAddressEntity, StaffEntity, StaffRosterEntity } from "./staff.entity";

export type State = "invited" | "active" | "disabled";

/** A member as the table has them. */
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

/** What opens the back office is longer than what opens a customer's account. */
export const NewPassword = z
  .string("Choose a password.")
  .min(12, "Use at least 12 characters.")
  .pipe(Password.Chosen);

export const Roles = z.array(z.enum(roles)).min(1, "Choose a role.").max(roles.length);

export const Ref = z.object({ staffId: Id.schema("staff") });

export async function byId(staffId: string): Promise<Member | null> {
  const { data } = await StaffEntity.get({ staffId }).go({ consistent: true });
  return data && { ...data, roles: [...data.roles] };
}

/** An id that no member has. */
export const nobody = `stf_${"0".repeat(26)}`;

/** The member of an address. Two reads, whether there is one or not. */
export async function byEmail(email: string): Promise<Member | null> {
  const { data } = await StaffAddressEntity.get({ email }).go({ consistent: true });
  return byId(data?.staffId ?? nobody);
}

/** The member. Throws `staff.unknown` when there is none. */
export async function require(staffId: string) {
  const member = await byId(staffId);
  if (member) return member;
  throw new DomainError("not_found", "staff.unknown", "There is no such member.");
}

type New = { email: string; roles: Role[]; state: State; passwordHash?: string; invitedBy?: string };

/** Writes a new member and whose the address is. Null when the address has a member already. */
export async function create(fresh: New): Promise<Member | null> {
  const member = { ...fresh, staffId: Id.create("staff"), version: 1 };
  const { staffId, email } = member;
  const { committed } = await transact({
    email: StaffAddressEntity.create({ email, staffId }),
    member: StaffEntity.create(member),
    owners: isOwner(member) ? oneMoreOwner() : [],
  });
  return committed ? member : null;
}

type Change = { roles?: Role[]; state?: State; passwordHash?: string };

/**
 * Changes what a member may do, with the count of owners in the same transaction. Throws `staff.last_owner` when
 * nobody would be left who can let others in (unless that is allowed), `staff.busy` when somebody else changed the
 * member in between.
 */
export async function change(member: Member, change: Change, { atLeast = 1 }: { atLeast?: number } = {}) {
  const { staffId, version } = member;
  const next = { ...member, ...change };
  const more = Number(isOwner(next)) - Number(isOwner(member));
  const result = await transact({
    member: StaffEntity.patch({ staffId })
      .set({ ...change, version: version + 1 })
      .where((at, { eq }) => eq(at.version, version)),
    gained: more > 0 ? oneMoreOwner() : [],
    lost: more < 0 ? oneOwnerLess(atLeast) : [],
  });
  if (result.committed) return { ...next, version: version + 1 };
  if (result.refused === "member") throw busy();
  throw new DomainError(
    "conflict",
    "staff.last_owner",
    "This is the last owner. Make somebody else an owner first.",
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
  new DomainError("conflict", "staff.busy", "Somebody else changed this member. Please look again.");
