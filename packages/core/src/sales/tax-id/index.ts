import { z } from "zod";
import { RateLimit } from "#accounts/rate-limit";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Vies } from "#platform/vies";
import { rule } from "./rule";

export { formats } from "./formats";
export * as TaxId from "./index";
export { formatOf, type Parsed, parse, taxAreaOf, territoryOf } from "./parse";
export { isTaxRefunded, refundIdOf, refundRequest } from "./refund";
export { recheck, rule } from "./rule";

export type Result = keyof typeof rule;

/** What the register said of a number, and when: evidence that stays on the order. Never an address. */
export type Check = {
  taxId: string;
  result: Result;
  at: string;
  /** The number by which the register proves the consultation to tax authorities. */
  consultation?: string | undefined;
  /** Whose number it is, where the member state tells. */
  name?: string | undefined;
  /** Why the register could not say. */
  reason?: string | undefined;
};

/** Asks the register for a number that `parse` has read. */
export async function consult(taxId: string, milliseconds?: number): Promise<Check> {
  const answer = await Vies.consult(taxId, milliseconds);
  return { taxId, at: Clock.iso(), ...answer };
}

/** Returns the check when it is about this number and recent enough to stand; else null. */
export function standing(check: Check | null | undefined, taxId: string): Check | null {
  if (check?.taxId !== taxId) return null;
  return check.at > Clock.iso(-rule[check.result].freshSeconds) ? check : null;
}

const Question = z.object({
  taxId: z.string(),
  cartId: z.string(),
  /** What the cart knows of its number. */
  known: z.custom<Check>().nullable(),
  /** The network address of the shopper, if known. */
  from: z.string().max(100).nullable(),
});

/**
 * Returns what the cart knows of its number, or asks the register: once per cart and number while the answer is fresh,
 * and so often at most that our form is no way to search the register. Throws `throttle.too_many`.
 */
export const check = fn(Question, async ({ taxId, cartId, known, from }) => {
  const stands = standing(known, taxId);
  if (stands) return stands;
  await RateLimit.take({ what: "tax_id", account: cartId, origin: from ?? cartId });
  return consult(taxId);
});
