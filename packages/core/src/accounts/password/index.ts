import { z } from "zod";
import { DomainError } from "#platform/error";
import { Shop } from "#platform/shop";

export * as Password from "./index";

/** Argon2id with OWASP's parameters, 19 MiB and two passes, so that many sign-ins at once fit on a small machine. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Longest password, in characters. */
const most = 200;

/** Password that is being chosen. Any characters are allowed and nothing is cut off; `choose` refuses weak ones. */
export const Chosen = z
  .string("Choose a password.")
  .min(8, "Use at least 8 characters.")
  .max(most, `Use at most ${most} characters.`);

/** Password as typed to sign in. */
export const Typed = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(most, "This is too long.");

/**
 * Returns the hash of a password that is being chosen. `about` has what a guesser may know of its owner, such as the name
 * and the email address; the shop's name is added. Throws `password.weak`.
 */
export async function choose(password: string, about: string[]) {
  const { strengthOf } = await import("./strength");
  const { level, isPersonal } = strengthOf(password, [...about, await Shop.name(), "SecureCart"]);
  if (level === "weak") throw new DomainError("input", "password.weak", weakness(isPersonal), "password");
  return hash(password);
}

const weakness = (isPersonal: boolean) =>
  isPersonal
    ? "This is easy to guess, because it contains your name, your email address or the shop's name. Choose another one."
    : "This is easy to guess: leaked passwords look like it. Use more words or characters.";

/** Returns a salted hash in PHC format, which names its parameters: `$argon2id$v=19$m=…`. */
export async function hash(password: string) {
  const argon2 = await native();
  return argon2.hash(composed(password), cost);
}

/**
 * Tells whether a password fits a hash. Without a hash it returns false and takes as long, so that the time does not
 * tell whether an account exists.
 */
export async function fits(password: string, stored: string | undefined) {
  const known = stored?.startsWith("$argon2id$");
  const argon2 = await native();
  const right = await argon2.verify(known && stored ? stored : await dummyHash(), composed(password));
  return right && known === true;
}

/** Loads the native code with the first password: functions that only send emails are deployed without it. */
const native = () => import("@node-rs/argon2");

/** Hash of a random password, computed once. */
let dummy: Promise<string> | undefined;
const dummyHash = () => (dummy ??= hash(crypto.randomUUID()));

/** Normalizes a password, so that composed and decomposed letters are the same (NFKC). */
const composed = (password: string) => password.normalize("NFKC");
