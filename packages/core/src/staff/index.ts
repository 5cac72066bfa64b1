import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Audit } from "../audit";
import { Clock } from "../clock";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Id } from "../id";
import { Throttle } from "../throttle";
import { fits, hash } from "./password";
import { SessionEntity } from "./session.entity";
import { StaffEntity } from "./staff.entity";

export * as Staff from "./index";

export type Role = "owner";
export type StaffMember = { staffId: string; email: string; roles: Role[] };

/** A session ends when it was not used for so long, and in any case after so long. Seconds. */
export const idleSeconds = 30 * 60;
export const sessionSeconds = 12 * 3600;

/** A use is noted at most so often, in seconds. */
const noteSeconds = 60;

const Email = z
  .string()
  .max(254)
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("Enter the e-mail address of your account."));

const Account = z.object({ email: Email, password: z.string().min(12).max(200) });

/** Sees to it that an account with this password exists: for the first owner of a shop. */
export const ensure = fn(Account, async ({ email, password }) => {
  const { data: known } = await StaffEntity.get({ email }).go({ consistent: true });
  if (known && (await fits(password, known.passwordHash))) return;
  const staffId = known?.staffId ?? Id.create("staff");
  await StaffEntity.put({ email, staffId, roles: ["owner"], passwordHash: await hash(password) }).go();
});

const Credentials = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(200),
  /** The network address that it comes from. */
  origin: z.string().max(100),
});

/** Opens a session. Throws `staff.refused` for a wrong address or password alike, `throttle.too_many` after too many. */
export const signIn = fn(Credentials, async ({ email, password, origin }) => {
  const attempt = { what: "staff_sign_in", account: email, origin } as const;
  await Throttle.take(attempt);
  const { data: account } = await StaffEntity.get({ email }).go({ consistent: true });
  const right = await fits(password, account?.passwordHash);
  if (!account || !right) {
    if (account) await audit(email, "staff.sign_in", "refused");
    throw new DomainError("auth", "staff.refused", "This e-mail address and password do not fit.");
  }
  const token = randomBytes(32).toString("base64url");
  await SessionEntity.create({
    tokenHash: hashOf(token),
    staffId: account.staffId,
    email,
    roles: account.roles,
    seenAt: Clock.iso(),
    endsAt: Clock.iso(sessionSeconds),
    ttl: Clock.seconds(sessionSeconds),
  }).go();
  await Promise.all([Throttle.forgive(attempt), audit(email, "staff.sign_in", "done")]);
  return { token };
});

const Token = z.object({ token: z.string().max(100) });

/**
 * Whose session a token opens, or null when there is none any more. Asking counts as using it, unless it is a page
 * that asks by itself (`quiet`).
 */
export const session = fn(
  Token.extend({ quiet: z.boolean().default(false) }),
  async ({ token, quiet }): Promise<StaffMember | null> => {
    const tokenHash = hashOf(token);
    const { data } = await SessionEntity.get({ tokenHash }).go({ consistent: true });
    if (!data || data.endsAt <= Clock.iso() || data.seenAt <= Clock.iso(-idleSeconds)) return null;
    if (!quiet && data.seenAt <= Clock.iso(-noteSeconds))
      await SessionEntity.patch({ tokenHash })
        .set({ seenAt: Clock.iso() })
        .go()
        .catch(() => undefined); // it was signed out in this moment
    const { staffId, email, roles } = data;
    return { staffId, email, roles: [...roles] };
  },
);

/** Ends a session, here and for whoever has a copy of its token. */
export const signOut = fn(Token, async ({ token }) => {
  const { data } = await SessionEntity.delete({ tokenHash: hashOf(token) }).go({ response: "all_old" });
  if (data?.email) await audit(data.email, "staff.sign_out", "done");
});

/** A member of staff as timelines and the audit log name them. */
export const actorOf = ({ email }: Pick<StaffMember, "email">) => `staff:${email}`;

const audit = (email: string, action: string, outcome: "done" | "refused") =>
  Audit.record({ actor: actorOf({ email }), action, subject: `staff:${email}`, outcome });

/** The token is 256 random bits: a plain hash of it cannot be guessed back. */
const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
