import { DomainError } from "#platform/error";
import { Queue } from "#platform/queue";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { RateLimit } from "../rate-limit";
import { type Method, Session } from "../session";
import type { Browser } from "./browser";
import { CustomerEntity } from "./customer.entity";
import { EmailOwnerEntity } from "./email-owner.entity";

/** An id that no account has: who is unknown costs as many reads as who is known. */
const nobody = `cus_${"0".repeat(26)}`;

export async function rowById(customerId: string) {
  return (await CustomerEntity.get({ customerId }).go({ consistent: true })).data;
}

/** The account of an address. Two reads, whether there is one or not. */
export async function rowByEmail(email: string) {
  const { data: owner } = await EmailOwnerEntity.get({ email }).go({ consistent: true });
  const row = await rowById(owner?.customerId ?? nobody);
  return row && row.email === email ? row : null;
}

export type CustomerRow = NonNullable<Awaited<ReturnType<typeof rowById>>>;

/** What a browser gets that has signed in. */
export type Opened = { token: string; customerId: string; email: string };

/**
 * Opens a session for an account as it was read. Had its password or its address changed meanwhile, then whoever
 * changed it has ended all other sessions, and this one is over as well.
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
  await proved(email, method, browser);
  return { token, customerId, email };
}

/** Whoever has shown who they are was not guessing. */
export async function proved(email: string, method: Method, { origin, known }: Browser) {
  const attempt = { account: email, origin, browser: known };
  await RateLimit.forgive({ what: "sign_in", ...attempt });
  if (method !== "code") return;
  await Promise.all([
    RateLimit.forgive({ what: "letter", ...attempt }),
    RateLimit.forgive({ what: "code", ...attempt }),
  ]);
}

/** Said alike of a wrong password and of an address that nobody has. */
export const refused = () =>
  new DomainError("auth", "customer.refused", "This e-mail address and password do not fit.");

/** The row of the letter that tells an account's owner what changed, to the address as it stands. */
export const noticeOf = (
  { customerId, email }: Pick<CustomerRow, "customerId" | "email">,
  change: AccountChange.Change,
  { device }: Pick<Browser, "device">,
) => AccountChange.row({ subject: customerId, change, to: email, device });

/** A letter is written by whoever reads the queue: asking for one takes as long for a stranger as for a customer. */
export const post = (message: object) => Queue.send("AccountEmailQueue", message);

/**
 * The challenge that a code answers. Each challenge bears five wrong codes, and an account so many a day: whoever asks
 * for letter after letter guesses no more than that.
 */
export async function answered(
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

/** Takes an attempt of something that ends in a letter. */
export const takeLetter = (email: string, { origin, known }: Browser) =>
  RateLimit.take({ what: "letter", account: email, origin, browser: known });
