import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Challenge, type Challenged } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { answer, challenge, limitEmails, open, refused } from "./account";
import { Browser } from "./browser";
import { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { EmailOwnerEntity } from "./email-owner.entity";
import { rowById } from "./find";

export const Name = Text.line(100, "Enter your name.");

const SignUp = z.object({ name: Name, email: Email, password: Password.Chosen, browser: Browser });

/**
 * Requests an account. It is created only once the email address is confirmed, so that a stranger cannot block an
 * address. Only the email tells whether the address has an account already. Throws `password.weak`.
 */
export const requestSignUp = fn(SignUp, async ({ name, email, password, browser }) => {
  const passwordHash = await Password.choose(password, [name, email]);
  await limitEmails(email, browser);
  return challenge({ purpose: "sign_up", email, carries: { name, passwordHash } });
});

const ByCode = z.object({ challengeId: Id.schema("challenge"), code: Challenge.Code, browser: Browser });

/**
 * Creates the account and signs in, in the browser that requested it. Throws `challenge.over`, `challenge.refused`,
 * `customer.exists`, `throttle.too_many`.
 */
export const signUpByCode = fn(ByCode, async ({ challengeId, code, browser }) => {
  const challenged = await answer("sign_up", challengeId, code, browser);
  return open(await create(challenged), "code", browser);
});

const ByLink = z.object({ token: z.string().max(100), password: Password.Typed, browser: Browser });

/**
 * Creates the account by the emailed link and signs in, in any browser. Requires the chosen password: without it, the
 * mailbox's owner would confirm an account that a stranger requested. Throws as `signUpByCode`, and
 * `customer.wrong_password`.
 */
export const signUpByLink = fn(ByLink, async ({ token, password, browser }) => {
  const challenged = await Challenge.follow({ token, purpose: "sign_up" });
  const { origin, known } = browser;
  await RateLimit.take({ what: "sign_in", account: challenged.email, origin, browser: known });
  if (!(await Password.fits(password, challenged.carries.passwordHash)))
    throw new DomainError("auth", "customer.wrong_password", "This is not the password you chose.");
  return open(await create(challenged), "password", browser);
});

/** Writes the account and its email address and redeems the challenge, all or nothing. */
async function create({ challengeId, email, carries }: Challenged) {
  const { name, passwordHash } = carries;
  if (!name || !passwordHash) throw Challenge.over();
  const customerId = Id.create("customer");
  const result = await transact({
    challenge: Challenge.redeem({ challengeId }),
    email: EmailOwnerEntity.create({ email, customerId }),
    customer: CustomerEntity.create({
      customerId,
      email,
      name,
      passwordHash,
      verifiedAt: Clock.iso(),
      cartId: Id.random("cart"),
      version: 1,
    }),
  });
  if (!result.committed) {
    if (result.refused === "challenge") throw Challenge.over();
    throw new DomainError("conflict", "customer.exists", "You have an account already. Please sign in.");
  }
  const row = await rowById(customerId);
  if (!row) throw refused();
  return row;
}
