import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Challenge, type Challenged } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { type Current, type Method, Session } from "../session";
import { answer, challenge, forgive, limitEmails, open, refused } from "./account";
import { Browser } from "./browser";
import { Email } from "./email";
import { type CustomerRow, rowByEmail, rowById } from "./find";

const Credentials = z.object({ email: Email, password: Password.Typed, browser: Browser });

/**
 * Signs in with a password. Throws `customer.refused` alike for an unknown email address and a wrong password, and
 * `throttle.too_many`.
 */
export const signIn = fn(Credentials, async ({ email, password, browser }) => {
  const { origin, known } = browser;
  await RateLimit.take({ what: "sign_in", account: email, origin, browser: known });
  const row = await rowByEmail(email);
  const right = await Password.fits(password, row?.passwordHash);
  if (!row || !right) throw refused();
  return open(row, "password", browser);
});

const CodeRequest = z.object({ email: Email, browser: Browser });

/** Requests a code to sign in with. An address without an account is told so by email. */
export const requestCode = fn(CodeRequest, async ({ email, browser }) => {
  await limitEmails(email, browser);
  return challenge({ purpose: "sign_in", email });
});

const ByCode = z.object({ challengeId: Id.schema("challenge"), code: Challenge.Code, browser: Browser });

/** Signs in with the emailed code, in the browser that requested it. */
export const signInByCode = fn(ByCode, async ({ challengeId, code, browser }) => {
  return enter(await answer("sign_in", challengeId, code, browser), browser);
});

/** Signs in with the emailed link, in any browser. */
export const signInByLink = fn(
  z.object({ token: z.string().max(100), browser: Browser }),
  async ({ token, browser }) => enter(await Challenge.follow({ token, purpose: "sign_in" }), browser),
);

async function enter({ challengeId, email }: Challenged, browser: Browser) {
  await Challenge.use({ challengeId });
  const row = await rowByEmail(email);
  if (!row) throw Challenge.over();
  return open(row, "code", browser);
}

const Known = z.object({ customerId: Id.schema("customer"), browser: Browser });

/** Opens a session for a customer whom another module has authenticated. */
export const signInAs = fn(
  Known.extend({ method: z.enum(["passkey", "google"]) }),
  async ({ customerId, method, browser }) => {
    const row = await rowById(customerId);
    if (!row) throw refused();
    return open(row, method, browser);
  },
);

const Proof = z.union([
  z.object({ password: Password.Typed }),
  z.object({ challengeId: Id.schema("challenge"), code: Challenge.Code }),
]);

/** Authenticates a signed-in customer again and returns the method, for the session. Throws as the sign-ins do. */
export const prove = fn(
  Known.extend({ proof: Proof }),
  async ({ customerId, browser, proof }): Promise<Method> => {
    const row = await rowById(customerId);
    if (!row) throw refused();
    const method = await check(row, proof, browser);
    await forgive(row.email, method, browser);
    return method;
  },
);

async function check(row: CustomerRow, proof: z.output<typeof Proof>, browser: Browser): Promise<Method> {
  if ("password" in proof) {
    const { origin, known } = browser;
    await RateLimit.take({ what: "sign_in", account: row.email, origin, browser: known });
    if (await Password.fits(proof.password, row.passwordHash)) return "password";
    throw new DomainError("auth", "customer.wrong_password", "This is not your password.");
  }
  const { challengeId, code } = proof;
  const { email } = await answer("sign_in", challengeId, code, browser);
  if (email !== row.email) throw Challenge.over();
  await Challenge.use({ challengeId });
  return "code";
}

/** Throws `customer.prove_again` unless the owner of a session has authenticated recently. */
export function requireFresh(session: Pick<Current, "authenticatedAt">) {
  if (Session.isFresh(session)) return;
  throw new DomainError("auth", "customer.prove_again", "Please confirm that it is you, then try again.");
}
