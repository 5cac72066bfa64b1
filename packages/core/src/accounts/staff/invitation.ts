import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Email } from "#platform/email";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Queue } from "#platform/queue";
import { type Look, Shop } from "#platform/shop";
import { AccountChange } from "../account-change";
import { Password } from "../password";
import type { Role } from "./duties";
import { InvitationEntity } from "./invitation.entity";
import { byId, change, type Member, NewPassword, Ref } from "./member";

/** Lifetime of an invitation, in seconds: three days, so that it outlasts a weekend. */
const invitationSeconds = 3 * 24 * 3600;

/** Queues the email of an invitation. The worker creates its token, so that no queue and no log holds it. */
export const queueInvitation = ({ staffId }: Pick<Member, "staffId">) =>
  Queue.send("StaffEmailQueue", { staffId } satisfies z.input<typeof Ref>);

export type Invitation = {
  email: string;
  roles: Role[];
  link: string;
  shop: string;
  look: Look;
  days: number;
};

/** Composes the email of an invitation; the domain does not decide what it looks like. */
export type ComposeInvitation = (
  invitation: Invitation,
) => Promise<{ subject: string; html: string; text: string }>;

/** Sends the email of an invitation, with a link of its own. Sends nothing when the person is no longer invited. */
export const sendInvitation = fn(Ref, async (ref, compose: ComposeInvitation) => {
  const invitation = await createInvitation(ref);
  if (!invitation) return;
  const messageId = await Email.send({ to: invitation.email, ...(await compose(invitation)) });
  Log.info("staff.invited", { ...ref, messageId });
});

/**
 * Creates the link of an invitation and returns the content of its email; null when the person is no longer invited. When
 * the email is sent twice, both links are valid until one is used.
 */
export const createInvitation = fn(Ref, async ({ staffId }): Promise<Invitation | null> => {
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
    shop: await Shop.name(),
    look: await Shop.look(),
    days: invitationSeconds / 86_400,
  };
});

const Token = z.object({ token: z.string().max(100) });

/** Returns who is invited by a link, or null when it is not valid. Does not use the link up. */
export const invited = fn(Token, async ({ token }) => {
  const member = await open(token);
  return member && { email: member.email, roles: member.roles };
});

const Answer = Token.extend({ password: NewPassword, device: z.string().max(500) });

/**
 * Accepts an invitation: sets the password of the staff member. All links to them are invalid from then on, because they
 * are no longer invited. Throws `password.weak`, and `staff.invitation_gone`, also for the second of two simultaneous calls.
 */
export const accept = fn(Answer, async ({ token, password, device }) => {
  const member = await open(token);
  if (!member) throw gone();
  const { staffId, email } = member;
  const passwordHash = await Password.choose(password, [email]);
  const row = AccountChange.row({ subject: staffId, change: "password_chosen", to: email, device });
  const also = { change: AccountChange.record(row) };
  await change(member, { state: "active", passwordHash }, { also }).catch((error) => {
    throw error instanceof DomainError && error.code === "staff.busy" ? gone() : error;
  });
  await AccountChange.post(row);
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
    "This invitation has expired. Ask the owner for a new one.",
  );

/** Hashes a token. It has 256 random bits, so that a plain hash cannot be reversed by guessing. */
const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
