import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { z } from "zod";
import { Clock } from "../clock";

export * as Id from "./index";

const prefixes = {
  address: "adr",
  audit: "aud",
  cart: "crt",
  challenge: "chl",
  customer: "cus",
  erasure: "ers",
  event: "evn",
  failed: "fld",
  hold: "hld",
  movement: "mov",
  notice: "ntc",
  order: "ord",
  passkey: "psk",
  product: "prd",
  refund: "rfd",
  return: "rtn",
  session: "ses",
  staff: "stf",
} as const;

export type Kind = keyof typeof prefixes;

/** Crockford's base 32, the alphabet of ULIDs: no I, L, O or U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new id such as `evn_01J…`, sortable by time. For things whose id may be guessed without harm. */
export const create = (kind: Kind) => `${prefixes[kind]}_${ulid(Clock.now())}`;

/** A new id of 130 random bits, for things whose id alone opens them (a guest's cart). */
export const random = (kind: Kind) => `${prefixes[kind]}_${encode(randomBytes(17))}`;

/** The same id for the same parts, always: what makes a repeated request find its first result. */
export const derived = (kind: Kind, ...parts: (string | number)[]) =>
  `${prefixes[kind]}_${encode(createHash("sha256").update(JSON.stringify(parts)).digest())}`;

/** Accepts ids of this kind and nothing else. */
export const schema = (kind: Kind) =>
  z.string().regex(new RegExp(`^${prefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`), `Not a valid ${kind} id.`);

/** The first 130 bits as 26 letters. */
function encode(bytes: Uint8Array) {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: 26 },
    (_, i) => alphabet[Number((bits >> BigInt(5 * (25 - i) + 6)) & 31n)],
  ).join("");
}
