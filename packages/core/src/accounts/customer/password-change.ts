import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { challenge, changeOf, limitEmails, refused } from "./account";
import { Browser } from "./browser";
import { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { rowByEmail, rowById } from "./find";
import { requireFresh } from "./sign-in";

/** Requests a link to choose a new password. An address without an account is told so by email. */
export const requestReset = fn(z.object({ email: Email, browser: Browser }), async ({ email, browser }) => {
  await limitEmails(email, browser);
  await challenge({ purpose: "reset", email });
});

const Reset = z.object({ token: z.string().max(100), password: Password.Chosen, browser: Browser });

/**
 * Sets a new password by an email's link, once, and ends all sessions. Links requested before that stop working. Throws
 * `challenge.over`, `password.weak`.
 */
export const reset = fn(Reset, async ({ token, password, browser }) => {
  const { challengeId, email, createdAt } = await Challenge.follow({ token, purpose: "reset" });
  const row = await rowByEmail(email);
  if (!row) throw Challenge.over();
  const { customerId } = row;
  const passwordHash = await Password.choose(password, [row.name, email]);
  const change = changeOf(row, "password_reset", browser);
  const { committed } = await transact({
    challenge: Challenge.redeem({ challengeId }),
    customer: CustomerEntity.patch({ customerId })
      .set({ passwordHash, passwordAt: Clock.iso() })
      .add({ version: 1 })
      .where(
        (at, { eq, notExists, lt }) =>
          `${eq(at.email, email)} AND (${notExists(at.passwordAt)} OR ${lt(at.passwordAt, createdAt)})`,
      ),
    change: AccountChange.record(change),
  });
  if (!committed) throw Challenge.over();
  await Session.revokeAll({ subject: customerId });
  const { origin, known } = browser;
  await RateLimit.forgive({ what: "sign_in", account: email, origin, browser: known });
  await AccountChange.post(change);
  return { email };
});

const Change = z.object({
  customerId: Id.schema("customer"),
  sessionId: Id.schema("session"),
  authenticatedAt: z.string(),
  /** Present password; absent when the account has none yet. */
  current: Password.Typed.optional(),
  password: Password.Chosen,
  browser: Browser,
});

/**
 * Changes the password and ends all other sessions. Throws `customer.wrong_password`, `customer.busy`,
 * `password.weak`, `throttle.too_many`, and `customer.prove_again` for an account without a password.
 */
export const changePassword = fn(Change, async ({ customerId, sessionId, current, password, ...rest }) => {
  const row = await rowById(customerId);
  if (!row) throw refused();
  const { passwordHash: before } = row;
  if (before === undefined) requireFresh(rest);
  else {
    const { origin, known } = rest.browser;
    await RateLimit.take({ what: "sign_in", account: row.email, origin, browser: known });
    if (!(await Password.fits(current ?? "", before)))
      throw new DomainError("auth", "customer.wrong_password", "This is not your current password.");
    await RateLimit.forgive({ what: "sign_in", account: row.email, origin, browser: known });
  }
  const passwordHash = await Password.choose(password, [row.name, row.email]);
  const change = changeOf(row, before === undefined ? "password_chosen" : "password_changed", rest.browser);
  const { committed } = await transact({
    customer: CustomerEntity.patch({ customerId })
      .set({ passwordHash, passwordAt: Clock.iso() })
      .add({ version: 1 })
      .where((at, { eq, notExists }) =>
        before === undefined ? notExists(at.passwordHash) : eq(at.passwordHash, before),
      ),
    change: AccountChange.record(change),
  });
  if (!committed)
    throw new DomainError("conflict", "customer.busy", "Your password was changed elsewhere just now.");
  await Session.revokeAll({ subject: customerId, except: sessionId });
  await AccountChange.post(change);
});
