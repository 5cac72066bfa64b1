import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Resource } from "sst";

export * as Secret from "./index";

export type SecretName =
  | "LinkSecret"
  | "StripeSecretKey"
  | "StripeWebhookSecret"
  | "RevalidateSecret"
  | "GoogleClientId"
  | "GoogleClientSecret";

/** Returns the value of a secret. Throws when it is missing or shorter than 8 characters. */
export function value(name: SecretName) {
  const secret = Resource[name].value;
  if (typeof secret !== "string" || secret.trim().length < 8) {
    throw new Error(`The secret ${name} is missing or too short. Set it: npx sst secret set ${name} <value>`);
  }
  return secret;
}

/** Returns a keyed digest (HMAC-SHA-256, RFC 2104) of `text` for one purpose: a signature is not valid for another. */
export function sign(name: SecretName, purpose: string, text: string) {
  return createHmac("sha256", value(name)).update(`${purpose}\n${text}`).digest();
}

/** Compares in constant time, so that the time does not help a forger. */
export const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);

/** Encrypts `text` (AES-256-GCM) for one purpose and one owner: moved to another row, it cannot be decrypted. */
export function seal(name: SecretName, purpose: string, owner: string, text: string) {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(sealing, sign(name, "seal", purpose), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Decrypts a sealed text. Throws when it was changed, moved, or sealed with another secret. */
export function unseal(name: SecretName, purpose: string, owner: string, sealed: string) {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(sealing, sign(name, "seal", purpose), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    "utf8",
  );
}

const sealing = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;
