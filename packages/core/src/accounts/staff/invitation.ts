import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Email } from "#platform/email";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Queue } from "#platform/queue";
import { Shop } from "#platform/shop";
import { AccountChange } from "../account-change";
import { Password } from "../password";
import type { Role } from "./duties";
import { InvitationEntity } from "./invitation.entity";
import { byId, change, type Member, NewPassword, Ref } from "./member";

/** A letter waits in a mailbox over a weekend. */
export const invitationSeconds = 3 * 24 * 3600;

/** The letter is written by a worker, who makes its token: no queue and no log ever holds one. */
export const inviteByMail = ({ staffId }: Pick<Member, "staffId">) =>
  Queue.send("StaffEmailQueue", { staffId } satisfies z.input<typeof Ref>);

export type Invitation = { email: string; roles: Role[]; link: string; shop: string; days: number };

/** Turns an invitation into a letter; what it looks like is not the domain's business. */
export type ComposeInvitation = (
  invitation: Invitation,
) => Promise<{ subject: string; html: string; text: string }>;

/** Writes to somebody who is invited, with a link that nobody else has. */
export async function mailInvitation(ref: z.input<typeof Ref>, compose: ComposeInvitation) {
  const invitation = await letterTo(ref);
  if (!invitation) return;
  const messageId = await Email.send({ to: invitation.email, ...(await compose(invitation)) });
  Log.info("staff.invited", { ...ref, messageId });
}

/**
 * What an invitation's letter says, with a new token; null when they are not invited any more. Should the letter be
 * written twice, both are good until one is used.
 */
export const letterTo = fn(Ref, async ({ staffId }): Promise<Invitation | null> => {
  const member = await byId(staffId);
  if (member?.state !== "invited") return null;
  const token = randomBytes(32).toString("base64url");
  await InvitationEntity.create({
    tokenHash: hashOf(token),
    staffId,
    version: member.version,
    endsAt: Clock.iso(invitationSeconds),
    ttl: Clock.seconds(invitationSeconds),
  }).go();
  return {
    email: member.email,
    roles: member.roles,
    link: `${Shop.url()}/admin/invitation/${token}`,
    shop: Shop.name(),
    days: invitationSeconds / 86_400,
  };
});

const Token = z.object({ token: z.string().max(100) });

/** Who is invited by a link, or null when it is good no longer. Looking uses nothing up. */
export const invited = fn(Token, async ({ token }) => {
  const member = await open(token);
  return member && { email: member.email, roles: member.roles };
});

const Answer = Token.extend({ password: NewPassword, device: z.string().max(500) });

/**
 * Answers an invitation: the member has a password from now on, and every letter to them is good no longer, because
 * they are not invited any more. Throws `staff.invitation_gone`, also for the second of two who answer at once.
 */
export const accept = fn(Answer, async ({ token, password, device }) => {
  const member = await open(token);
  if (!member) throw gone();
  const passwordHash = await Password.hash(password);
  await change(member, { state: "active", passwordHash }).catch((error) => {
    throw error instanceof DomainError && error.code === "staff.busy" ? gone() : error;
  });
  const { staffId, email } = member;
  await AccountChange.notify({ subject: staffId, change: "password_chosen", to: email, device });
  return { staffId, email };
});

async function open(token: string) {
  const { data } = await InvitationEntity.get({ tokenHash: hashOf(token) }).go({ consistent: true });
  if (!data || data.endsAt <= Clock.iso()) return null;
  const member = await byId(data.staffId);
  return member?.state === "invited" && member.version === data.version ? member : null;
}

const gone = () =>
  new DomainError(
    "auth",
    "staff.invitation_gone",
    "This invitation is good no longer. Ask the owner for a new one.",
  );

/** The token is 256 random bits: a plain hash of it cannot be guessed back. */
const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
