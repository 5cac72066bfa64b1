import { z } from "zod";
import { Audit } from "#platform/audit";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Passkey } from "../passkey";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { RecoveryCode } from "../recovery-code";
import { type Method, Session } from "../session";
import { Totp } from "../totp";
import type { Role } from "./duties";
import { byEmail, byId, Email, type Member, noStaffId, Ref } from "./member";
import { StaffAddressEntity } from "./staff.entity";

/** Signed-in staff member. `complete` after the second step: before it, the session allows nothing else. */
export type StaffMember = {
  staffId: string;
  email: string;
  roles: Role[];
  sessionId: string;
  /** Version of the member as read with the session. */
  version: number;
  complete: boolean;
  /** True when the member has authenticated recently. */
  fresh: boolean;
};

export const sessionSeconds = Session.limits.office.absolute;

const Browser = z.object({
  /** Network address. */
  origin: z.string().max(100),
  /** Label, such as "Firefox on Linux". */
  device: z.string().max(500),
});

const Credentials = Browser.extend({ email: Email, password: Password.Typed });

/**
 * Opens a session with the password, the first step. It allows the second step only. Throws `staff.refused` alike for
 * an unknown email address and a wrong password, and `throttle.too_many`.
 */
export const signIn = fn(Credentials, async ({ email, password, origin, device }) => {
  const attempt = { what: "staff_sign_in", account: email, origin } as const;
  await RateLimit.take(attempt);
  const member = await byEmail(email);
  const right = await Password.fits(password, member?.state === "active" ? member.passwordHash : undefined);
  if (!member || !right) {
    await (member ? audit(email, "staff.sign_in", "refused", "The password.") : asMuchWork());
    throw new DomainError("auth", "staff.refused", "This email address and password do not match.");
  }
  await RateLimit.forgive(attempt);
  return unchanged(member, await beginHalf({ staffId: member.staffId, origin, device }));
});

/**
 * Makes the request that writing an audit row makes, so that an unknown address is refused as slowly as a known one.
 * Its condition never holds: nothing is written.
 */
const asMuchWork = () =>
  Dynamo.written(
    StaffAddressEntity.put({ email: noStaffId, staffId: noStaffId })
      .where((at, { exists }) => exists(at.staffId))
      .go(),
  );

/**
 * Returns a new session of a member as it was read. Throws `staff.signed_out` when the member was changed since: the
 * change may have ended the other sessions, so this one is ended as well.
 */
async function unchanged(
  { staffId, version }: Pick<Member, "staffId" | "version">,
  begun: Awaited<ReturnType<typeof Session.begin>>,
) {
  if ((await byId(staffId))?.version === version) return begun;
  await Session.revoke({ subject: staffId, sessionId: begun.sessionId });
  throw signedOut();
}

/** Opens the session of the first step, for a member whose password was just set or checked. */
export const beginHalf = fn(Browser.extend(Ref.shape), ({ staffId, origin, device }) =>
  Session.begin({ subject: staffId, audience: "office", methods: ["password"], device, origin }),
);

const WithCode = z.object({ code: z.string().max(50) });

/** Proof of a second factor. */
const Proof = z.discriminatedUnion("method", [
  WithCode.extend({ method: z.literal("totp") }),
  WithCode.extend({ method: z.literal("recovery") }),
  z.object({ method: z.literal("passkey"), ...Passkey.authenticate.schema.shape }),
]);

const Token = z.object({ token: z.string().max(300) });

/**
 * Opens the full session with a second factor, the second step. It replaces the session of the first step, whose token
 * becomes worthless. Throws `totp.refused`, `passkey.refused`, `recovery.refused`, `throttle.too_many`,
 * `staff.signed_out`.
 */
export const complete = fn(
  Token.extend({ ...Browser.shape, proof: Proof }),
  async ({ token, origin, device, proof }) => {
    const half = await session({ token });
    if (!half) throw signedOut();
    const attempt = { what: "staff_factor", account: half.staffId, origin } as const;
    await RateLimit.take(attempt);
    await prove(half.staffId, proof).catch(async (error) => {
      if (error instanceof DomainError)
        await audit(half.email, "staff.sign_in", "refused", names[proof.method]);
      throw error;
    });
    await RateLimit.forgive(attempt);
    return upgrade({ member: half, method: proof.method, origin, device });
  },
);

