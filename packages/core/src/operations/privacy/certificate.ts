import { z } from "zod";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";

const Certified = z.object({
  erasureId: Id.schema("erasure"),
  /** Plain digest of the customer's id. */
  subject: z.string(),
  startedAt: z.string(),
  doneAt: z.string(),
  /** Rows deleted or changed, by kind. */
  counts: z.record(z.string(), z.number()),
});

export type Certified = z.output<typeof Certified>;

/** Returns a certificate: the facts, without personal data, and our signature over them (HMAC-SHA-256). */
export function certify(facts: Certified) {
  const { counts, ...rest } = Certified.parse(facts);
  const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify({ ...rest, counts: sorted });
  return JSON.stringify({ ...JSON.parse(text), signature: signatureOf(text) }, null, 2);
}

/** Tells whether a certificate is ours and unchanged. */
export function isGenuine(certificate: string) {
  try {
    const { signature, ...facts } = Signed.parse(JSON.parse(certificate));
    return Secret.same(Buffer.from(signature), Buffer.from(signatureOf(JSON.stringify(facts))));
  } catch {
    return false;
  }
}

const Signed = z.looseObject({ signature: z.string() });

const signatureOf = (text: string) =>
  Secret.sign("LinkSecret", "erasure-certificate", text).toString("base64url");

const signatureLength = 26;

/** Returns the token that opens the page of an erasure: its id and a signature of 156 bits. */
export const token = (erasureId: string) => `${erasureId}-${pageSignature(erasureId)}`;

/** Returns the id of the erasure that a token opens, or null when its signature is not ours. */
export function open(candidate: string) {
  const erasureId = candidate.slice(0, -signatureLength - 1);
  if (candidate.length > 100 || !Id.schema("erasure").safeParse(erasureId).success) return null;
  return Secret.same(Buffer.from(candidate), Buffer.from(token(erasureId))) ? erasureId : null;
}

const pageSignature = (erasureId: string) =>
  Secret.sign("LinkSecret", "erasure-page", erasureId).toString("base64url").slice(0, signatureLength);
