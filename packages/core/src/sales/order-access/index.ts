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

/** Purposes of the links of an order. A link for one purpose does not open another. */
type Purpose = "order-access" | "order-reviews";

/** Returns the token of an order, safe in a URL: `ord_…-<signature>`. */
export const token = (orderId: string) => tokenFor("order-access", orderId);

/** Returns the id of the order that a token opens, or null when the token is not ours. */
export const open = (candidate: string) => openFor("order-access", candidate);

/** Returns the token with which the products of an order are reviewed. It does not show the order. */
export const reviewToken = (orderId: string) => tokenFor("order-reviews", orderId);

/** Returns the id of the order of which a token allows to review the products, or null when the token is not ours. */
export const openReview = (candidate: string) => openFor("order-reviews", candidate);

const tokenFor = (purpose: Purpose, orderId: string) => `${orderId}-${signature(purpose, orderId)}`;

function openFor(purpose: Purpose, candidate: string) {
  if (!Token.safeParse(candidate).success) return null;
  const orderId = candidate.slice(0, -signatureLength - 1);
  if (!Id.schema("order").safeParse(orderId).success || candidate.at(-signatureLength - 1) !== "-")
    return null;
  const given = Buffer.from(candidate.slice(-signatureLength));
  return Secret.same(given, Buffer.from(signature(purpose, orderId))) ? orderId : null;
}

/** Returns 26 letters of base64url: 156 bits. */
const signature = (purpose: Purpose, orderId: string) =>
  Secret.sign("LinkSecret", purpose, orderId).toString("base64url").slice(0, signatureLength);
