import { randomInt } from "node:crypto";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { readJson, writeJson } from "./json-file";

const Owner = z.object({
  email: z.email(),
  password: z.string().min(12),
  /** The key of the owner's authenticator app, base 32. Absent in folders of earlier versions. */
  key: z
    .string()
    .regex(/^[A-Z2-7]{32}$/)
    .optional(),
});
export type Owner = z.output<typeof Owner> & { key: string };

/** No letters or digits that look like one another: it is read from a screen and typed. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 5;

/** The alphabet of base 32, in which authenticator apps take a key; 32 of them are 160 bits. */
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const keyLength = 32;

/** Who signs in to the back office of a data folder. Made once for the folder, and readable by its user alone. */
export function ownerOf(folder: string): Owner {
  const file = join(folder, "owner.json");
  const known = readJson(file, Owner);
  if (known?.key) return { ...known, key: known.key };
  const fresh: Owner = { email: "owner@securecart.example", password: password(), ...known, key: key() };
  writeJson(file, fresh, 0o600);
  return fresh;
}

/** The six digits that an app with the owner's key shows at this time, and for how many seconds more. */
export function codeOf({ key }: Pick<Owner, "key">, milliseconds: number) {
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  return {
    code: totp.generate({ timestamp: milliseconds }),
    seconds: Math.ceil(totp.remaining({ timestamp: milliseconds }) / 1000),
  };
}

/** 99 random bits, like "k7x2m-…". */
function password() {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

const key = () => Array.from({ length: keyLength }, () => base32[randomInt(base32.length)]).join("");
