import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import Stripe from "stripe";

/** Returns the sources of the request schemas: the version of the stripe package and the hash of `params.ts`. */
export function schemaStamp(): { stripe: string; params: string } {
  const source = readFileSync(new URL("./params.ts", import.meta.url), "utf8").replace(/\s+/g, " ");
  return { stripe: Stripe.PACKAGE_VERSION, params: createHash("sha256").update(source).digest("hex") };
}