type Upgrade = { member: StaffMember; method: Method } & z.output<typeof Browser>;

/** Opens the full session of a member who has just proved a second factor, and ends the session of the first step. */
export async function upgrade({ member, method, origin, device }: Upgrade) {
  const { staffId, sessionId, email } = member;
  const methods = ["password", method] satisfies Method[];
  const whole = { subject: staffId, audience: "office", methods, device, origin } as const;
  const begun = await unchanged(member, await Session.begin(whole));
  await Session.revoke({ subject: staffId, sessionId });
  await audit(email, "staff.sign_in", "done", names[method]);
  return begun;
}

async function prove(subject: string, proof: z.output<typeof Proof>) {
  if (proof.method === "totp") return Totp.verify({ subject, code: proof.code });
  if (proof.method === "recovery") return RecoveryCode.use({ subject, code: proof.code });
  const shown = await Passkey.authenticate(proof);
  if (shown.subject !== subject)
    throw new DomainError("auth", "passkey.refused", "This passkey belongs to another staff member.");
}

const names: Partial<Record<Method, string>> = {
  totp: "By the code of an app.",
  recovery: "By a recovery code.",
  passkey: "By a passkey.",
};

/**
 * Returns the staff member whose session a token opens, or null when the session has ended or the member is not active.
 * Reads the roles each time. Counts as a use of the session, unless `quiet`: for requests that a page sends
 * automatically.
 */
export const session = fn(
  Token.extend({ quiet: z.boolean().default(false) }),
  async ({ token, quiet }): Promise<StaffMember | null> => {
    const current = await Session.read({ token, audience: "office", quiet });
    if (!current) return null;
    const member = await byId(current.subject);
    if (member?.state !== "active") return null;
    const { staffId, email, roles, version } = member;
    return {
      staffId,
      email,
      roles,
      version,
      sessionId: current.sessionId,
      complete: current.methods.some((method) => method in names),
      fresh: Session.isFresh(current),
    };
  },
);

const Again = Token.extend({ password: Password.Typed, origin: z.string().max(100) });

/** Confirms the password again before a sensitive action. Throws `staff.refused`, `throttle.too_many`. */
export const confirm = fn(Again, async ({ token, password, origin }) => {
  const member = await session({ token });
  if (!member) throw signedOut();
  await checkPassword(member, password, origin);
  await Session.confirm({ token, audience: "office", method: "password" });
});

/** Throws `staff.refused` unless the password is right. Attempts count as those of the sign-in. */
export async function checkPassword({ staffId, email }: StaffMember, password: string, origin: string) {
  const attempt = { what: "staff_sign_in", account: email, origin } as const;
  await RateLimit.take(attempt);
  if (!(await Password.fits(password, (await byId(staffId))?.passwordHash))) {
    await audit(email, "staff.confirm", "refused");
    throw new DomainError("auth", "staff.refused", "This is not your password.");
  }
  await RateLimit.forgive(attempt);
}

/** Ends a session, for every copy of its token. */
export const signOut = fn(Token, async ({ token }) => {
  const ended = await Session.end({ token, audience: "office" });
  const member = ended && (await byId(ended.subject));
  if (member) await audit(member.email, "staff.sign_out", "done");
});

/** Records in the audit log that a member requested something that their roles do not allow. */
export const refused = ({ email }: Pick<StaffMember, "email">, what: string) =>
  audit(email, "staff.not_allowed", "refused", what);

/** Returns a staff member as timelines and the audit log name them. */
export const actorOf = ({ email }: Pick<StaffMember, "email">) => `staff:${email}`;

/** Writes an audit row about an act of a staff member on their own account. */
export const audit = (...act: Parameters<typeof entryOf>) => Audit.write(entryOf(...act));

/** Returns the write of an audit row about an act of a staff member on their own account. */
export const recordAct = (...act: Parameters<typeof entryOf>) => Audit.record(entryOf(...act));

const entryOf = (email: string, action: string, outcome: "done" | "refused", note?: string) => ({
  actor: actorOf({ email }),
  action,
  subject: `staff:${email}`,
  outcome,
  ...(note && { note }),
});

const signedOut = () =>
  new DomainError("auth", "staff.signed_out", "You are signed out. Please sign in again.");
