import { randomInt } from "node:crypto";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { readJson, writeJson } from "./json-file";

const Owner = z.object({
  email: z.email(),
  password: z.string().min(12),
  /** Key of the owner's authenticator app in base 32. Missing in folders of earlier versions. */
  key: z
    .string()
    .regex(/^[A-Z2-7]{32}$/)
    .optional(),
});
export type Owner = z.output<typeof Owner> & { key: string };

/** Excludes letters and digits that look alike, because the password is read from a screen and typed. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 5;

/** The base 32 alphabet that authenticator apps use for keys; 32 characters are 160 bits. */
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const keyLength = 32;

/** Returns the owner who signs in to the admin of a data folder. Created once; the file is readable only by its user. */
export function ownerOf(folder: string): Owner {
  const file = join(folder, "owner.json");
  const known = readJson(file, Owner);
  if (known?.key) return { ...known, key: known.key };
  const fresh: Owner = { email: "owner@securecart.example", password: password(), ...known, key: key() };
  writeJson(file, fresh, 0o600);
  return fresh;
}

/** Returns the code that an authenticator app with the owner's key shows at this time, and its remaining seconds. */
export function codeOf({ key }: Pick<Owner, "key">, milliseconds: number) {
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  return {
    code: totp.generate({ timestamp: milliseconds }),
    seconds: Math.ceil(totp.remaining({ timestamp: milliseconds }) / 1000),
  };
}

/** Returns a password with 99 random bits, such as "k7x2m-…". */
function password() {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

const key = () => Array.from({ length: keyLength }, () => base32[randomInt(base32.length)]).join("");
