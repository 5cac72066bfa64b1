import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import Stripe from "stripe";

/** What the request schemas were made from: the stripe package and the parameters picked from it. */
export function schemaStamp(): { stripe: string; params: string } {
  const source = readFileSync(new URL("./params.ts", import.meta.url), "utf8").replace(/\s+/g, " ");
  return { stripe: Stripe.PACKAGE_VERSION, params: createHash("sha256").update(source).digest("hex") };
}
