import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { challenge, changeOf, limitEmails, refused } from "./account";
import { Browser } from "./browser";
import { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { EmailOwnerEntity } from "./email-owner.entity";
import { rowById } from "./find";
import { requireFresh } from "./sign-in";

const Owner = z.object({
  customerId: Id.schema("customer"),
  sessionId: Id.schema("session"),
  authenticatedAt: z.string(),
  browser: Browser,
});

/**
 * Requests a change of the email address. Both addresses receive an email with a code of their own; nothing changes
 * before both codes are entered. Only the email to the new address tells whether it has an account already. Throws
 * `customer.prove_again`, `customer.same_email`, `throttle.too_many`.
 */
export const requestEmailChange = fn(
  Owner.extend({ email: Email }),
  async ({ customerId, email, ...who }) => {
    requireFresh(who);
    const row = await rowById(customerId);
    if (!row) throw refused();
    if (email === row.email)
      throw new DomainError("input", "customer.same_email", "This is your address already.");
    await limitEmails(email, who.browser);
    await limitEmails(row.email, who.browser);
    return challenge({ purpose: "email_change", email, carries: { customerId, before: row.email } });
  },
);

const Confirm = Owner.extend({
  challengeId: Id.schema("challenge"),
  /** Code from the email to the new address. */
  code: Challenge.Code,
  /** Code from the email to the present address. */
  codeBefore: Challenge.Code,
});

/**
 * Changes the email address when both codes are right, in one transaction. Ends all other sessions and notifies both
 * mailboxes. Codes are limited by account, so that more emails or more browsers do not allow more guesses. Throws
 * `challenge.over`, `challenge.refused`, `customer.exists`, `throttle.too_many`.
 */
export const confirmEmailChange = fn(Confirm, async ({ customerId, sessionId, challengeId, ...given }) => {
  const { origin } = given.browser;
  await RateLimit.take({ what: "email_change", account: customerId, origin });
  const codes = { only: given.code, before: given.codeBefore };
  const { email, carries } = await Challenge.answer({ challengeId, purpose: "email_change", codes });
  const { before } = carries;
  if (carries.customerId !== customerId || !before) throw Challenge.over();
  const now = Clock.iso();
  const changes = [
    changeOf({ customerId, email }, "email_changed", given.browser),
    changeOf({ customerId, email: before }, "email_left", given.browser),
  ];
  const result = await transact({
    challenge: Challenge.redeem({ challengeId }),
    newEmail: EmailOwnerEntity.create({ email, customerId }),
    oldEmail: EmailOwnerEntity.remove({ email: before }).where((at, { eq }) => eq(at.customerId, customerId)),
    customer: CustomerEntity.patch({ customerId })
      .set({ email, verifiedAt: now })
      .append({ former: [{ email: before, until: now }] })
      .add({ version: 1 })
      .where((at, { eq }) => eq(at.email, before)),
    changes: changes.map(AccountChange.record),
  });
  if (!result.committed) {
    if (result.refusals.some(({ group }) => group === "newEmail"))
      throw new DomainError("conflict", "customer.exists", "This address has an account of its own.");
    throw Challenge.over();
  }
  await Session.revokeAll({ subject: customerId, except: sessionId });
  await Promise.all(changes.map(AccountChange.post));
  return { email };
});
