import { createHmac, timingSafeEqual } from "node:crypto";
import { Resource } from "sst";

export * as Secret from "./index";

export type SecretName = "LinkSecret" | "StripeSecretKey" | "StripeWebhookSecret" | "RevalidateSecret";

/** The value of a secret. Throws when it is missing or blank: nothing may run open for want of configuration. */
export function value(name: SecretName) {
  const secret = Resource[name].value;
  if (typeof secret !== "string" || secret.trim().length < 8) {
    throw new Error(`The secret ${name} is missing or too short. Set it: npx sst secret set ${name} <value>`);
  }
  return secret;
}

/** A keyed digest (HMAC-SHA-256, RFC 2104) of `text`, for one purpose only: purposes never share signatures. */
export function sign(name: SecretName, purpose: string, text: string) {
  return createHmac("sha256", value(name)).update(`${purpose}\n${text}`).digest();
}

/** Compares in constant time, so that a forger learns nothing from how long it took. */
export const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);
