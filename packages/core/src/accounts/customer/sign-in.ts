import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Challenge, type Challenged } from "../challenge";
import { Password } from "../password";
import { RateLimit } from "../rate-limit";
import { type Current, type Method, Session } from "../session";
import {
  answered,
  type CustomerRow,
  open,
  post,
  proved,
  refused,
  rowByEmail,
  rowById,
  takeLetter,
} from "./account";
import { Browser } from "./browser";
import { Email } from "./email";

const Credentials = z.object({ email: Email, password: Password.Typed, browser: Browser });

/** Signs in. Throws `customer.refused` for a wrong address or password alike, `throttle.too_many` after too many. */
export const signIn = fn(Credentials, async ({ email, password, browser }) => {
  const { origin, known } = browser;
  await RateLimit.take({ what: "sign_in", account: email, origin, browser: known });
  const row = await rowByEmail(email);
  const right = await Password.fits(password, row?.passwordHash);
  if (!row || !right) throw refused();
  return open(row, "password", browser);
});

const Asked = z.object({ email: Email, browser: Browser });

/** Asks for a code to sign in with. Who has no account learns it by letter. */
export const requestCode = fn(Asked, async ({ email, browser }) => {
  await takeLetter(email, browser);
  const { challengeId } = await Challenge.create({ purpose: "sign_in", email });
  await post({ kind: "challenge", challengeId });
  return { challengeId };
});

const ByCode = z.object({ challengeId: Id.schema("challenge"), code: Challenge.Code, browser: Browser });

/** Signs in with the code, in the browser that asked for it. */
export const signInByCode = fn(ByCode, async ({ challengeId, code, browser }) => {
  return enter(await answered("sign_in", challengeId, code, browser), browser);
});

/** Signs in with the letter's link, in whatever browser its owner opens it. */
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

/** Opens a session for somebody who has shown by another module who they are. */
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

/** Who is signed in proves it once more. Answers how, for the session to note; throws like the ways of signing in. */
export const prove = fn(
  Known.extend({ proof: Proof }),
  async ({ customerId, browser, proof }): Promise<Method> => {
    const row = await rowById(customerId);
    if (!row) throw refused();
    const method = await check(row, proof, browser);
    await proved(row.email, method, browser);
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
  const { email } = await answered("sign_in", challengeId, code, browser);
  if (email !== row.email) throw Challenge.over();
  await Challenge.use({ challengeId });
  return "code";
}

/** What is delicate wants somebody who proved of late who they are. Throws `customer.prove_again`. */
export function requireFresh(session: Pick<Current, "authenticatedAt">) {
  if (Session.isFresh(session)) return;
  throw new DomainError("auth", "customer.prove_again", "Please confirm that it is you, then try again.");
}
