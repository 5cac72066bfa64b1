import { Id } from "#platform/id";
import { Secret } from "#platform/secret";

type Kind = "alert" | "confirmation";

const signatureLength = 26;

/** Returns the token of an alert or of a confirmation, safe in a URL: `alr_…-<signature>`. */
export const tokenOf = (id: string) => `${id}-${signature(id)}`;

/** Returns what a token opens, or null when it is not ours. An email's link is all that its reader needs. */
export function open(token: string): { kind: Kind; id: string } | null {
  const id = token.slice(0, -signatureLength - 1);
  const kind = (["alert", "confirmation"] as const).find((one) => Id.schema(one).safeParse(id).success);
  if (!kind || token.at(-signatureLength - 1) !== "-") return null;
  const given = Buffer.from(token.slice(-signatureLength));
  return Secret.same(given, Buffer.from(signature(id))) ? { kind, id } : null;
}

/** Returns 26 letters of base64url: 156 bits. */
const signature = (id: string) =>
  Secret.sign("LinkSecret", "alert", id).toString("base64url").slice(0, signatureLength);
