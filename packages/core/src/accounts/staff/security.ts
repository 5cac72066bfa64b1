import { z } from "zod";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { AccountChange } from "../account-change";
import { Passkey } from "../passkey";
import { Password } from "../password";
import { RecoveryCode } from "../recovery-code";
import { Session } from "../session";
import { Totp } from "../totp";
import { busy, change, NewPassword, Ref, require } from "./member";
import { audit, checkPassword, recordAct, session, upgrade } from "./sign-in";
import { StaffEntity } from "./staff.entity";

/** Returns the second factors of a staff member and the number of unused recovery codes. Two requests. */
export const factors = fn(Ref, async ({ staffId: subject }) => {
  const [items, passkeys] = await Promise.all([
    Dynamo.batchGet([Totp.rowKey(subject), RecoveryCode.rowKey(subject)], { consistent: true }),
    Passkey.list({ subject }),
  ]);
  const [app, codes] = [Totp.statusIn(items), RecoveryCode.leftIn(items)];
  return { app, passkeys, codes, count: passkeys.length + (app ? 1 : 0) };
});

const Here = z.object({
  token: z.string().max(300),
  origin: z.string().max(100),
  device: z.string().max(500),
});

/** Puts an authenticator app into use. Throws `staff.not_now`, `totp.refused`, `totp.no_offer`. */
export const enrollApp = fn(Here.extend({ code: z.string().max(50) }), ({ code, ...here }) =>
  enroll(here, "totp", (subject) => Totp.confirm({ subject, code })),
);

const Made = Here.extend(Passkey.register.schema.omit({ subject: true }).shape);

/** Adds a passkey. Throws `staff.not_now`, `passkey.refused`. */
export const enrollPasskey = fn(Made, ({ challengeId, response, label, ...here }) =>
  enroll(here, "passkey", (subject) => Passkey.register({ subject, challengeId, response, label })),
);

/**
 * Sets up a second factor. The first one requires the password alone and signs in; a further one requires a session with
 * a second factor and a recent authentication. The first factor comes with recovery codes, which are returned this once.
 * Throws `staff.not_now`.
 */
async function enroll(
  { token, origin, device }: z.output<typeof Here>,
  method: "totp" | "passkey",
  take: (subject: string) => Promise<unknown>,
) {
  const member = await session({ token });
  if (!member) throw notNow();
  const { staffId, email } = member;
  const { count, codes } = await factors({ staffId });
  if (member.complete ? !member.fresh : count > 0) throw notNow();
  await take(staffId);
  await audit(email, "staff.enroll", "done", method === "totp" ? "An authenticator app." : "A passkey.");
  const recoveryCodes = codes === 0 ? await RecoveryCode.issue({ subject: staffId }) : undefined;
  const begun = member.complete ? undefined : await upgrade({ member, method, origin, device });
  const change = method === "totp" ? "app_added" : "passkey_added";
  await AccountChange.notify({ subject: staffId, change, to: email, device });
  return { recoveryCodes, token: begun?.token };
}

/** Staff member who acts, and the label of their browser for the email about it. */
const Own = Ref.extend({ device: z.string().max(500) });

const Factor = Own.extend({
  /** Passkey to remove; without it, the app is removed. */
  credentialId: z.string().min(1).max(1400).optional(),
});

/**
 * Removes a second factor. Throws `staff.last_factor` for the last one, because the password alone would then sign in.
 * Raises the member's version, so that of two simultaneous removals one throws `staff.busy`.
 */
export const removeFactor = fn(Factor, async ({ staffId, credentialId, device }) => {
  const { email, version } = await require(staffId);
  const { count } = await factors({ staffId });
  if (count <= 1)
    throw new DomainError(
      "conflict",
      "staff.last_factor",
      "This is your last second factor. Add another one first.",
    );
  const subject = staffId;
  const removed = credentialId
    ? ({ change: "passkey_removed", note: "A passkey." } as const)
    : ({ change: "app_removed", note: "An authenticator app." } as const);
  const change = AccountChange.row({ subject, change: removed.change, to: email, device });
  const { committed } = await transact({
    member: StaffEntity.patch({ staffId })
      .set({ version: version + 1 })
      .where((at, { eq }) => eq(at.version, version)),
    factor: credentialId ? Passkey.revoke({ subject, credentialId }) : Totp.revoke({ subject }),
    audit: recordAct(email, "staff.remove_factor", "done", removed.note),
    change: AccountChange.record(change),
  });
  if (!committed) throw busy();
  await AccountChange.post(change);
});

/** Issues new recovery codes, which are returned this once; they replace the earlier ones. */
export const newRecoveryCodes = fn(Own, async ({ staffId, device }) => {
  const { email } = await require(staffId);
  const codes = await RecoveryCode.issue({ subject: staffId });
  await audit(email, "staff.new_recovery_codes", "done");
  await AccountChange.notify({ subject: staffId, change: "codes_renewed", to: email, device });
  return codes;
});

const PasswordChange = z.object({
  ...Here.shape,
  current: Password.Typed,
  password: NewPassword,
});

/** Changes the password and ends all other sessions. Throws `password.weak`, and `staff.refused` when the current one is wrong. */
export const changePassword = fn(PasswordChange, async ({ token, origin, device, current, password }) => {
  const signedIn = await session({ token });
  if (!signedIn?.complete) throw notNow();
  await checkPassword(signedIn, current, origin);
  const { staffId, email, sessionId } = signedIn;
  const passwordHash = await Password.choose(password, [email]);
  const row = AccountChange.row({ subject: staffId, change: "password_changed", to: email, device });
  const also = {
    audit: recordAct(email, "staff.change_password", "done"),
    change: AccountChange.record(row),
  };
  await change(await require(staffId), { passwordHash }, { also });
  await Session.revokeAll({ subject: staffId, except: sessionId });
  await AccountChange.post(row);
});

/** Ends one session of a staff member, or all except the current one. */
export const endSessions = fn(
  Own.extend({ sessionId: z.string().max(60).optional(), except: z.string().max(60) }),
  async ({ staffId, sessionId, except, device }) => {
    const { email } = await require(staffId);
    if (sessionId) await Session.revoke({ subject: staffId, sessionId });
    else await Session.revokeAll({ subject: staffId, except });
    await audit(email, "staff.end_sessions", "done", sessionId ? "One of them." : "All others.");
    if (!sessionId)
      await AccountChange.notify({ subject: staffId, change: "sessions_ended", to: email, device });
  },
);

/** Returns the open sessions of a staff member, the one used last first. */
export const sessions = fn(Ref, ({ staffId }) => Session.list({ subject: staffId }));

const notNow = () =>
  new DomainError("auth", "staff.not_now", "Please sign in again, then set up your second factor.");
