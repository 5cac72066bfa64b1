import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { noticeOf, post, refused, rowByEmail, rowById, takeLetter } from "./account";
import { Browser } from "./browser";
import { Email } from "./email";
import { requireFresh } from "./sign-in";

/** Asks for a link to choose a new password by. Who has no account learns it by letter. */
export const requestReset = fn(z.object({ email: Email, browser: Browser }), async ({ email, browser }) => {
  await takeLetter(email, browser);
  const { challengeId } = await Challenge.create({ purpose: "reset", email });
  await post({ kind: "challenge", challengeId });
});

const Reset = z.object({ token: z.string().max(100), password: Password.Chosen, browser: Browser });

/** A new password by a letter's link, once. All sessions end: whoever was in is out. */
export const reset = fn(Reset, async ({ token, password, browser }) => {
  const { challengeId, email } = await Challenge.follow({ token, purpose: "reset" });
  const row = await rowByEmail(email);
  if (!row) throw Challenge.over();
  const { customerId } = row;
  const passwordHash = await Password.hash(password);
  const letter = noticeOf(row, "password_reset", browser);
  const { done } = await Store.write(({ challenge, customer, notice }) => [
    challenge
      .patch({ challengeId })
      .set({ usedAt: Clock.iso() })
      .where(({ usedAt }, { notExists }) => notExists(usedAt))
      .commit(),
    customer
      .patch({ customerId })
      .set({ passwordHash })
      .add({ version: 1 })
      .where((at, { eq }) => eq(at.email, email))
      .commit(),
    notice.create(letter).commit(),
  ]);
  if (!done) throw Challenge.over();
  await Session.revokeAll({ subject: customerId });
  const { origin, known } = browser;
  await RateLimit.forgive({ what: "sign_in", account: email, origin, browser: known });
  await AccountChange.post(letter);
  return { email };
});

const Change = z.object({
  customerId: Id.schema("customer"),
  sessionId: Id.schema("session"),
  authenticatedAt: z.string(),
  /** Absent when the account has no password yet. */
  current: Password.Typed.optional(),
  password: Password.Chosen,
  browser: Browser,
});

/** A new password for whoever knows the old one. All other sessions end. */
export const changePassword = fn(Change, async ({ customerId, sessionId, current, password, ...rest }) => {
  const row = await rowById(customerId);
  if (!row) throw refused();
  const { passwordHash: before } = row;
  if (before === undefined) requireFresh(rest);
  else {
    const { origin, known } = rest.browser;
    await RateLimit.take({ what: "sign_in", account: row.email, origin, browser: known });
    if (!(await Password.fits(current ?? "", before)))
      throw new DomainError("auth", "customer.wrong_password", "This is not your present password.");
    await RateLimit.forgive({ what: "sign_in", account: row.email, origin, browser: known });
  }
  const passwordHash = await Password.hash(password);
  const letter = noticeOf(row, before === undefined ? "password_chosen" : "password_changed", rest.browser);
  const { done } = await Store.write(({ customer, notice }) => [
    customer
      .patch({ customerId })
      .set({ passwordHash })
      .add({ version: 1 })
      .where((at, { eq, notExists }) =>
        before === undefined ? notExists(at.passwordHash) : eq(at.passwordHash, before),
      )
      .commit(),
    notice.create(letter).commit(),
  ]);
  if (!done)
    throw new DomainError("conflict", "customer.busy", "Your password was changed elsewhere just now.");
  await Session.revokeAll({ subject: customerId, except: sessionId });
  await AccountChange.post(letter);
});
