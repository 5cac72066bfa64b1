import { DomainError } from "#platform/error";
import { Queue } from "#platform/queue";
import { AccountChange } from "../account-change";
import { Challenge, type Purpose } from "../challenge";
import { RateLimit } from "../rate-limit";
import { type Method, Session } from "../session";
import type { Browser } from "./browser";
import { type CustomerRow, rowById } from "./find";

/** Session that was opened, as the browser receives it. */
export type Opened = { token: string; customerId: string; email: string };

/**
 * Opens a session for an account as it was read. Throws `customer.refused` when the password or the email address has
 * changed since: that change ended all other sessions, so this one is ended as well.
 */
export async function open(row: CustomerRow, method: Method, browser: Browser): Promise<Opened> {
  const { customerId, email } = row;
  const { origin, device } = browser;
  const { token, sessionId } = await Session.begin({
    subject: customerId,
    audience: "shop",
    methods: [method],
    device,
    origin,
  });
  const now = await rowById(customerId);
  if (now?.passwordHash !== row.passwordHash || now?.email !== email) {
    await Session.revoke({ subject: customerId, sessionId });
    throw refused();
  }
  await forgive(email, method, browser);
  return { token, customerId, email };
}

/** Clears the counted attempts of an account whose owner has authenticated. */
export async function forgive(email: string, method: Method, { origin, known }: Browser) {
  const attempt = { account: email, origin, browser: known };
  await RateLimit.forgive({ what: "sign_in", ...attempt });
  if (method !== "code") return;
  await Promise.all([
    RateLimit.forgive({ what: "email", ...attempt }),
    RateLimit.forgive({ what: "code", ...attempt }),
  ]);
}

/** Returns the same error for a wrong password and for an email address without an account. */
export const refused = () =>
  new DomainError("auth", "customer.refused", "This email address and password do not match.");

/** Returns the error for an account that does not exist. */
export const unknown = () => new DomainError("not_found", "customer.unknown", "We can't find this account.");

/** Returns the row of a change, whose email is sent to the account's present email address. */
export const changeOf = (
  { customerId, email }: Pick<CustomerRow, "customerId" | "email">,
  change: AccountChange.Change,
  { device }: Pick<Browser, "device">,
) => AccountChange.row({ subject: customerId, change, to: email, device });

type Request = { purpose: Purpose; email: string; carries?: Challenge.Carries };

/**
 * Creates a challenge and queues its email. The worker looks up whether the address has an account, so that a request
 * takes the same time for every address.
 */
export async function challenge(request: Request) {
  const { challengeId } = await Challenge.create(request);
  await Queue.send("AccountEmailQueue", { kind: "challenge", challengeId });
  return { challengeId };
}

/**
 * Checks the code of a challenge. A challenge accepts five wrong codes, and an account a limited number a day, so that
 * requesting more emails does not allow more guesses.
 */
export async function answer(
  purpose: "sign_up" | "sign_in",
  challengeId: string,
  only: string,
  browser: Browser,
) {
  const { origin, known } = browser;
  const challenge = await Challenge.byId({ challengeId });
  if (!challenge) throw Challenge.over();
  await RateLimit.take({ what: "code", account: challenge.email, origin, browser: known });
  return Challenge.answer({ challengeId, purpose, codes: { only } });
}

/** Counts a request that causes an email to an address. Throws `throttle.too_many`. */
export const limitEmails = (email: string, { origin, known }: Browser) =>
  RateLimit.take({ what: "email", account: email, origin, browser: known });
