import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { z } from "zod";
import { Clock } from "../clock";

export * as Id from "./index";

const prefixes = {
  address: "adr",
  alert: "alr",
  audit: "aud",
  automatic: "aut",
  batch: "bch",
  cart: "crt",
  challenge: "chl",
  collection: "col",
  confirmation: "cnf",
  customer: "cus",
  erasure: "ers",
  event: "evn",
  export: "exp",
  failed: "fld",
  group: "grp",
  hold: "hld",
  import: "imp",
  media: "med",
  method: "mth",
  movement: "mov",
  notice: "ntc",
  order: "ord",
  page: "pge",
  passkey: "psk",
  priceList: "prl",
  product: "prd",
  refund: "rfd",
  return: "rtn",
  review: "rvw",
  sale: "sal",
  session: "ses",
  staff: "stf",
  view: "viw",
  zone: "zon",
} as const;

export type Kind = keyof typeof prefixes;

/** Crockford's base 32, the alphabet of ULIDs: without I, L, O and U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Creates an id such as `evn_01J…` that sorts by time. For things whose id may be guessed without harm. */
export const create = (kind: Kind) => `${prefixes[kind]}_${ulid(Clock.now())}`;

/** Creates an id of 130 random bits, for things that the id alone gives access to (a guest's cart). */
export const random = (kind: Kind) => `${prefixes[kind]}_${encode(randomBytes(17))}`;

/** Derives an id from parts: the same parts give the same id, so that a repeated request finds its first result. */
export const derived = (kind: Kind, ...parts: (string | number)[]) =>
  `${prefixes[kind]}_${encode(createHash("sha256").update(JSON.stringify(parts)).digest())}`;

/** Returns a schema that accepts only ids of this kind. */
export const schema = (kind: Kind) =>
  z.string().regex(new RegExp(`^${prefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`), `Not a valid ${kind} id.`);

/** Encodes the first 130 bits as 26 characters. */
function encode(bytes: Uint8Array) {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: 26 },
    (_, i) => alphabet[Number((bits >> BigInt(5 * (25 - i) + 6)) & 31n)],
  ).join("");
}
