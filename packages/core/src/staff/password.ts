import { randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { Secret } from "../secret";

/** OWASP's parameters: 32 MB and about a tenth of a second of work for each guess. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** A salted scrypt hash with its parameters: `scrypt$32768$8$3$<salt>$<key>`. */
export async function hash(password: string) {
  const salt = randomBytes(saltBytes);
  const key = await keyOf(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether a password fits a hash. Without a hash it takes as long and says no: nobody learns who has an account. */
export async function fits(password: string, stored: string | undefined) {
  const [, N, r, p, salt = "", key = ""] = (stored ?? nobody).split("$");
  const found = await keyOf(password, Buffer.from(salt, "base64url"), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return Secret.same(found, Buffer.from(key, "base64url")) && stored !== undefined;
}

const nobody = ["scrypt", cost.N, cost.r, cost.p, "A".repeat(22), "A".repeat(43)].join("$");

/** Letters that look the same are the same, however a keyboard composes them. */
const keyOf = (password: string, salt: Buffer, { N, r, p }: typeof cost) =>
  derive(password.normalize("NFKC"), salt, keyBytes, { N, r, p, maxmem: 256 * N * r });
