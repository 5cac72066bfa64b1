import { z } from "zod";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";

export * as OrderAccess from "./index";

/**
 * Capability to see one order: its id and 156 bits that only we can compute. Nothing is stored: an order's link is
 * always the same, and a forged one is refused before any read.
 */
const signatureLength = 26;
const Token = z.string().length("ord_".length + 26 + 1 + signatureLength);

/** Returns the token of an order, safe in a URL: `ord_…-<signature>`. */
export const token = (orderId: string) => `${orderId}-${signature(orderId)}`;

/** Returns the id of the order that a token opens, or null when the token is not ours. */
export function open(candidate: string) {
  if (!Token.safeParse(candidate).success) return null;
  const orderId = candidate.slice(0, -signatureLength - 1);
  if (!Id.schema("order").safeParse(orderId).success || candidate.at(-signatureLength - 1) !== "-")
    return null;
  const given = Buffer.from(candidate.slice(-signatureLength));
  return Secret.same(given, Buffer.from(signature(orderId))) ? orderId : null;
}

/** Returns 26 letters of base64url: 156 bits. */
const signature = (orderId: string) =>
  Secret.sign("LinkSecret", "order-access", orderId).toString("base64url").slice(0, signatureLength);
