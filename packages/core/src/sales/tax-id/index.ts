import { z } from "zod";
import { RateLimit } from "#accounts/rate-limit";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Settings } from "#platform/settings";
import { Vies } from "#platform/vies";
import { Check } from "./check";
import { parse } from "./parse";
import { rule } from "./rule";

export { Check } from "./check";
export { formats } from "./formats";
export * as TaxId from "./index";
export { formatOf, type Parsed, parse, taxAreaOf, territoryOf } from "./parse";
export { isTaxRefunded, refundIdOf, refundRequest } from "./refund";
export { type Result, recheck, rule } from "./rule";

/** Asks the register about a number that `parse` has read. */
export async function consult(taxId: string, milliseconds?: number): Promise<Check> {
  const requester = await ownNumber();
  const answer = await Vies.consult(taxId, { milliseconds, requester });
  return { taxId, at: Clock.iso(), ...answer };
}

/** Returns the seller's VAT number at home, as the tax settings have it. */
async function ownNumber() {
  const { home, registrations } = await Settings.shown("taxes");
  const parsed = parse(registrations.find(({ area }) => area === home)?.number ?? "");
  return "id" in parsed ? parsed.id : undefined;
}

/** Returns the check if it is about this number and still recent enough; else null. */
export function standing(check: Check | null | undefined, taxId: string): Check | null {
  if (check?.taxId !== taxId) return null;
  return check.at > Clock.iso(-rule[check.result].freshSeconds) ? check : null;
}

const Question = z.object({
  taxId: z.string(),
  cartId: z.string(),
  /** Latest check of the cart's number. */
  known: Check.nullable(),
  /** Network address of the shopper, if known. */
  from: z.string().max(100).nullable(),
});

/**
 * Returns the cart's own check, or asks the register: once per cart and number while the response is fresh. A rate
 * limit keeps our form from being used to search the register. Throws `throttle.too_many`.
 */
export const check = fn(Question, async ({ taxId, cartId, known, from }) => {
  const fresh = standing(known, taxId);
  if (fresh) return fresh;
  await RateLimit.take({ what: "tax_id", account: cartId, origin: from ?? cartId });
  return consult(taxId);
});
