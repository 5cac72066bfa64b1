import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { noticeOf, post, refused, rowById, takeLetter } from "./account";
import { Browser } from "./browser";
import { Email } from "./email";
import { requireFresh } from "./sign-in";

const Who = z.object({
  customerId: Id.schema("customer"),
  sessionId: Id.schema("session"),
  authenticatedAt: z.string(),
  browser: Browser,
});

/**
 * Asks for another address. Each of the two gets a letter with a code of its own; nothing changes before both come back.
 * Whether the new one has an account already is told in its letter only.
 */
export const requestEmailChange = fn(Who.extend({ email: Email }), async ({ customerId, email, ...who }) => {
  requireFresh(who);
  const row = await rowById(customerId);
  if (!row) throw refused();
  if (email === row.email)
    throw new DomainError("input", "customer.same_email", "This is your address already.");
  await takeLetter(email, who.browser);
  await takeLetter(row.email, who.browser);
  const carries = { customerId, before: row.email };
  const { challengeId } = await Challenge.create({ purpose: "email_change", email, carries });
  await post({ kind: "challenge", challengeId });
  return { challengeId };
});

const Confirm = Who.extend({
  challengeId: Id.schema("challenge"),
  /** From the letter to the new address, and from the one to the address until now. */
  code: Challenge.Code,
  codeBefore: Challenge.Code,
});

/**
 * Both codes came back: the address moves, in one transaction. All other sessions end, and both mailboxes hear of it.
 * Who knows the password may ask for letter after letter, from browser after browser: the account bears so many a day.
 */
export const confirmEmailChange = fn(Confirm, async ({ customerId, sessionId, challengeId, ...given }) => {
  const { origin } = given.browser;
  await RateLimit.take({ what: "email_change", account: customerId, origin });
  const codes = { only: given.code, before: given.codeBefore };
  const { email, carries } = await Challenge.answer({ challengeId, purpose: "email_change", codes });
  const { before } = carries;
  if (carries.customerId !== customerId || !before) throw Challenge.over();
  const now = Clock.iso();
  const letters = [
    noticeOf({ customerId, email }, "email_changed", given.browser),
    noticeOf({ customerId, email: before }, "email_left", given.browser),
  ];
  const written = await Store.write(({ challenge, emailowner, customer, notice }) => [
    challenge
      .patch({ challengeId })
      .set({ usedAt: now })
      .where(({ usedAt }, { notExists }) => notExists(usedAt))
      .commit(),
    emailowner.create({ email, customerId }).commit(),
    emailowner
      .remove({ email: before })
      .where((at, { eq }) => eq(at.customerId, customerId))
      .commit(),
    customer
      .patch({ customerId })
      .set({ email, verifiedAt: now })
      .append({ former: [{ email: before, until: now }] })
      .add({ version: 1 })
      .where((at, { eq }) => eq(at.email, before))
      .commit(),
    ...letters.map((letter) => notice.create(letter).commit()),
  ]);
  if (!written.done) {
    if (written.refused[1])
      throw new DomainError("conflict", "customer.exists", "This address has an account of its own.");
    throw Challenge.over();
  }
  await Session.revokeAll({ subject: customerId, except: sessionId });
  await Promise.all(letters.map(AccountChange.post));
  return { email };
});
