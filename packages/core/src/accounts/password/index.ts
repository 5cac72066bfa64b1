import { z } from "zod";
import { isCommon } from "./common";

export * as Password from "./index";

/** Argon2id with OWASP's parameters: 19 MiB and two passes for each guess. Many may sign in at once on a small machine. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

const most = 200;

/**
 * A password somebody chooses. Long sentences are welcome, nothing of them is cut off, and no kind of letter is asked
 * for; only what everybody else uses, and guessers try first, is turned away.
 */
export const Chosen = z
  .string("Choose a password.")
  .min(8, "Use at least 8 characters.")
  .max(most, `Use at most ${most} characters.`)
  .refine((password) => !isCommon(password), "Many people use this password. Choose another one.");

/** A password somebody types to be let in. */
export const Typed = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(most, "This is too long.");

/** A salted hash that says itself how it was made: `$argon2id$v=19$m=…`. */
export async function hash(password: string) {
  const argon2 = await native();
  return argon2.hash(composed(password), cost);
}

/** Whether a password fits a hash. Without one it takes as long and says no: nobody learns who has an account. */
export async function fits(password: string, stored: string | undefined) {
  const known = stored?.startsWith("$argon2id$");
  const argon2 = await native();
  const right = await argon2.verify(known && stored ? stored : await nobody(), composed(password));
  return right && known === true;
}

/** Loaded with the first password: functions that only write letters are deployed without native code. */
const native = () => import("@node-rs/argon2");

/** The hash of a password that nobody has, made once. */
let dummy: Promise<string> | undefined;
const nobody = () => (dummy ??= hash(crypto.randomUUID()));

/** Letters that look the same are the same, however a keyboard composes them. */
const composed = (password: string) => password.normalize("NFKC");
