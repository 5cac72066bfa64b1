import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import { Text } from "#platform/text";
import { Challenge, type Challenged } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { answered, open, post, refused, rowById, takeLetter } from "./account";
import { Browser } from "./browser";
import { Email } from "./email";

export const Name = Text.line(100, "Enter your name.");

const SignUp = z
  .object({ name: Name, email: Email, password: Password.Chosen, browser: Browser })
  .refine(({ email, password }) => ![email, email.split("@")[0]].includes(password.toLowerCase()), {
    path: ["password"],
    message: "Choose a password that is not your e-mail address.",
  });

/**
 * Asks for an account. There is none before the address has been shown to be theirs, so that nobody can take it
 * beforehand; whether it has one already is told in the letter only.
 */
export const requestSignUp = fn(SignUp, async ({ name, email, password, browser }) => {
  await takeLetter(email, browser);
  const passwordHash = await Password.hash(password);
  const carries = { name, passwordHash };
  const { challengeId } = await Challenge.create({ purpose: "sign_up", email, carries });
  await post({ kind: "challenge", challengeId });
  return { challengeId };
});

const ByCode = z.object({ challengeId: Id.schema("challenge"), code: Challenge.Code, browser: Browser });

/** Makes the account and signs in, in the browser that asked for it. */
export const signUpByCode = fn(ByCode, async ({ challengeId, code, browser }) => {
  const challenged = await answered("sign_up", challengeId, code, browser);
  return open(await create(challenged), "code", browser);
});

const ByLink = z.object({ token: z.string().max(100), password: Password.Typed, browser: Browser });

/**
 * The same by the letter's link, in any browser: whoever opens it must know the password that was chosen, or else they
 * would confirm what a stranger asked for in their name.
 */
export const signUpByLink = fn(ByLink, async ({ token, password, browser }) => {
  const challenged = await Challenge.follow({ token, purpose: "sign_up" });
  const { origin, known } = browser;
  await RateLimit.take({ what: "sign_in", account: challenged.email, origin, browser: known });
  if (!(await Password.fits(password, challenged.carries.passwordHash)))
    throw new DomainError("auth", "customer.wrong_password", "This is not the password you chose.");
  return open(await create(challenged), "password", browser);
});

/** An account, its address and the use of the letter are written together or not at all. */
async function create({ challengeId, email, carries }: Challenged) {
  const { name, passwordHash } = carries;
  if (!name || !passwordHash) throw Challenge.over();
  const customerId = Id.create("customer");
  const now = Clock.iso();
  const written = await Store.write(({ challenge, emailowner, customer }) => [
    challenge
      .patch({ challengeId })
      .set({ usedAt: now })
      .where(({ usedAt }, { notExists }) => notExists(usedAt))
      .commit(),
    emailowner.create({ email, customerId }).commit(),
    customer
      .create({
        customerId,
        email,
        name,
        passwordHash,
        verifiedAt: now,
        cartId: Id.random("cart"),
        version: 1,
      })
      .commit(),
  ]);
  if (!written.done) {
    if (written.refused[0]) throw Challenge.over();
    throw new DomainError("conflict", "customer.exists", "You have an account already. Please sign in.");
  }
  const row = await rowById(customerId);
  if (!row) throw refused();
  return row;
}
