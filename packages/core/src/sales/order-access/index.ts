import { z } from "zod";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";

export * as OrderAccess from "./index";

/**
 * The capability to see one order: its id and 156 bits that only we can make. Nothing is stored, so that asking
 * for an order's link again gives the same link; what is forged is turned away before any read.
 */
const signatureLength = 26;
const Token = z.string().length("ord_".length + 26 + 1 + signatureLength);

/** The token of an order, fit for a URL: `ord_…-<signature>`. */
export const token = (orderId: string) => `${orderId}-${signature(orderId)}`;

/** The order a token opens, or null when we did not make it. */
export function open(candidate: string) {
  if (!Token.safeParse(candidate).success) return null;
  const orderId = candidate.slice(0, -signatureLength - 1);
  if (!Id.schema("order").safeParse(orderId).success || candidate.at(-signatureLength - 1) !== "-")
    return null;
  const given = Buffer.from(candidate.slice(-signatureLength));
  return Secret.same(given, Buffer.from(signature(orderId))) ? orderId : null;
}

/** 26 letters of base64url: 156 bits. */
const signature = (orderId: string) =>
  Secret.sign("LinkSecret", "order-access", orderId).toString("base64url").slice(0, signatureLength);
