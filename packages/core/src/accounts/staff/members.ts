import { z } from "zod";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { AccountChange } from "../account-change";
import { Passkey } from "../passkey";
import { Password } from "../password";
import { RecoveryCode } from "../recovery-code";
import { Session } from "../session";
import { Totp } from "../totp";
import type { Role } from "./duties";
import { queueInvitation } from "./invitation";
import {
  busy,
  byEmail,
  byId,
  change,
  create,
  Email,
  type Member,
  NewPassword,
  Ref,
  Roles,
  require,
  type State,
} from "./member";
import { StaffEntity } from "./staff.entity";

const Account = z.object({
  email: Email,
  password: NewPassword,
  roles: Roles.default(["owner"]),
  /** Key of an authenticator app that the member has already. */
  key: Totp.KeyText.optional(),
});

/** Ensures that a staff member with this password, and this app, can sign in: for a shop on a developer's machine. */
export const ensure = fn(Account, async ({ email, password, roles, key }) => {
  const known = await byEmail(email);
  const fits = await Password.fits(password, known?.passwordHash);
  const right = fits && known?.state === "active" && sameRoles(known.roles, roles);
  const member = right ? known : await set(known, { email, password, roles });
  if (key) await Totp.adopt({ subject: member.staffId, key });
  return { staffId: member.staffId };
});

type Wanted = { email: string; password: string; roles: Role[] };

async function set(known: Member | null, { email, password, roles }: Wanted) {
  const active = { roles, state: "active" as const, passwordHash: await Password.hash(password) };
  const member = known ? await change(known, active) : await create({ email, ...active });
  if (member) return member;
  throw new DomainError("conflict", "staff.busy", "Another staff member has just added this staff member.");
}

const Invite = z.object({ email: Email, roles: Roles, actor: z.string().min(1) });

/**
 * Invites a person by email. A pending invitation is sent again, with the new roles. Throws `staff.member_already`,
 * `staff.busy`.
 */
export const invite = fn(Invite, async ({ email, roles, actor }, also?: Writes) => {
  const known = await byEmail(email);
  if (known && known.state !== "invited")
    throw new DomainError("conflict", "staff.member_already", `${email} is a staff member already.`);
  const member = known
    ? await change(known, { roles }, { also })
    : await create({ email, roles, state: "invited", invitedBy: actor }, also);
  if (!member)
    throw new DomainError("conflict", "staff.busy", "Another staff member has just invited this address.");
  await queueInvitation(member);
  return { staffId: member.staffId };
});

/**
 * Invites an address as an owner, whatever it was before: for the operator of the shop, when no owner can sign in (yet)
 * or one has lost every second factor. The owner sets a new password and new factors.
 */
export const rescue = fn(z.object({ email: Email }), async ({ email }) => {
  const known = await byEmail(email);
  const owner = { roles: ["owner" as const], state: "invited" as const };
  const member = known ? await change(known, owner, { atLeast: 0 }) : await create({ email, ...owner });
  if (!member)
    throw new DomainError("conflict", "staff.busy", "Another staff member has just invited this address.");
  if (known) await forgetFactors({ staffId: known.staffId });
  await queueInvitation(member);
  return { staffId: member.staffId };
});

const NewRoles = Ref.extend({ roles: Roles });

/** Changes the roles of a staff member, from the next request on. Throws `staff.last_owner`, `staff.unknown`. */
export const changeRoles = fn(NewRoles, async ({ staffId, roles }, also?: Writes) => {
  const member = await require(staffId);
  if (!sameRoles(member.roles, roles)) await change(member, { roles }, { also });
});

/** Disables a staff member and ends their sessions. Throws `staff.last_owner`, `staff.unknown`. */
export const disable = fn(Ref, async ({ staffId }, also?: Writes) => {
  const member = await require(staffId);
  if (member.state !== "disabled") await change(member, { state: "disabled" }, { also });
  await Session.revokeAll({ subject: staffId });
});

/** Enables a disabled staff member; one who never accepted the invitation is invited again. */
export const enable = fn(Ref, async ({ staffId }, also?: Writes) => {
  const member = await require(staffId);
  if (member.state !== "disabled") return;
  const back = await change(member, { state: member.passwordHash ? "active" : "invited" }, { also });
  if (back.state === "invited") await queueInvitation(back);
});

/**
 * Deletes the second factors and recovery codes of a staff member who has lost them, with the record for the email, in
 * one transaction: the next sign-in sets up new ones. Throws `staff.busy` when a passkey was removed meanwhile.
 */
export const forgetFactors = fn(Ref, async ({ staffId }, also?: Writes) => {
  const { email } = await require(staffId);
  const subject = staffId;
  await Session.revokeAll({ subject });
  const passkeys = await Passkey.list({ subject });
  const row = AccountChange.row({ subject, change: "factors_forgotten", to: email });
  const { committed } = await transact({
    app: Totp.forget({ subject }),
    passkeys: passkeys.map(({ credentialId }) => Passkey.revoke({ subject, credentialId })),
    recoveryCodes: RecoveryCode.forget({ subject }),
    change: AccountChange.record(row),
    ...also,
  });
  if (!committed) throw busy();
  await AccountChange.post(row);
});

export type ListedMember = { staffId: string; email: string; roles: Role[]; state: State; createdAt: string };

/** Returns all staff members, disabled ones included, by email address. One query. */
export const members = async (): Promise<ListedMember[]> => {
  const { data } = await StaffEntity.query.all({}).go({ pages: "all" });
  return data.map(({ staffId, email, roles, state, createdAt }) => ({
    staffId,
    email,
    roles: [...roles],
    state,
    createdAt,
  }));
};

/** Returns what can be changed of a staff member, for the audit log, or null when there is none. */
export const describe = fn(Ref, async ({ staffId }) => {
  const member = await byId(staffId);
  return member && { email: member.email, roles: [...member.roles].sort().join(", "), state: member.state };
});

const sameRoles = (a: readonly Role[], b: readonly Role[]) =>
  a.length === new Set(b).size && b.every((role) => a.includes(role));
